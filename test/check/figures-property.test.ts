import * as fc from "fast-check";
import { expect, test } from "vitest";
import { figureFinder } from "../../generator/check/figures/figures.ts";
import { lexiconOf } from "../../generator/check/figures/lexicon.ts";
import { vocabulary } from "./fixture.ts";

const find = figureFinder(lexiconOf(vocabulary), ["S&P 500"]);

const MAGNITUDES = { "": 1, " million": 1e6, " billion": 1e9, " trillion": 1e12 } as const;

/** A number in the grammar that the program prints, with what it says. */
const printed = fc
  .record({
    units: fc.nat({ max: 9_999_999 }),
    decimals: fc.nat({ max: 4 }),
    sign: fc.constantFrom("", "+", "−", "-"),
    kind: fc.constantFrom("money" as const, "percent" as const, "plain" as const),
    magnitude: fc.constantFrom(...(Object.keys(MAGNITUDES) as (keyof typeof MAGNITUDES)[])),
  })
  .map(({ units, decimals, sign, kind, magnitude }) => {
    const size = units / 10 ** decimals;
    const digits = new Intl.NumberFormat("en-US", {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    }).format(size);
    const scale = kind === "percent" ? "" : magnitude;
    return {
      text: `${sign}${kind === "money" ? "$" : ""}${digits}${scale}${kind === "percent" ? "%" : ""}`,
      kind,
      decimals,
      size: size * MAGNITUDES[scale],
      sign: sign === "" ? 0 : sign === "+" ? 1 : -1,
    };
  });

const before = fc.constantFrom("", "Bitcoin rose ", "(", "It was ", "the S&P 500 at ", "“");
const after = fc.constantFrom("", ".", ", the most", " in the day", ")", "; so", "”", " to");

test("every number that the program can print is found whole, where it stands, with its value", () => {
  fc.assert(
    fc.property(before, printed, after, (lead, number, rest) => {
      const [figure, ...more] = find(lead + number.text + rest);
      expect(more).toEqual([]);
      expect(figure).toMatchObject({
        text: number.text,
        start: lead.length,
        unit: number.kind,
        currency: number.kind === "money" ? "USD" : undefined,
        sign: number.sign,
        decimals: number.decimals,
      });
      expect(figure?.value).toBeCloseTo(number.size, number.decimals);
    }),
    { numRuns: 2000 },
  );
});

test("no digit of any script is overlooked", () => {
  const digit = /\p{Nd}|\p{No}/u;
  const character = fc.oneof(
    fc.constantFrom(..."0123456789,.-−%$ /:'x½²٣９"),
    fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
  );
  fc.assert(
    fc.property(fc.array(character, { maxLength: 40 }), (characters) => {
      const text = characters.join("");
      const figures = find(text);
      const rest = figures.reduceRight(
        (left, { start, end }) => left.slice(0, start) + left.slice(end),
        text,
      );
      expect(digit.test(rest)).toBe(false);
    }),
    { numRuns: 2000 },
  );
});

test("figures never overlap and stand in order", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), (text) => {
      let end = 0;
      for (const figure of find(text)) {
        expect(figure.start).toBeGreaterThanOrEqual(end);
        expect(text.slice(figure.start, figure.end)).toBe(figure.text);
        end = figure.end;
      }
    }),
  );
});
