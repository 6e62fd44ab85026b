import { UNITS } from "../../generator/publication/units.ts";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { catalogue } from "../support/bundle.ts";
import { expect, test } from "vitest";
import { realWorld } from "../../generator/world/disk.ts";
import { check } from "../../generator/check/check.ts";
import { verifyFigures } from "../../generator/check/verify/verify.ts";
import { readArticle } from "../../generator/check/reading/read.ts";
import type { CheckMessage } from "../../generator/check/report.ts";
import { toolsFor } from "../../generator/check/verify/tools.ts";
import { loadFigureVocabulary } from "../../generator/check/figures/vocabulary.ts";
import type { FactsFile } from "../../generator/articles/facts.ts";

const ROOT = join(import.meta.dirname, "../..");
const EDITIONS = join(ROOT, "content/editions");
const vocabulary = loadFigureVocabulary(realWorld(), ROOT, "en", UNITS);

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
    expect(
      check({ text, file: name }, facts, vocabulary, undefined, catalogue).messages,
      name,
    ).toEqual([]);
  }
});

/** A figure made another, in its place. */
interface Mutation {
  readonly line: number;
  readonly column: number;
  readonly figure: string;
  readonly other: string;
}

function mutationsOf({ name, text, facts }: (typeof articles)[number], index: number): Mutation[] {
  const read = readArticle({ text, file: name });
  const verdicts = verifyFigures(read.blocks, facts, toolsFor(facts, vocabulary));
  return verdicts.flatMap(({ figure, statement }, at) => {
    const place = read.placeOf(statement.block.offsetOf(figure.start));
    const alter = ALTERATIONS[(at + index) % 2] as (figure: string) => string;
    const tried = [alter, ...ALTERATIONS, ...(at % 21 === 0 ? SHIFTS : [])];
    const others = new Set(
      tried.map((each) => each(figure.text)).filter((each) => each !== figure.text),
    );
    return [...others]
      .slice(0, at % 21 === 0 ? undefined : 1)
      .map((other) => ({ ...place, figure: figure.text, other }));
  });
}

function mutated(text: string, mutations: readonly Mutation[]): string {
  const lines = text.split("\n");
  for (const { line, column, figure, other } of mutations) {
    const was = lines[line - 1] as string;
    expect(was.slice(column - 1, column - 1 + figure.length)).toBe(figure);
    lines[line - 1] = was.slice(0, column - 1) + other + was.slice(column - 1 + figure.length);
  }
  return lines.join("\n");
}

/** Mutations of one text at once, at most one of each line, so that none stands in for another. */
function* together(mutations: readonly Mutation[]): Generator<Mutation[]> {
  const lines = [...Map.groupBy(mutations, ({ line }) => line).values()];
  const most = Math.max(0, ...lines.map((each) => each.length));
  for (let at = 0; at < most; at++) yield lines.flatMap((each) => each.slice(at, at + 1));
}

test("every figure that is altered is caught", () => {
  let mutants = 0;
  const survivors: string[] = [];
  for (const [index, article] of articles.entries()) {
    const { name, text, facts } = article;
    const errorsOf = (mutations: readonly Mutation[]): readonly CheckMessage[] =>
      check({ text: mutated(text, mutations), file: name }, facts, vocabulary).messages.filter(
        ({ severity }) => severity === "error",
      );
    for (const mutations of together(mutationsOf(article, index))) {
      const errors = errorsOf(mutations);
      mutants += mutations.length;
      for (const mutation of mutations) {
        const { line, column, figure, other } = mutation;
        if (errors.some((each) => each.line === line && each.column === column)) continue;
        if (errorsOf([mutation]).length > 0) continue;
        survivors.push(`${name}:${line}:${column} ${figure} → ${other}`);
      }
    }
  }
  expect(survivors).toEqual([]);
  expect(mutants).toBeGreaterThan(2500);
});
