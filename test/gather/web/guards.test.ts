import { expect, test } from "vitest";
import { addDays } from "../../../generator/base/day.ts";
import {
  restatement,
  withoutJumps,
  withoutStaleRepeats,
  type Known,
} from "../../../generator/gather/live/guards.ts";
import type { Observation } from "../../../generator/store/observation.ts";
import { seriesOf } from "../support.ts";

const FIRST = "2020-01-01";
const series = seriesOf({ id: "btc.close", range: [1, 1e9] });

/** A quiet history of 100 days: up and down by 1 % in turn. */
const quiet: Known = {
  days: Array.from({ length: 100 }, (_, at) => addDays(FIRST, at)),
  values: Array.from({ length: 100 }, (_, at) => (at % 2 === 0 ? 100 : 101)),
};

function after(...values: readonly number[]): Observation[] {
  return values.map((value, at) => ({
    day: addDays(FIRST, 100 + at),
    value,
    public: 0,
    stated: false,
  }));
}

test.each([
  ["Bitcoin's fall of 37 % on 2020-03-12", 63, true],
  [
    "the rise of the VIX by 115 % on 2018-02-05, where the series is as lively as the VIX",
    199,
    true,
  ],
  ["a share split four for one", 25, false],
  ["cents for dollars", 10_100, false],
])("%s: believed is %s of 101", (_, value, believed) => {
  const { accepted, refused } = withoutJumps(series, quiet, after(value));
  expect(accepted).toHaveLength(believed ? 1 : 0);
  expect(refused).toHaveLength(believed ? 0 : 1);
});

test("the value after a refused one is compared with the last believed one", () => {
  const { accepted, refused } = withoutJumps(series, quiet, after(10_000, 102));
  expect(accepted.map(({ value }) => value)).toEqual([102]);
  expect(refused.map(({ code }) => code)).toEqual(["jump"]);
});

test("a series may say itself how far it jumps", () => {
  const lively = seriesOf({ id: "btc.close", range: [1, 1e9], jump: 200 });
  expect(withoutJumps(lively, quiet, after(10_000)).refused).toEqual([]);
});

test("one factor over all common days is a restatement, one changed day is a revision", () => {
  const last = (factor: (at: number) => number): Observation[] =>
    [96, 97, 98, 99].map((at) => ({
      day: quiet.days[at]!,
      value: quiet.values[at]! * factor(at),
      public: 0,
      stated: false,
    }));
  expect(
    restatement(
      quiet,
      last(() => 0.25),
    ),
  ).toBeCloseTo(0.25, 9);
  expect(
    restatement(
      quiet,
      last(() => 0.99),
    ),
  ).toBeCloseTo(0.99, 9);
  expect(
    restatement(
      quiet,
      last((at) => (at === 98 ? 1.05 : 1)),
    ),
  ).toBeUndefined();
  expect(
    restatement(
      quiet,
      last(() => 1),
    ),
  ).toBeUndefined();
});

test("a value that no longer moves is refused until the series moves on", () => {
  const still = withoutStaleRepeats(series, quiet, after(105, 105, 105, 105));
  expect(still.accepted.map(({ day }) => day)).toEqual([addDays(FIRST, 100)]);
  expect(still.refused.map(({ code }) => code)).toEqual(["repeat", "repeat", "repeat"]);
  const moved = withoutStaleRepeats(series, quiet, after(105, 105, 105, 105, 106));
  expect(moved.accepted).toHaveLength(5);
});
