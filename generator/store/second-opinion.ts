import type { History } from "./asof.ts";
import type { Series } from "../publication/catalogue.ts";

/** What two sources say of one period. */
export interface SecondOpinion {
  /** Position of the period in the first source's history, and in the second's. */
  readonly at: number;
  readonly secondAt: number;
  /** How far the two lie apart, in percent of the second's value. */
  readonly apart: number;
  readonly isDisputed: boolean;
}

/** Newest periods of the first source that are held against the second: those that a day's change is made of. */
const WATCHED = 2;

/**
 * Compares the newest periods of a series with those of its second source.
 * @returns the newest period in dispute, else the newest that both have; undefined where both have none of them.
 */
export function secondOpinion(
  series: Series,
  first: History,
  second: History,
): SecondOpinion | undefined {
  const tolerance = series.second?.tolerance ?? Infinity;
  let agreed: SecondOpinion | undefined;
  for (let at = first.days.length - 1; at >= Math.max(0, first.days.length - WATCHED); at--) {
    const secondAt = second.days.lastIndexOf(first.days[at]!);
    if (secondAt < 0) continue;
    const apart = Math.abs(first.values[at]! / second.values[secondAt]! - 1) * 100;
    const opinion = { at, secondAt, apart, isDisputed: !(apart <= tolerance) };
    if (opinion.isDisputed) return opinion;
    agreed ??= opinion;
  }
  return agreed;
}
