import { expect, test } from "vitest";
import { noteFiles, notes, sentences } from "./corpus.ts";
import { type Score, scoreNotes, scoreSentences, table } from "./score.ts";

const CLASSES = [
  "value",
  "sign",
  "direction",
  "name",
  "period",
  "unit",
  "date",
  "grade",
  "record",
  "count",
  "statistic",
  "flow",
];

test("each of 12 classes has 25 right and 25 wrong sentences, no two alike", () => {
  const all = sentences();
  expect(new Set(all.map(({ text }) => text)).size).toBe(600);
  expect([...new Set(all.map((one) => one.class))]).toEqual(CLASSES);
  for (const name of CLASSES)
    for (const right of [true, false])
      expect(all.filter((one) => one.class === name && one.right === right)).toHaveLength(25);
});

test("every sentence is of a day that the bundled data cover", () => {
  for (const { asOf } of sentences()) {
    expect(asOf >= "2022-10-05" && asOf <= "2025-06-30", asOf).toBe(true);
  }
});

test("ten notes of 2023 to 2025 have a key, in which about half of the figures are wrong", () => {
  const all = notes();
  expect(all.map(({ name }) => name).toSorted()).toEqual(noteFiles().toSorted());
  expect(all).toHaveLength(10);
  for (const { name, text, figures } of all) {
    const words = text.split(/\s+/).length;
    expect(words > 110 && words < 200, name).toBe(true);
    const wrong = figures.filter(({ verdict }) => verdict === "wrong");
    expect(wrong.length / figures.length > 0.35 && wrong.length / figures.length < 0.6, name).toBe(
      true,
    );
    expect(wrong.every(({ truth }) => truth !== undefined)).toBe(true);
  }
});

const sum = (scores: readonly Score[], pick: (score: Score) => number) =>
  scores.reduce((total, score) => total + pick(score), 0);

test("a check that refuses all finds all that is wrong, and alarms at all that is right", async () => {
  const scores = await scoreSentences((text) => [{ outcome: "refused", from: 0, to: text.length }]);
  expect(sum(scores, ({ wrong }) => wrong.found)).toBe(300);
  expect(sum(scores, ({ right }) => right.refused)).toBe(300);
});

test("a check that says nothing misses all that is wrong", async () => {
  const scores = [...(await scoreSentences(() => [])), ...(await scoreNotes(() => []))];
  expect(sum(scores, ({ wrong }) => wrong.found + wrong.marked)).toBe(0);
  expect(sum(scores, ({ right }) => right.refused + right.marked)).toBe(0);
  expect(scores.at(-1)?.missed.length).toBeGreaterThan(5);
});

test("what is refused in a note beside the key's figures is a false alarm", async () => {
  const known = new Map(notes().map((note) => [note.text, note]));
  const scores = await scoreNotes((text) => [
    ...known
      .get(text)!
      .figures.filter(({ verdict }) => verdict === "wrong")
      .map(({ from, to }) => ({ outcome: "refused" as const, from, to })),
    { outcome: "refused", from: text.length - 1, to: text.length },
  ]);
  expect(sum(scores, ({ wrong }) => wrong.missed)).toBe(0);
  expect(sum(scores, ({ right }) => right.refused)).toBe(10);
  expect(table(scores).split("\n")).toHaveLength(13);
});
