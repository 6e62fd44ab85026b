import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { realWorld } from "../../generator/base/disk.ts";
import { check } from "../../generator/check/check.ts";
import { judge } from "../../generator/check/judge.ts";
import { readArticle } from "../../generator/check/read.ts";
import { toolsFor } from "../../generator/check/tools.ts";
import { loadFigureVocabulary } from "../../generator/check/vocabulary.ts";
import type { FactsFile } from "../../generator/compose/facts.ts";

const ROOT = join(import.meta.dirname, "../..");
const EDITIONS = join(ROOT, "content/editions");
const vocabulary = loadFigureVocabulary(realWorld(), ROOT, "en");

const articles = readdirSync(EDITIONS).flatMap((day) =>
  readdirSync(join(EDITIONS, day))
    .filter((name) => name.endsWith(".md"))
    .map((name) => {
      const text = readFileSync(join(EDITIONS, day, name), "utf8");
      const facts = JSON.parse(
        readFileSync(join(EDITIONS, day, name.replace(".md", ".facts.json")), "utf8"),
      );
      return { name: `${day}/${name}`, text, facts: facts as FactsFile };
    }),
);

const WORDS: Readonly<Record<string, string>> = {
  two: "three",
  three: "four",
  four: "five",
  five: "six",
  six: "seven",
  seven: "eight",
  eight: "nine",
  nine: "ten",
  double: "triple",
  zero: "two",
};

/** Ways to alter a figure; the first that gives another text is used. */
const ALTERATIONS: readonly ((figure: string) => string)[] = [
  (figure) => figure.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10)),
  (figure) => figure.replace(/\d/, (digit) => String((Number(digit) % 9) + 1)),
  (figure) => WORDS[figure.toLowerCase()] ?? figure,
];
const SHIFTS: readonly ((figure: string) => string)[] = [
  (figure) => figure.replace("million", "billion"),
  (figure) => figure.replace("billion", "trillion"),
  (figure) => figure.replace("%", ""),
  (figure) => figure.replace("−", "+"),
  (figure) => figure.replace("+", "−"),
  (figure) => figure.replace("$", ""),
];

test("every committed edition checks clean", () => {
  for (const { name, text, facts } of articles) {
    expect(check({ text, file: name }, facts, vocabulary).messages, name).toEqual([]);
  }
});

test("every figure that is altered is caught", () => {
  let mutants = 0;
  const survivors: string[] = [];
  for (const [index, { name, text, facts }] of articles.entries()) {
    const lines = text.split("\n");
    const read = readArticle({ text, file: name });
    for (const [at, { figure, statement }] of judge(
      read.blocks,
      facts,
      toolsFor(facts, vocabulary),
    ).entries()) {
      const { line, column } = read.placeOf(statement.block.offsetOf(figure.start));
      const alter = ALTERATIONS[(at + index) % 2] as (figure: string) => string;
      const tried = [alter, ...ALTERATIONS, ...(at % 21 === 0 ? SHIFTS : [])];
      const others = tried.map((each) => each(figure.text)).filter((each) => each !== figure.text);
      for (const other of new Set(at % 21 === 0 ? others : others.slice(0, 1))) {
        const was = lines[line - 1] as string;
        expect(was.slice(column - 1, column - 1 + figure.text.length)).toBe(figure.text);
        const mutated =
          was.slice(0, column - 1) + other + was.slice(column - 1 + figure.text.length);
        const mutant = [...lines.slice(0, line - 1), mutated, ...lines.slice(line)].join("\n");
        mutants++;
        if (check({ text: mutant, file: name }, facts, vocabulary).errors > 0) continue;
        survivors.push(`${name}:${line}:${column} ${figure.text} → ${other}`);
      }
    }
  }
  expect(survivors).toEqual([]);
  expect(mutants).toBeGreaterThan(2500);
});
