import { expect, test } from "vitest";
import { Failure, type Problem } from "../../generator/base/problem.ts";
import { formatFacts, parseFacts } from "../../generator/articles/facts-file.ts";
import { NOTE } from "../check/note.ts";

const FILE = "content/editions/2025-05-08/note.facts.json";

/** The problems of a facts file that cannot be read. */
function problems(text: string): readonly Problem[] {
  try {
    parseFacts(text, FILE);
  } catch (error) {
    if (error instanceof Failure && error.exit === 2) return error.problems;
    throw error;
  }
  throw new Error("The facts file was read.");
}

/** The facts of the note with some of the first fact's fields changed. */
function withFirst(changes: object): string {
  const [first, ...rest] = NOTE.facts.facts;
  return JSON.stringify({ ...NOTE.facts, facts: [{ ...first, ...changes }, ...rest] });
}

test("a facts file is read as it was written", () => {
  expect(parseFacts(JSON.stringify(NOTE.facts), FILE)).toEqual(NOTE.facts);
});

test.for([
  ["nothing", "", /^The facts file is not whole: Unexpected end of JSON input\.$/],
  ["half a file", JSON.stringify(NOTE.facts).slice(0, 500), /^The facts file is not whole: /],
  ["a merge conflict", "<<<<<<< HEAD\n{}", /^The facts file is not whole: /],
  ["a list", "[]", /^The file: expected keys with values, found a list/],
  ["null", "null", /^The file: expected keys with values, found null/],
  ["a later version", JSON.stringify({ ...NOTE.facts, version: 2 }), /^version: .*expected 1/],
  ["no sentences", JSON.stringify({ ...NOTE.facts, sentences: undefined }), /^sentences: /],
  ["a day that is none", JSON.stringify({ ...NOTE.facts, edition: "2025-02-30" }), /^edition: /],
  ["a name that is none", JSON.stringify({ ...NOTE.facts, names: [500] }), /^names\.0: /],
  ["facts that share an id", withFirst({ id: "f2" }), /^facts: .*an id of its own/],
  ["a unit that is none", withFirst({ unit: 7 }), /^facts\.0\.unit: expected a text, found 7/],
  ["a value as text", withFirst({ value: "97032" }), /^facts\.0\.value: .*a number/],
  ["a value that is none", withFirst({ value: null }), /^facts\.0\.value: expected a number/],
  ["a date as a number", withFirst({ unit: "date" }), /^facts\.0\.value: expected text for a date/],
  ["part of a decimal", withFirst({ decimals: 1.5 }), /^facts\.0\.decimals: /],
  ["no magnitude", withFirst({ magnitude: 0 }), /^facts\.0\.magnitude: /],
  ["an empty print", withFirst({ text: "" }), /^facts\.0\.text: /],
  ["a direction that is none", withFirst({ direction: "sideways" }), /^facts\.0\.direction: /],
  ["a broken input", withFirst({ inputs: [{ series: "btc" }] }), /^facts\.0\.inputs\.0\.from: /],
] as const)("%s is refused with its place", ([, text, message]) => {
  expect(problems(text)[0]).toMatchObject({
    code: "facts-file",
    file: FILE,
    message: expect.stringMatching(message),
    advice: expect.stringContaining("again"),
  });
});

test("a value beyond all numbers is refused", () => {
  const text = withFirst({ value: 1 }).replace('"value":1,', '"value":1e999,');
  expect(problems(text)[0]?.message).toMatch(/^facts\.0\.value: /);
});

test("a file of another kind is told in a few problems", () => {
  expect(problems("{}")).toHaveLength(5);
});

test.each([
  ["half a file", '{\n  "version": 1,\n  "edi', { line: 3, column: 7 }],
  ["a comma too many", '{\n  "version": 1,\n}', { line: 3, column: 1 }],
  ["a later version", '{\n  "version": 2\n}', { line: 2, column: 14 }],
  [
    "a direction that is none",
    formatFacts(NOTE.facts).replace('"direction":"none"', '"direction":"sideways"'),
    { line: expect.any(Number), column: expect.any(Number) },
  ],
] as const)("%s is refused with line and column", (_what, text, place) => {
  expect(problems(text)[0]).toMatchObject(place);
});

test("the place of a mistake is where the value stands", () => {
  const text = formatFacts(NOTE.facts).replace('"direction":"none"', '"direction":"sideways"');
  const { line = 0, column = 0 } = problems(text)[0]!;
  expect(text.split("\n")[line - 1]?.slice(column - 1)).toMatch(/^"sideways"/);
});
