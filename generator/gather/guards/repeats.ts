import type { Day } from "../../base/day.ts";
import type { Series } from "../../publication/catalogue.ts";
import type { Observation } from "../../store/observation.ts";
import { companyAt, type Companion } from "./companions.ts";
import { laidOver, remark, type Guarded, type Known, type Point } from "./history.ts";

/** Periods of history before it tells how often a value repeats. */
const ENOUGH = 20;
/** A value that stands still while companions move is doubted where that is less likely. */
const ALONE = 1.5e-3;
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
  companions: readonly Companion[] = [],
): Guarded {
  const points = laidOver(known, observations);
  const values = points.map(({ value }) => value);
  const run = lastRun(values);
  const earlier = values.slice(0, values.length - run + 1);
  const isUsualZero = values.at(-1) === 0 && earlier.slice(0, -1).includes(0);
  const isLikely = (): boolean =>
    chanceOf(earlier, run - 1) >= UNLIKELY && chanceBeside(points, values, companions) >= ALONE;
  if (earlier.length < ENOUGH || isUsualZero || run < 2 || isLikely())
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
        const why = `${value} is that of ${first} again, which is unlikely of this series: the provider may be carrying an old value forward. It is taken once the value moves.`;
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

/** The density of a normal distribution at its middle. */
const MIDDLE = 1 / Math.sqrt(2 * Math.PI);

/**
 * Chance that the newest value is the one before it to the last decimal, by what goes with the change of its companion: as wide as the last
 * decimal, out of a normal distribution around what was to be expected. 1 where no companion can tell.
 */
function chanceBeside(
  points: readonly Point[],
  values: readonly number[],
  companions: readonly Companion[],
): number {
  const last = values.length - 1;
  if (companions.length === 0 || values.some((value) => value <= 0)) return 1;
  const company = companyAt(
    points.map(({ day }) => day),
    values,
    last,
    companions,
  );
  if (company === undefined) return 1;
  const width = 10 ** -decimalsOf(values) / (company.usual * values[last]!);
  return width * MIDDLE * Math.exp(-((company.expected / company.usual) ** 2) / 2);
}

/** The most decimals of the newest values. */
function decimalsOf(values: readonly number[]): number {
  return Math.max(
    ...values.slice(-ENOUGH).map((value) => /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0),
  );
}
