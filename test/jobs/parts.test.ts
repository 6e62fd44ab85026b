import { expect, test } from "vitest";
import { partOf, PARTS, sourceGroups } from "../../generator/jobs/parts.ts";
import type { Narrative } from "../../generator/narrate/narrative.ts";
import type { Series } from "../../generator/publication/catalogue.ts";

const live = (id: string, by: string, related: readonly string[] = []): Series =>
  ({ id, live: { by }, related }) as unknown as Series;

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
  const parts = Array.from({ length: PARTS }, (_, at) =>
    partOf(narratives, { kind: "records", until: "2025-05-08", part: at + 1, of: PARTS }),
  );
  expect(parts.flat().toSorted((a, b) => narratives.indexOf(a) - narratives.indexOf(b))).toEqual(
    narratives.filter(({ evidence }) => evidence),
  );
});
