import type { Day } from "../../base/day.ts";
import type { Series } from "../../publication/catalogue.ts";
import type { Observation } from "../../store/observation.ts";
import { laidOver, remark, type Guarded, type Known } from "./history.ts";

/** Periods of history before it tells how often a value repeats. */
const ENOUGH = 20;
/** A run of equal values whose chance, by how often the series repeats a value, is smaller is a feed that stands still. */
const UNLIKELY = 1e-6;

/**
 * Holds back the newest values when they repeat the one before them in a run that is too unlikely for the series: the provider
 * carries an old value forward. Series that repeat often (rates that are set, flows of small funds) may go on longer, and zeros
 * where zero is usual. What is held back is taken once the series has moved on.
 */
export function withoutStaleRepeats(
  series: Series,
  known: Known,
  observations: readonly Observation[],
): Guarded {
  const points = laidOver(known, observations);
  const values = points.map(({ value }) => value);
  const run = lastRun(values);
  const earlier = values.slice(0, values.length - run + 1);
  const isUsualZero = values.at(-1) === 0 && earlier.slice(0, -1).includes(0);
  if (earlier.length < ENOUGH || isUsualZero || run < 2 || chanceOf(earlier, run - 1) >= UNLIKELY)
    return { accepted: observations, refused: [] };
  const first = points[points.length - run]!.day;
  const held = new Set<Day>(
    points.slice(points.length - run + 1).flatMap(({ day, fresh }) => (fresh ? [day] : [])),
  );
  return {
    accepted: observations.filter(({ day }) => !held.has(day)),
    refused: observations
      .filter(({ day }) => held.has(day))
      .map(({ day, value }) => {
        const why = `${value} has been repeated since ${first}, longer than this series is likely to: the provider may be carrying an old value forward. It is taken once the value moves.`;
        return remark(series, "repeat", day, why);
      }),
  };
}

/** How many of the newest values are the same. */
function lastRun(values: readonly number[]): number {
  let run = 1;
  while (run < values.length && values.at(-1 - run) === values.at(-1)) run++;
  return run;
}

/** Chance of so many repetitions in a row, by how often a value repeated the one before it (Laplace's rule of succession). */
function chanceOf(values: readonly number[], repetitions: number): number {
  const repeated = values.filter((value, at) => at > 0 && value === values[at - 1]).length;
  return ((repeated + 1) / (values.length + 1)) ** repetitions;
}
