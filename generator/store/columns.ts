import { countBefore } from "../base/search.ts";
import { dayFromNumber, dayNumber, type Day, type Instant } from "../base/day.ts";
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

/** The same without the days that are not wanted. */
export function columnsAt(columns: Columns, isWanted: (day: Day) => boolean): Columns {
  const { days, values, publics, arrivals, revisions } = columns;
  const rows = days.flatMap((day, at): Stored[] =>
    isWanted(day)
      ? [
          {
            day,
            value: values[at]!,
            public: publics[at]!,
            retrieved: arrivals[at]!,
            revision: revisions[at]!,
          },
        ]
      : [],
  );
  return columnsOf(rows);
}

/** A value that was stored behind others. */
type Added = readonly [period: number, added: Pick<Stored, "value" | "public" | "revision">];

/**
 * Columns with the values behind them that were stored since, as they are when they are read again; undefined where a value stands between
 * those there are, or changes one.
 * @param rows each with its period in days since 1970-01-01. @param retrieved when they came to us.
 */
export function columnsBehind(
  columns: Columns,
  rows: readonly Added[],
  retrieved: Instant,
): Columns | undefined {
  const { days, inOrder } = columns;
  const from = days.length;
  const last = from === 0 ? -Infinity : dayNumber(days[from - 1]!);
  const isBehind = rows.every(
    ([period, { revision, value }], at) =>
      revision === 0 && period > (rows[at - 1]?.[0] ?? last) && !Object.is(value, -0),
  );
  if (!isBehind) return undefined;
  const grown = {
    days: daysBehind(
      days,
      rows.map(([period]) => dayFromNumber(period)),
    ),
    ...longer(columns, rows.length),
  };
  grown.arrivals.fill(retrieved, from);
  let isInOrder = inOrder;
  for (const [at, [, added]] of rows.entries()) {
    const to = from + at;
    grown.values[to] = added.value;
    grown.publics[to] = added.public;
    isInOrder &&= to === 0 || grown.publics[to - 1]! <= added.public;
  }
  return { ...grown, inOrder: isInOrder };
}

/** What of a period was stored last; undefined where nothing is. */
export function latestIn(
  { days, values, publics, revisions }: Columns,
  day: Day,
): Pick<Stored, "value" | "public" | "revision"> | undefined {
  const at = countBefore(days.length, (each) => days[each]! <= day) - 1;
  if (days[at] !== day) return undefined;
  return { value: values[at]!, public: publics[at]!, revision: revisions[at]! };
}

/**
 * Gives columns the list of days of those before, where it is the same: a market's series have one, which is held once, and what is worked
 * out from it serves them all.
 */
export function daySharer(): (columns: Columns) => Columns {
  let last: readonly Day[] = [];
  return (columns) => {
    const { days } = columns;
    if (days === last) return columns;
    if (days.length === last.length && days.every((day, at) => day === last[at]))
      return { ...columns, days: last };
    last = days;
    return columns;
  };
}

/** By a list of days, the last that has grown from it: series that share their days mostly grow by the same. */
const lastGrown = new WeakMap<readonly Day[], readonly Day[]>();

function daysBehind(days: readonly Day[], added: readonly Day[]): readonly Day[] {
  const last = lastGrown.get(days);
  if (
    last?.length === days.length + added.length &&
    added.every((day, at) => last[days.length + at] === day)
  )
    return last;
  const grown = days.concat(added);
  lastGrown.set(days, grown);
  return grown;
}

/** The columns of numbers of a series. */
type Numbers = Pick<Columns, "values" | "publics" | "arrivals" | "revisions">;

/** Bytes of one value in all columns. */
const ROW = 3 * 8 + 2;
/** So many values can be put behind those that there are before all have to be copied. */
const SPARE = 8;

/** Columns of zeros in one buffer, with room behind each. */
export function roomFor(count: number): Numbers {
  return laidOut(new ArrayBuffer((count + SPARE) * ROW), count);
}

function laidOut(buffer: ArrayBufferLike, count: number): Numbers {
  const most = buffer.byteLength / ROW;
  return {
    values: new Float64Array(buffer, 0, count),
    publics: new Float64Array(buffer, most * 8, count),
    arrivals: new Float64Array(buffer, most * 16, count),
    revisions: new Uint16Array(buffer, most * 24, count),
  };
}

/** The values of columns behind which others stand in the same buffer. */
const continued = new WeakSet<Float64Array>();

/** The same columns with so many zeros behind them, in the room that they have where nobody has taken it. */
function longer({ values, publics, arrivals, revisions }: Numbers, by: number): Numbers {
  const count = values.length + by;
  const { buffer } = values;
  // All lie in one buffer only where `roomFor` has laid them out.
  const isLaidOut = [publics, arrivals, revisions].every((each) => each.buffer === buffer);
  if (isLaidOut && count * ROW <= buffer.byteLength && !continued.has(values)) {
    continued.add(values);
    return laidOut(buffer, count);
  }
  const copy = roomFor(count);
  copy.values.set(values);
  copy.publics.set(publics);
  copy.arrivals.set(arrivals);
  copy.revisions.set(revisions);
  return copy;
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

/** By the values of the whole: who walks from day to day mostly asks for those that there were the day before. */
const lastBeginnings = new WeakMap<Float64Array, History>();

/** The first `count` values of a history. */
export function historyUntil(whole: History, count: number): History {
  const last = lastBeginnings.get(whole.values);
  if (last?.series === whole.series && last.days.length === count) return last;
  const beginning = {
    series: whole.series,
    days: daysUntil(whole.days, count),
    values: whole.values.subarray(0, count),
    publics: whole.publics.subarray(0, count),
    revisions: whole.revisions.subarray(0, count),
  };
  lastBeginnings.set(whole.values, beginning);
  return beginning;
}

/** By the whole list, its last beginning: series that share their days share that too. */
const lastDays = new WeakMap<readonly Day[], readonly Day[]>();

function daysUntil(whole: readonly Day[], count: number): readonly Day[] {
  if (count === whole.length) return whole;
  const last = lastDays.get(whole);
  if (last?.length === count) return last;
  const days = whole.slice(0, count);
  lastDays.set(whole, days);
  return days;
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
