import { assert, constantFrom, property, record, nat } from "fast-check";
import { expect, test } from "vitest";
import { check } from "../../generator/check/check.ts";
import { verifyFigures } from "../../generator/check/verify/verify.ts";
import { readArticle } from "../../generator/check/reading/read.ts";
import { toolsFor } from "../../generator/check/verify/tools.ts";
import { vocabulary } from "./fixture.ts";
import { NOTE } from "./note.ts";

const bodyAt = NOTE.text.indexOf("\n---\n", 4);
const { blocks } = readArticle({ text: NOTE.text, file: "note.md" });
/** From and to of every figure of the body in digits. */
const places = verifyFigures(blocks, NOTE.facts, toolsFor(NOTE.facts, vocabulary))
  .map(({ statement, figure }) => ({
    from: statement.block.offsetOf(figure.start),
    to: statement.block.offsetOf(figure.end - 1) + 1,
  }))
  .filter(({ from, to }) => from > bodyAt && /\d\d|\d[.,]\d/.test(NOTE.text.slice(from, to)));

/** What a page does not show, by itself or as a reference. */
const UNSEEN = [
  "\u00AD",
  "\u200B",
  "\u200D",
  "\u2060",
  "\uFEFF",
  "\u034F",
  "\uFE0F",
  "&shy;",
  "&#8203;",
  "&zwnj;",
  "<!-- 7 -->",
  "<!---->",
];

const torn = record({
  place: constantFrom(...places),
  at: nat(),
  unseen: constantFrom(...UNSEEN),
}).map(({ place: { from, to }, at, unseen }) => {
  const figure = NOTE.text.slice(from, to);
  const inside = [...figure.matchAll(/(?<=[\d.,])(?=[\d.,])/g)].map(({ index }) => from + index);
  const cut = inside[at % inside.length] ?? from;
  return { text: `${NOTE.text.slice(0, cut)}${unseen}${NOTE.text.slice(cut)}`, figure, cut, from };
});

const checked = (text: string) => check({ text, file: "note.md" }, NOTE.facts, vocabulary);

test("nothing unseen within a figure makes it another", () => {
  assert(
    property(torn, ({ text }) => {
      expect(checked(text)).toMatchObject({ figures: checked(NOTE.text).figures, messages: [] });
    }),
  );
});

test("nothing unseen within a figure hides that it was altered", () => {
  assert(
    property(torn, ({ text, from, cut }) => {
      const before = text.slice(from, cut);
      const altered = before.replace(/\d/, (digit) => String((Number(digit) + 1) % 10));
      const report = checked(text.slice(0, from) + altered + text.slice(cut));
      expect(report.errors).toBe(1);
      const [message] = report.messages;
      const line = text.slice(0, from).split("\n").length;
      const column = from - text.lastIndexOf("\n", from);
      expect(message).toMatchObject({ code: "figure-changed", line, column });
    }),
  );
});

test("a figure of digits in references is read and placed", () => {
  for (const { from, to } of places) {
    const referred = NOTE.text
      .slice(from, to)
      .replace(/\d/g, (digit) => `&#${digit.charCodeAt(0)};`);
    expect(checked(NOTE.text.slice(0, from) + referred + NOTE.text.slice(to)).messages).toEqual([]);
  }
});
