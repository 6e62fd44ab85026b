import { expect, test } from "vitest";
import { addDays } from "../../../generator/base/day.ts";
import { guard } from "../../../generator/gather/guards/judge.ts";
import type { Known } from "../../../generator/gather/guards/history.ts";
import type { Witness } from "../../../generator/gather/guards/doubt.ts";
import { withoutJumps } from "../../../generator/gather/guards/jumps.ts";
import { withoutStaleRepeats } from "../../../generator/gather/guards/repeats.ts";
import { restatement } from "../../../generator/gather/guards/rewritten.ts";
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

/** The same as lively as Bitcoin: up and down by 4 % in turn. */
const lively: Known = {
  days: quiet.days,
  values: quiet.days.map((_, at) => (at % 2 === 0 ? 100 : 104)),
};

const believed = (known: Known, values: readonly number[], witness: Witness = {}): number[] =>
  withoutJumps(series, known, after(...values), witness).accepted.map(({ value }) => value);

test("a large change is believed where the series is lively, and held back where it never was", () => {
  expect(believed(lively, [66])).toEqual([66]);
  expect(believed(quiet, [66])).toEqual([]);
  expect(believed(quiet, [97])).toEqual([97]);
});

test("a zero is doubted where there has never been one, and taken once it stays", () => {
  const { accepted, refused } = withoutJumps(series, lively, after(0, 102));
  expect(accepted.map(({ value }) => value)).toEqual([102]);
  expect(refused[0]?.why).toContain("always been above zero");
  expect(believed(lively, [0, 0, 0])).toEqual([0, 0, 0]);
});

test("a history that is taken in at once is judged by all of itself from its beginning", () => {
  const nothing: Known = { days: [], values: [] };
  const wild = Array.from(lively.values, (value) => (value === 100 ? 94 : value));
  const spike = after(100, 104, 250, ...wild);
  expect(withoutJumps(series, nothing, spike).refused).toEqual([]);
  expect(withoutJumps(series, nothing, after(100, 104, 250)).refused).toHaveLength(1);
});

test("what was held back is taken once two periods stay near it, and dropped when they go back", () => {
  expect(believed(quiet, [66, 67])).toEqual([]);
  expect(believed(quiet, [66, 67, 68])).toEqual([66, 67, 68]);
  expect(believed(quiet, [66, 101, 100])).toEqual([101, 100]);
});

test.each([
  ["a split four for one", 25.2, true, "4 for 1"],
  ["a split three for two", 67.4, true, "3 for 2"],
  ["a consolidation one for ten", 1_010, true, "1 for 10"],
  ["cents for dollars", 10_100, false, "100"],
])("%s is asked about however long it stays", (_, value, canSplit, title) => {
  const stays = [value, value * 1.01, value, value * 1.01, value];
  const { accepted, refused } = withoutJumps(series, quiet, after(...stays), { canSplit });
  expect(accepted).toEqual([]);
  expect(refused).toHaveLength(5);
  expect(refused[0]?.why).toContain(title);
});

test("a split two for one on a rising day of a lively share is asked about", () => {
  const values = [52.5];
  expect(believed(lively, values, { canSplit: true })).toEqual([]);
  expect(believed(lively, values)).toEqual([52.5]);
});

test("a second source confirms a jump at once, and a split that the source reports is believed", () => {
  const day = addDays(FIRST, 100);
  const second = { known: { days: [day], values: [65.8] }, tolerance: 1 };
  expect(believed(quiet, [66], { second })).toEqual([66]);
  expect(believed(quiet, [66], { second: { ...second, tolerance: 0.1 } })).toEqual([]);
  const canSplit = { canSplit: true };
  expect(believed(quiet, [25.2], { ...canSplit, splits: new Map([[day, 4]]) })).toEqual([25.2]);
  expect(believed(quiet, [25.2], { ...canSplit, splits: new Map([[day, 5]]) })).toEqual([]);
});

test("the value after a refused one is compared with the last believed one", () => {
  const { accepted, refused } = withoutJumps(series, quiet, after(10_000, 102));
  expect(accepted.map(({ value }) => value)).toEqual([102]);
  expect(refused.map(({ code }) => code)).toEqual(["jump"]);
});

test("a value that is stored is not judged again", () => {
  const stored = {
    days: [...quiet.days, addDays(FIRST, 100)],
    values: [...Array.from(quiet.values), 10_000],
  };
  expect(believed(stored, [10_000])).toEqual([10_000]);
});

test("a series may say itself how far it jumps", () => {
  const wild = seriesOf({ id: "btc.close", range: [1, 1e9], jump: 200 });
  expect(withoutJumps(wild, quiet, after(10_000)).refused).toEqual([]);
});

const answer = (from: number, value: (at: number) => number): Observation[] =>
  Array.from({ length: 100 - from + 1 }, (_, index) => from + index).map((at) => ({
    day: addDays(FIRST, at),
    value: value(at),
    public: 0,
    stated: false,
  }));

const walk: Known = {
  days: quiet.days,
  values: quiet.days.map((_, at) => 100 + 5 * Math.sin(at) + at / 10),
};

