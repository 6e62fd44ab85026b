import fc from "fast-check";
import { expect, test } from "vitest";
import { disagreements, mergeTexts, settledFor } from "../../generator/articles/merge.ts";

const BASE = "# Day\n\nBitcoin rose 2%. Ether fell 1%.\n\nVolume was heavy.\n";

test.each([
  [
    "two sentences of one paragraph, each changed by one",
    BASE.replace("Bitcoin rose", "Bitcoin climbed"),
    BASE.replace("1%", "3%"),
    "# Day\n\nBitcoin climbed 2%. Ether fell 3%.\n\nVolume was heavy.\n",
  ],
  [
    "a sentence that one adds and a paragraph that the other changes",
    BASE.replace("Ether fell 1%.", "Ether fell 1%. That is little."),
    BASE.replace("heavy", "thin"),
    "# Day\n\nBitcoin rose 2%. Ether fell 1%. That is little.\n\nVolume was thin.\n",
  ],
  [
    "a paragraph that one takes out and another that the other changes",
    BASE.replace("\nVolume was heavy.\n", ""),
    BASE.replace("2%", "4%"),
    "# Day\n\nBitcoin rose 4%. Ether fell 1%.\n",
  ],
  [
    "the same change by both",
    BASE.replace("heavy", "thin"),
    BASE.replace("heavy", "thin"),
    BASE.replace("heavy", "thin"),
  ],
])("%s: both are in the merged text", (_, mine, theirs, merged) => {
  const regions = mergeTexts(BASE, mine, theirs);
  expect(disagreements(regions)).toEqual([]);
  expect(settledFor(regions, "mine")).toBe(merged);
});

test.each([
  ["a figure by one and its word by the other", "Bitcoin climbed 2%.", "Bitcoin fell 2%."],
  ["a sentence taken out by one", "", "Bitcoin rose 3%."],
])("%s: one sentence that both changed is put before a person", (_, mine, theirs) => {
  const said = (text: string): string => BASE.replace("Bitcoin rose 2%.", text);
  const regions = mergeTexts(BASE, said(mine), said(theirs));
  expect(disagreements(regions)).toHaveLength(1);
  expect(settledFor(regions, "mine")).toBe(said(mine));
  expect(settledFor(regions, "theirs")).toBe(said(theirs));
});

test("a sentence that one made two of and the other changed is put before a person", () => {
  const [mine, theirs] = ["Bitcoin rose. By 2%, that is.", "Bitcoin rose 5%."].map((said) =>
    BASE.replace("Bitcoin rose 2%.", said),
  );
  expect(disagreements(mergeTexts(BASE, mine!, theirs!))).toMatchObject([
    { base: "Bitcoin rose 2%." },
  ]);
});

/** Texts of few different sentences, so that changes meet. */
const text = fc
  .array(
    fc.array(fc.constantFrom("One is 1.", "Two is 2.", "Three is 3.", "So it is!"), {
      maxLength: 4,
    }),
    {
      maxLength: 5,
    },
  )
  .map((paragraphs) => paragraphs.map((sentences) => `${sentences.join(" ")}\n`).join("\n"));

test("what one left alone is as the other has it, whatever that is", () => {
  fc.assert(
    fc.property(text, text, (base, other) => {
      for (const [mine, theirs] of [
        [base, other],
        [other, base],
        [other, other],
      ] as const) {
        const regions = mergeTexts(base, mine, theirs);
        expect(disagreements(regions)).toEqual([]);
        expect(settledFor(regions, "mine")).toBe(other);
      }
    }),
  );
});

test("nothing of either side is lost: settled for one side, every sentence of that side's changes is there", () => {
  fc.assert(
    fc.property(text, text, text, (base, mine, theirs) => {
      const regions = mergeTexts(base, mine, theirs);
      const there = new Set(base.match(/\w[^.!]*[.!]/g));
      for (const [side, own] of [
        ["mine", mine],
        ["theirs", theirs],
      ] as const) {
        const settled = settledFor(regions, side);
        for (const sentence of own.match(/\w[^.!]*[.!]/g) ?? [])
          expect(there.has(sentence) || settled.includes(sentence)).toBe(true);
      }
      // Either way round, they disagree in the same places.
      expect(disagreements(mergeTexts(base, theirs, mine)).length).toBe(
        disagreements(regions).length,
      );
    }),
  );
});
