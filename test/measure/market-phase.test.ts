import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ofClose, periods, read, signalOf, viewWith, whyNot } from "./fake-view.ts";

/** The S&P 500's closes by day from 1957 on, as they come with the program. */
const SP500 = readFileSync(join(import.meta.dirname, "../../content/data/sp500.csv"), "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((row) => row.split(",") as [day: string, close: string]);

/** The index as it stood at the close of a day. */
function until(day: string): { readonly id: string; readonly values: number[] } {
  const values = SP500.filter(([each]) => each <= day).map(([, close]) => Number(close));
  return { id: "x.close", values };
}

/** Each phase of a list of closes by a plain reading of the definition: whether it is a fall, where it began, what it is counted from. */
function plainPhase(
  closes: readonly number[],
  share: number,
): [boolean, number, number] | undefined {
  let phase: [boolean, number, number] | undefined;
  let start = 0;
  for (let at = 0; at < closes.length; at++) {
    const span = closes.slice(start, at + 1);
    const [high, low] = [Math.max(...span), Math.min(...span)];
    const falls = phase?.[0] !== true && closes[at]! <= high * (1 - share);
    const rises = phase?.[0] !== false && closes[at]! >= low * (1 + share);
    if (!falls && !rises) continue;
    phase = [falls, at, start + span.lastIndexOf(falls ? high : low)];
    start = at;
  }
  return phase;
}

describe("a bear market", () => {
  // The days that S&P Dow Jones Indices and the press give for the last ones.
  test.each([
    ["2020-03-11", 0],
    ["2020-03-12", 1],
    ["2020-04-07", 1],
    ["2020-04-08", 0],
    ["2022-06-10", 0],
    ["2022-06-13", 1],
    ["2023-06-07", 1],
    ["2023-06-08", 0],
    ["2025-04-08", 0],
  ])("of the S&P 500, on %s: %d", (day, isBear) => {
    const view = viewWith([until(day)]);
    expect(signalOf(view, "x.close.inBearMarket").value).toBe(isBear);
    const turns = ["2020-03-12", "2020-04-08", "2022-06-13", "2023-06-08"];
    expect(signalOf(view, "x.close.phaseAge").value === 0).toBe(turns.includes(day));
  });

  test("does not end with a close just short of the mark, nor begin again below it", () => {
    const closes = [90, 100, 79, 81, 79, 81];
    expect(ofClose(closes, "inBearMarket")).toBe(1);
    expect(ofClose(closes, "phaseAge")).toBe(3);
    expect(ofClose(closes, "phaseFrom")).toBe(100);
    expect(ofClose(closes, "phaseFromDay")).toBe(periods(6)[1]);
    expect(ofClose(closes, "phaseMove")).toBeCloseTo(-19, 12);
    expect(ofClose(closes, "phaseDay")).toBe(periods(6)[2]);
    expect(ofClose([...closes, 95], "inBearMarket")).toBe(0);
  });

  test("is unknown before the first turn, and again from a price that is not above zero", () => {
    const before = viewWith([{ id: "x.close", values: [100, 90, 101] }]);
    expect(whyNot(before, "x.close.inBearMarket")).toMatchObject({ reason: "undefined" });
    const below = viewWith([{ id: "x.close", values: [100, 70, -37, 10, 11] }]);
    expect(whyNot(below, "x.close.inBearMarket")).toMatchObject({ reason: "undefined" });
    expect(ofClose([100, 70, -37, 10, 11, 12], "inBearMarket")).toBe(0);
  });
});

test("phases agree with a plain reading of the definition", () => {
  const step = fc.double({ min: -0.12, max: 0.13, noNaN: true });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 60 }), (steps) => {
      const closes = [100];
      for (const each of steps) closes.push(closes.at(-1)! * (1 + each));
      const view = viewWith([{ id: "x.close", values: closes }]);
      const days = periods(closes.length);
      for (const [share, is, day, from] of [
        [0.2, "inBearMarket", "phaseDay", "phaseFromDay"],
        [0.1, "inCorrection", "correctionDay", "correctionFromDay"],
      ] as const) {
        const phase = plainPhase(closes, share);
        const [isDown, began, extreme] = phase ?? [];
        const expected = phase && [isDown ? 1 : 0, days[began!], days[extreme!]];
        const told = [is, day, from].map((name) => read(view, `x.close.${name}`));
        const values = told.flatMap((each) => (each.ok ? [each.signal.value] : []));
        expect(values).toEqual(expected ?? []);
      }
    }),
  );
});
