import type { Day } from "../../base/day.ts";
import type { Series } from "../../publication/catalogue.ts";
import { sameValue, type Observation, type Remark } from "../../store/observation.ts";

/** What a series already holds: the last revision of each period, oldest first. */
export interface Known {
  readonly days: readonly Day[];
  readonly values: ArrayLike<number>;
}

/** What of an answer may be stored after a look at the series' own history. */
export interface Guarded {
  readonly accepted: readonly Observation[];
  readonly refused: readonly Remark[];
}

/** One period of what is known with the answer laid over it. */
export interface Point {
  readonly day: Day;
  readonly value: number;
  /** The observation that has to be judged; undefined for what is stored as it is. */
  readonly fresh: Observation | undefined;
  /** The value stored of the period, if there is one. */
  readonly stored: number | undefined;
}

/** What is known with the answer laid over it, by day. A value that is stored already is not judged again. */
export function laidOver(known: Known, observations: readonly Observation[]): Point[] {
  const points = new Map<Day, Point>();
  for (const [at, day] of known.days.entries()) {
    const value = known.values[at]!;
    points.set(day, { day, value, fresh: undefined, stored: value });
  }
  for (const fresh of observations) {
    const { day, value } = fresh;
    const stored = points.get(day)?.value;
    if (stored === undefined || !sameValue(stored, value))
      points.set(day, { day, value, fresh, stored });
  }
  return [...points.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** A remark on a value that is held back. */
export function remark(series: Series, code: Remark["code"], period: Day, why: string): Remark {
  return { series: series.id, code, line: undefined, period, why };
}

export function median(values: Iterable<number>): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? sorted[middle]!
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
