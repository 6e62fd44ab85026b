import { expect, test } from "vitest";
import { historiesOf } from "../../generator/authoring/history.ts";
import { dayNumber } from "../../generator/base/day.ts";
import type { Held } from "../../generator/narrate/evidence/track.ts";
import { narratives } from "../support/edition.ts";

const [narrative] = narratives;
const RANGE = { from: "2025-01-01", to: "2025-01-10" };
const at = (day: string): number => dayNumber(day);

function history(held: Readonly<Record<string, Held>>) {
  const track = { key: "", reads: [], until: at(RANGE.to), held };
  return historiesOf({ rules: { [narrative!.id]: track } }, [narrative!], RANGE).get(narrative!.id);
}

test("a day counts once, for however many subjects the rule held on it", () => {
  expect(
    history({
      btc: { first: at("2024-01-01"), days: [[at("2025-01-02"), 3]] },
      eth: { first: at("2024-01-01"), days: [[at("2025-01-04"), 2]] },
    }),
  ).toEqual({ told: 10, held: 4, last: "2025-01-05" });
});

test("days before the range and after it do not count, the last day it held before it is known", () => {
  const days = [[at("2024-12-30"), 2] as const, [at("2025-01-11"), 5] as const];
  expect(history({ btc: { first: at("2024-01-01"), days } })).toEqual({
    told: 10,
    held: 0,
    last: "2024-12-31",
  });
});

test("days on which nothing could be told do not count", () => {
  expect(history({ btc: { first: at("2025-01-08"), days: [] } })?.told).toBe(3);
  expect(history({})).toEqual({ told: 0, held: 0, last: undefined });
});
