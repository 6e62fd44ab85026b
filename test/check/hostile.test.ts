import { expect, test } from "vitest";
import { figureFinder } from "../../generator/check/figures/figures.ts";
import { lexiconOf } from "../../generator/check/figures/lexicon.ts";
import { checked, fixtureOf, vocabulary } from "./fixture.ts";
import { workedMs } from "../support/processor.ts";
import { FACTS } from "./note.ts";

const MANY = 100_000;
/** Far above what linear work takes, far below what quadratic work would. */
const PATIENCE_MS = 10_000;

test.for([
  ["digits", "9".repeat(MANY)],
  ["commas", ",".repeat(MANY)],
  ["groups", "1,".repeat(MANY)],
  ["thousands", `1${",000".repeat(MANY)}`],
  ["points", "1.".repeat(MANY)],
  ["signs", "-+−".repeat(MANY)],
  ["dollars", "$".repeat(MANY)],
  ["spaces", `5${" ".repeat(MANY)}million`],
  ["number words", "twenty-one hundred ".repeat(MANY / 10)],
  ["magnitudes", `5${" million".repeat(MANY / 10)}`],
  ["months", "May 7 ".repeat(MANY / 10)],
  ["slashes", "1/".repeat(MANY)],
  ["fractions", "½".repeat(MANY)],
  ["names", "S&P 500".repeat(MANY / 10)],
  ["addresses", "https://".repeat(MANY / 10)],
  ["letters", "a".repeat(MANY)],
  ["accents", `a${"\u0301".repeat(MANY)}`],
] as const)("the finder comes to an end on a hundred thousand %s", async ([, text]) => {
  const worked = await workedMs(() => {
    const figures = figureFinder(lexiconOf(vocabulary), ["S&P 500"])(text);
    for (const { start, end, text: print } of figures) expect(text.slice(start, end)).toBe(print);
  });
  expect(worked).toBeLessThan(PATIENCE_MS);
});

test.for([
  ["figures", "$5 and 7% ".repeat(MANY / 100)],
  ["subjects", "Bitcoin at $5 ".repeat(MANY / 10)],
  ["directions", "Bitcoin rose and fell by 0.2% ".repeat(MANY / 100)],
  ["loose words", "one zero ".repeat(MANY / 10)],
  ["sentences", "Bitcoin is at $5. ".repeat(MANY / 100)],
  ["initials", "A. ".repeat(MANY / 10)],
  ["open comments", `5% ${"<!-- ".repeat(MANY / 100)}`],
  ["angle brackets", "< 5 ".repeat(MANY / 10)],
  ["references", "&amp;5 ".repeat(MANY / 10)],
  ["rows", `| a | b |\n| - | - |\n${"| Bitcoin | $5 |\n".repeat(MANY / 100)}`],
] as const)("the check comes to an end on an article of many %s", async ([, body]) => {
  const note = fixtureOf(FACTS, { description: "At {{btc.last}}.", body });
  const worked = await workedMs(() => {
    const { figures, messages } = checked(note);
    expect(figures).toBeGreaterThan(0);
    expect(messages.every(({ line, column }) => line > 0 && column > 0)).toBe(true);
  });
  expect(worked).toBeLessThan(PATIENCE_MS);
});
