import { expect, test } from "vitest";
import {
  gatherParts,
  partOf,
  recordParts,
  sharesOf,
  sourceGroups,
  subjectShares,
} from "../../generator/jobs/parts.ts";
import type { Narrative } from "../../generator/narrate/narrative.ts";
import type { Series } from "../../generator/publication/catalogue.ts";

const live = (id: string, by: string, related: readonly string[] = []): Series =>
  ({ id, live: { by }, related }) as unknown as Series;

/** Two series a file. */
const series = (files: number): Series[] =>
  Array.from(
    { length: files * 2 },
    (_, at) => ({ from: { file: `${at % files}.csv` } }) as unknown as Series,
  );

test("sources whose series bear witness of each other are asked in one run, others apart", () => {
  expect(
    sourceGroups([
      live("a.close", "one"),
      live("b.close", "two", ["a.close"]),
      live("c.close", "three"),
      live("c.close~second", "four"),
      live("d.close", "five", ["e.close"]),
      { id: "e.close", live: undefined, related: [] } as unknown as Series,
    ]),
  ).toEqual([["five"], ["four", "three"], ["one", "two"]]);
});

test("each rule with a target is in exactly one part", () => {
  const narratives = Array.from({ length: 23 }, (_, at) => ({
    id: `n${at}`,
    ...(at % 3 !== 0 && { evidence: {} }),
  })) as unknown as Narrative[];
  const parts = sharesOf(4).map((share) => partOf(narratives, share));
  expect(parts.flat().toSorted((a, b) => narratives.indexOf(a) - narratives.indexOf(b))).toEqual(
    narratives.filter(({ evidence }) => evidence),
  );
});

test("work is put in in as many parts as there is somebody to do them, and files in none that are not worth it", () => {
  expect([0, 1, 2, 3, 9].map(recordParts)).toEqual([4, 1, 2, 3, 4]);
  expect([0, 1, 2, 9].map((slots) => gatherParts(slots, series(200)))).toEqual([1, 1, 2, 4]);
  expect([1, 39, 40, 80].map((files) => gatherParts(4, series(files)))).toEqual([1, 1, 2, 4]);
});

test("subjects are parted where they are many and workers would have nothing to do else", () => {
  expect([0, 1, 2, 4, 99].map((slots) => subjectShares(slots, 1, 5000))).toEqual([1, 1, 2, 4, 16]);
  expect([1, 2, 3, 10].map((editions) => subjectShares(4, editions, 5000))).toEqual([4, 2, 1, 1]);
  expect([0, 499, 500, 1000].map((subjects) => subjectShares(4, 1, subjects))).toEqual([
    1, 1, 2, 4,
  ]);
});
