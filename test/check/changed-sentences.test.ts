import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CheckReport } from "../../generator/check/report.ts";
import { withBundledData } from "./foreign.ts";
import { checkSample, edited, sampleOf } from "./sample.ts";

withBundledData();

const note = sampleOf("2025-05-08", "cross-market-note");
/** A sentence of the note with figures, and one without. */
const MONTH = "Ether lost 0.2% to $1,811.61.";
const WORDS = "The figure is quoted here and has not been checked.";
const codes = ({ messages }: CheckReport): string[] => messages.map(({ code }) => code);

test("an article as it was generated has nothing to be said of it", () => {
  expect(codes(checkSample(note, note.text))).toEqual([]);
});

test("any digit that is changed is refused", () => {
  const places = [...note.text.matchAll(/\d/g)]
    .map(({ index }) => index)
    .filter((at) => at >= note.from && at < note.to);
  fc.assert(
    fc.property(fc.constantFrom(...places), fc.integer({ min: 1, max: 9 }), (at, more) => {
      const digit = (Number(note.text[at]) + more) % 10;
      const text = note.text.slice(0, at) + digit + note.text.slice(at + 1);
      expect(checkSample(note, text).errors).toBeGreaterThan(0);
    }),
    { numRuns: 40 },
  );
});

describe("a sentence that was changed", () => {
  test.for([
    ["with another direction", MONTH, "Ether is down 16.5% over 30 days."],
    [
      "with another number in a name",
      "iShares Russell 2000 ETF (IWM)",
      "iShares Russell 1000 ETF (IWM)",
    ],
    ["with another name", "Ether lost 0.2% to $1,811.61", "Bitcoin lost 0.2% to $1,811.61"],
    ["to another figure of its subject", MONTH, "In 30 days Ether has risen 54.5%."],
    ["to a figure of another subject", MONTH, "In 30 days Ether has risen 3.8%."],
    ["to another period", MONTH, "Over the past week Ether has risen 16.5%."],
    ["to another average", WORDS, "Ether closed 1.9% above its 200-day average."],
    ["to a false grade", WORDS, "Bitcoin's RSI is overbought."],
    ["to a false record", WORDS, "Bitcoin closed at its lowest since April 8."],
    ["to a false run", WORDS, "Bitcoin rose for a twelfth straight day."],
    ["with a link around it", MONTH, "Ether [fell 16.5%](https://venue.example/) over 30 days."],
  ] as const)("%s is refused", ([, was, is]) => {
    expect(edited(note, was, is).errors).toBeGreaterThan(0);
  });

  test.for([
    ["in true words", MONTH, "In the past 30 days Ether has climbed 16.5%."],
    ["to what the store alone knows", MONTH, "On May 5 Ether closed at $1,819.70."],
    ["in words without a figure", WORDS, "By itself it does not."],
  ] as const)("%s is noted, and passes", ([, was, is]) => {
    const report = edited(note, was, is);
    expect(report.errors).toBe(0);
    expect(codes(report)).toContain("by-hand");
  });

  test("and names another index than any that was printed is for a person to read", () => {
    const report = edited(note, WORDS, "The Russell 3000 holds large companies as well.");
    expect(codes(report)).not.toContain("changed-word");
  });

  test("and cannot be bound is marked for a person", () => {
    const report = edited(note, WORDS, "A change of 16.5% is not small.");
    expect(codes(report)).toContain("by-hand");
    expect(report.messages.filter(({ code }) => code === "wrong-figure")).toEqual([]);
  });

  test("in marks and capitals alone is noted for the whole", () => {
    const report = edited(
      note,
      "growth and credit in the US, or hedge what",
      "growth and credit in the US or hedge what",
    );
    expect(codes(report)).toEqual(["by-hand"]);
  });
});

describe("what is taken out", () => {
  test("is noted, sources and all", () => {
    const at = note.text.indexOf("## Sources\n");
    const report = checkSample(
      note,
      note.text.slice(0, at) + note.text.slice(note.text.indexOf("## Disclosure")),
    );
    expect(report.messages).toMatchObject([{ code: "text-gone", severity: "notice" }]);
    expect(report.messages[0]?.message).toContain("Its sources are among them.");
  });

  test("is refused where it is the disclosure", () => {
    const at = note.text.indexOf("## Disclosure");
    expect(codes(checkSample(note, note.text.slice(0, at)))).toEqual(["disclosure", "text-gone"]);
  });
});

test("a waiver that excuses nothing is said", () => {
  const waivers = 'waivers: [{ figure: "12.5%", reason: "from the venue" }]\ninputs:';
  expect(codes(edited(note, "inputs:", waivers))).toEqual(["unused-waiver"]);
});

test("a report says as of when the text was held to the data", () => {
  expect(checkSample(note, note.text).asOf).toBe("2025-05-08T12:00:00Z");
});
