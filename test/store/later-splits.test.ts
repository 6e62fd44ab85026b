import { expect, test } from "vitest";
import type { Day } from "../../generator/base/day.ts";
import { archiveOf } from "../../generator/store/archive.ts";
import { columnsOf } from "../../generator/store/columns.ts";
import { catalogueOf, seriesOf } from "../gather/support.ts";

const SPLIT = "2024-08-08";

const catalogue = catalogueOf(seriesOf({ id: "share.close", splits: { [SPLIT]: 10 } }));

/** Closes adjusted for the split but for the first, which came to us before there was one, as it was traded. */
const CLOSES: readonly (readonly [day: Day, value: number, retrieved: string])[] = [
  ["2024-08-05", 1370, "2024-08-06T01:00:00Z"],
  ["2024-08-06", 134, "2025-07-01T00:00:00Z"],
  ["2024-08-07", 135, "2025-07-01T00:00:00Z"],
  [SPLIT, 130, "2025-07-01T00:00:00Z"],
];

const archive = archiveOf(catalogue, {
  columns: () =>
    columnsOf(
      CLOSES.map(([day, value, retrieved]) => ({
        day,
        value,
        public: Date.parse(`${day}T20:30:00Z`),
        retrieved: Date.parse(retrieved),
        revision: 0,
      })),
    ),
  claims: () => [],
  announcements: () => [],
  headlines: () => [],
  settlements: () => [],
});

function seenAt(instant: string): number[] {
  return [...archive.view(Date.parse(instant)).history("share.close").values];
}

test("before a split its price is the one that was traded, whenever it came to us", () => {
  expect(seenAt("2024-08-07T12:00:00Z")).toEqual([1370, 1340]);
  expect(seenAt("2024-08-08T12:00:00Z")).toEqual([1370, 1340, 1350]);
});

test("from its first day on, prices stand as they are stored", () => {
  expect(seenAt("2024-08-09T12:00:00Z")).toEqual([1370, 134, 135, 130]);
});
