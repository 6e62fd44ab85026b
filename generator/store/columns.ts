import { countBefore } from "../base/search.ts";
import type { Day, Instant } from "../base/day.ts";
import type { History } from "./asof.ts";

/** All that is stored of one series: every revision, by period and then by revision. */
export interface Columns {
  readonly days: readonly Day[];
  readonly values: Float64Array;
  readonly publics: Float64Array;
  /** When each value came to us, in milliseconds since the epoch. */
  readonly arrivals: Float64Array;
  readonly revisions: Uint16Array;
  /** True when no value was revised and none became public before an earlier one: what was known is then a beginning of the columns. */
  readonly inOrder: boolean;
}

/** One stored value; the revisions of a period follow each other, and none is public before the one it replaces. */
export interface Stored {
  readonly day: Day;
  readonly value: number;
  readonly public: Instant;
  /** When it came to us; left out, as soon as it was public. */
  readonly retrieved?: Instant;
  readonly revision: number;
}

/** Packs rows that are sorted by day and revision. */
export function columnsOf(rows: readonly Stored[]): Columns {
  return {
    days: rows.map((row) => row.day),
    values: Float64Array.from(rows, (row) => row.value),
    publics: Float64Array.from(rows, (row) => row.public),
    arrivals: Float64Array.from(rows, (row) => row.retrieved ?? row.public),
    revisions: Uint16Array.from(rows, (row) => row.revision),
    inOrder: rows.every((row, at) => {
      const before = rows[at - 1];
      return row.revision === 0 && (before === undefined || before.public <= row.public);
    }),
  };
}

/**
 * The series as it was known at the instant: the last revision public by then, of each period that had one.
 * @param arrived what came to us later does not count; undefined where all that was public does.
 */
export function knownAt(
  series: string,
  columns: Columns,
  instant: Instant,
  arrived: Instant = Infinity,
): History {
  if (columns.inOrder) {
    const count = countUntil(columns.publics, instant);
    if (
      arrived === Infinity ||
      columns.arrivals.subarray(0, count).every((each) => each <= arrived)
    )
      return historyUntil({ series, ...columns }, count);
  }
  return latestRevisions(series, columns, instant, arrived);
}

/** By the days of the whole: who walks from day to day mostly asks for the values that there were the day before. */
const lastBeginnings = new WeakMap<readonly Day[], History>();

/** The first `count` values of a history. */
export function historyUntil(whole: History, count: number): History {
  const last = lastBeginnings.get(whole.days);
  if (last?.series === whole.series && last.days.length === count) return last;
  const beginning = {
    series: whole.series,
    days: whole.days.slice(0, count),
    values: whole.values.subarray(0, count),
    publics: whole.publics.subarray(0, count),
    revisions: whole.revisions.subarray(0, count),
  };
  lastBeginnings.set(whole.days, beginning);
  return beginning;
}

function latestRevisions(
  series: string,
  columns: Columns,
  instant: Instant,
  arrived: Instant,
): History {
  const length = columns.days.length;
  const days: Day[] = [];
  const values = new Float64Array(length);
  const publics = new Float64Array(length);
  const revisions = new Uint16Array(length);
  for (let at = 0; at < length; at++) {
    if (columns.publics[at]! > instant || columns.arrivals[at]! > arrived) continue;
    const day = columns.days[at]!;
    if (days.at(-1) !== day) days.push(day);
    const to = days.length - 1;
    values[to] = columns.values[at]!;
    publics[to] = columns.publics[at]!;
    revisions[to] = columns.revisions[at]!;
  }
  return {
    series,
    days,
    values: values.subarray(0, days.length),
    publics: publics.subarray(0, days.length),
    revisions: revisions.subarray(0, days.length),
  };
}

/** How many of the ascending instants are not after `limit`. */
function countUntil(ascending: Float64Array, limit: Instant): number {
  return countBefore(ascending.length, (at) => ascending[at]! <= limit);
}
