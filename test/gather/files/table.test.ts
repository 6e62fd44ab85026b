import { describe, expect, test } from "vitest";
import { readTable, rowsOf } from "../../../generator/gather/files/table.ts";
import { failureOf } from "../support.ts";

const columns = { date: "date", value: "close" };

describe("CSV", () => {
  test("may have a byte order mark, quotes, blank lines and CRLF; lines are counted", () => {
    const table = readTable(
      '\uFEFF"Date","Close"\r\n"2025-05-06","1.5"\r\n\r\n2025-05-07, 2.5\r\n',
      "a.csv",
    );
    expect(rowsOf(table, columns)).toMatchObject([
      { line: 2, date: "2025-05-06", value: "1.5" },
      { line: 4, date: "2025-05-07", value: "2.5" },
    ]);
  });

  test.each([
    "date,close\n2025-05-06,1.5\n\n2025-05-07,\n",
    "date|close\n2025-05-06|1.5\n\n2025-05-07|",
    "close\n1\n\n2\n",
  ])("with nothing but its cells is read as one with quotes and spaces is: %j", (text) => {
    const delimiter = text.includes("|") ? "|" : ",";
    const written = text.replace(/[^\n|,]+/g, ' "$&" ');
    expect(readTable(text, "a.csv", { delimiter })).toEqual(
      readTable(written, "a.csv", { delimiter }),
    );
  });

  test("gives the instant of publication where its cell holds one", () => {
    const table = readTable(
      "date,close,public\n2025-05-06,1,2025-05-07T01:00:00Z\n2025-05-07,2,\n",
      "a.csv",
    );
    expect(rowsOf(table, { ...columns, public: "public" })).toEqual([
      { line: 2, date: "2025-05-06", value: "1", public: "2025-05-07T01:00:00Z", whole: ["1"] },
      { line: 3, date: "2025-05-07", value: "2", whole: ["2"] },
    ]);
  });

  test.each([
    ["date,close\n2025-05-06,1\n2025-05-07,1,000\n", 3],
    ['date,close\n2025-05-06,"1\n2025-05-07,2\n', 3],
    ["date,close,close\n2025-05-06,1,2\n", 1],
    ["", 1],
    ["\n\n", 1],
  ])("that is broken is a mistake with its line: %j", (text, line) => {
    const failure = failureOf(() => readTable(text, "a.csv"));
    expect(failure.exit).toBe(2);
    expect(failure.problems[0]).toMatchObject({ code: "broken-file", file: "a.csv", line });
  });

  test.each([
    ["date,close\n2025-05-06,$1,335.33\n", "This line has 3 cells, where the header line has 2"],
    ['date,close\n2025-05-06,"1\n2025-05-07,2\n', "never closed"],
  ])("says what is wrong with a line in plain words: %j", (text, words) => {
    expect(failureOf(() => readTable(text, "a.csv")).message).toContain(words);
  });

  test("without the column asked for is a mistake that names the nearest", () => {
    const table = readTable("date,closing\n2025-05-06,1\n", "a.csv");
    expect(failureOf(() => rowsOf(table, { date: "date", value: "closng" })).message).toContain(
      'Did you mean "closing"?',
    );
  });
});

describe("JSON lines", () => {
  test("are read as CSV is, numbers and texts alike", () => {
    const text =
      '{"Date":"2025-05-06","close":1.5}\n\n{"date2":1,"Date":"2025-05-07","close":"2.5"}\n';
    expect(rowsOf(readTable(text, "a.jsonl"), columns)).toEqual([
      { line: 1, date: "2025-05-06", value: "1.5", whole: ["1.5", ""] },
      { line: 3, date: "2025-05-07", value: "2.5", whole: ["2.5", "1"] },
    ]);
  });

  test.each([
    ["1e400", "Infinity"],
    ["null", ""],
    ["true", "true"],
    ["[1]", "[1]"],
    ['{"$gt":0}', '{"$gt":0}'],
  ])("hand the value %s on as the text %j, for the guard to refuse", (value, cell) => {
    const table = readTable(`{"date":"2025-05-06","close":${value}}`, "a.jsonl");
    expect(rowsOf(table, columns)[0]?.value).toBe(cell);
  });

  test.each([
    ['{"date":"2025-05-06"}\n{"date":', 2],
    ['{"date":"2025-05-06"}\n[1]\n', 2],
    ['{"date":"2025-05-06"}\nnull\n', 2],
  ])("that are broken are a mistake with their line: %j", (text, line) => {
    expect(failureOf(() => readTable(text, "a.jsonl")).problems[0]).toMatchObject({
      code: "broken-file",
      line,
    });
  });
});