test.each([
  ["shifted by a day", (at: number) => walk.values[at - 1]!],
  ["of another season", (at: number) => walk.values[at - 50]!],
  ["of another subject", (at: number) => 40 + Math.cos(at)],
])("an answer %s is refused as a whole", (_, value) => {
  const { accepted, refused } = guard(series, walk, answer(93, value));
  expect(accepted).toEqual([]);
  expect(refused.map(({ code }) => code)).toEqual(["rewritten"]);
});

test("an answer that revises some of what is held is taken", () => {
  const revised = answer(93, (at) => (at === 100 ? 110 : walk.values[at]! * (at > 97 ? 1.001 : 1)));
  expect(guard(series, walk, revised).refused).toEqual([]);
});

const last = (factor: (at: number) => number): Observation[] =>
  [95, 96, 97, 98, 99].map((at) => ({
    day: quiet.days[at]!,
    value: quiet.values[at]! * factor(at),
    public: 0,
    stated: false,
  }));

const adjusted = seriesOf({ id: "mstr.adjusted", range: [0, 1e9] });

const factorBy = (factor: (at: number) => number): number | undefined =>
  restatement(series, quiet, last(factor))?.factor;

test("one factor over all common days is a restatement, one changed day is a revision", () => {
  expect(factorBy(() => 0.25)).toBeCloseTo(0.25, 9);
  expect(factorBy(() => 0.99)).toBeCloseTo(0.99, 9);
  expect(factorBy((at) => (at === 98 ? 1.05 : 1))).toBeUndefined();
  expect(factorBy(() => 1)).toBeUndefined();
});

test("a payout of a hundredth of a per cent restates adjusted prices and none others, the noise of numbers does not", () => {
  expect(
    restatement(
      series,
      quiet,
      last(() => 0.9999),
    ),
  ).toBeUndefined();
  const payout = restatement(
    adjusted,
    quiet,
    last(() => 0.9999),
  );
  expect(payout).toMatchObject({ isExplained: true });
  const since = restatement(
    adjusted,
    quiet,
    last((at) => (at < 98 ? 0.9999 : 1)),
  );
  expect(since).toMatchObject({ isExplained: true });
  expect(
    restatement(
      adjusted,
      quiet,
      last((at) => 1 + at * 1e-9),
    ),
  ).toBeUndefined();
  const inCents = restatement(
    adjusted,
    quiet,
    last(() => 100),
  );
  expect(inCents).toMatchObject({ isExplained: false });
});

test("a restatement by a split that the source reports is explained, also where later days were stored on the new basis", () => {
  const splits = new Map([[quiet.days[98]!, 7]]);
  const whole = restatement(series, quiet, last(() => 1 / 7).slice(0, 3), splits);
  expect(whole).toMatchObject({ isExplained: true });
  const mixed = last((at) => (at < 98 ? 1 / 7 : 1));
  expect(restatement(series, quiet, mixed, splits)).toMatchObject({ isExplained: true });
  expect(restatement(series, quiet, mixed)).toBeUndefined();
  const volume = last((at) => (at < 98 ? 7 : 1));
  expect(restatement(series, quiet, volume, splits)).toMatchObject({ isExplained: true });
  expect(
    restatement(
      series,
      quiet,
      last(() => 1),
      splits,
    ),
  ).toBeUndefined();
});

test("a restated history of a known cause is taken where it is offered whole, and asked for where it is not", () => {
  const all = quiet.days.map((day, at) => ({
    day,
    value: quiet.values[at]! * 0.9995,
    public: 0,
    stated: false,
  }));
  expect(guard(adjusted, quiet, all)).toMatchObject({ accepted: all, refused: [] });
  const part = guard(adjusted, quiet, all.slice(90));
  expect(part).toMatchObject({ accepted: [], restated: true });
  expect(
    guard(
      series,
      quiet,
      last(() => 1 / 7),
    ),
  ).toMatchObject({ accepted: [], restated: false });
});

test("a value that no longer moves is held back until the series moves on", () => {
  const still = withoutStaleRepeats(series, quiet, after(105, 105, 105, 105));
  expect(still.accepted.map(({ day }) => day)).toEqual([addDays(FIRST, 100)]);
  expect(still.refused.map(({ code }) => code)).toEqual(["repeat", "repeat", "repeat"]);
  const moved = withoutStaleRepeats(series, quiet, after(105, 105, 105, 105, 106));
  expect(moved.accepted).toHaveLength(5);
});

test("zeros may go on where zero is usual, and a rate that is set may stay", () => {
  const small: Known = {
    days: quiet.days,
    values: quiet.days.map((_, at) => (at % 9 === 0 ? 3 : 0)),
  };
  expect(withoutStaleRepeats(series, small, after(...Array<number>(20).fill(0))).refused).toEqual(
    [],
  );
  const rate: Known = {
    days: quiet.days,
    values: quiet.days.map((_, at) => 4 + Math.floor(at / 25) / 4),
  };
  expect(withoutStaleRepeats(series, rate, after(4.75, 4.75, 4.75)).refused).toEqual([]);
});
