import { UNITS } from "../../generator/publication/units.ts";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadFigureVocabulary } from "../../generator/check/figures/vocabulary.ts";
import { worldOf } from "../support/memory-files.ts";
import { placesOf, problemsOf } from "../support/problems.ts";

const FILE = "templates/vocabulary/en/figures.yaml";
const read = (file: string): string =>
  readFileSync(join(import.meta.dirname, "../..", file), "utf8");
const BUNDLED = read(FILE);

const BANNED = FILE.replace("figures", "banned");

const load =
  (text: string, banned = read(BANNED)) =>
  () =>
    loadFigureVocabulary(
      worldOf({ [`/home/${FILE}`]: text, [`/home/${BANNED}`]: banned }),
      "/home",
      "en",
      UNITS,
    );

const lineOf = (part: string): number =>
  BUNDLED.split("\n").findIndex((line) => line.includes(part)) + 1;

test("the bundled vocabulary loads", () => {
  const vocabulary = load(BUNDLED)();
  expect(vocabulary.numbers["six"]).toBe(6);
  expect(vocabulary.months[4]).toEqual(["may"]);
});

test("a missing key is named", () => {
  const problems = problemsOf(load(BUNDLED.replace(/^decimal: .*$/m, "")));
  expect(problems).toMatchObject([{ code: "schema", file: FILE }]);
  expect(problems[0]?.message).toContain("decimal");
});

test("an unknown unit is named at its place", () => {
  const problems = problemsOf(load(BUNDLED.replace("dollar: USD,", "dollar: coins,")));
  expect(placesOf(problems)).toEqual([`${lineOf("dollar: USD,")}:13 schema`]);
});

test("eleven months are too few", () => {
  const problems = problemsOf(load(BUNDLED.replace("  - [may]\n", "")));
  expect(problems[0]?.message).toContain("expected twelve months");
});

test("a word may not point two ways", () => {
  const problems = problemsOf(
    load(BUNDLED.replace("down, fall, falls,", "down, Rose, fall, falls,")),
  );
  expect(problems).toMatchObject([
    { code: "two-directions", file: FILE, message: '"Rose" points down here and up above.' },
  ]);
  expect(problems[0]?.line).toBe(lineOf("down, fall, falls,"));
});

test("a loose word is one of the numbers", () => {
  const problems = problemsOf(load(BUNDLED.replace("loose: [zero, one]", "loose: [zero, none]")));
  expect(placesOf(problems)).toEqual([`${lineOf("loose: [")}:15 loose-word`]);
});

test("a banned word without what to write instead is named at its place", () => {
  const problems = problemsOf(load(BUNDLED, read(BANNED).replace(/^ {8}instead: .*\n/m, "")));
  expect(problems).toMatchObject([{ code: "schema", file: BANNED }]);
  expect(problems[0]?.message).toContain("instead");
});
