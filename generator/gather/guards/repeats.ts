import type { Series } from "../../publication/catalogue.ts";
import { sameValue, type Observation } from "../../store/observation.ts";
import { companyAt, type Companion } from "./companions.ts";
import type { Witness } from "./doubt.ts";
import {
  laidOver,
  newestLaidOver,
  remark,
  sharedBy,
  type Guarded,
  type Known,
  type Point,
} from "./history.ts";

/** Periods of history before it tells how often a value repeats. */
const ENOUGH = 20;
/** A value that stands still while companions move is doubted where that is less likely. */
const ALONE = 1.5e-3;
/** A run of equal values whose chance, by how often the series repeats a value, is smaller is a feed that stands still. */
const UNLIKELY = 1e-6;
/** A series that has so much of its history at one value comes back to it, and stays. */
const USUAL = 0.05;

/**
 * Holds back values that a source carries forward: those of a whole row that was sent before, and the newest ones when they repeat the one
 * before them in a run that is too unlikely for the series. Series that repeat often (rates that are set, flows of small funds) may go on
 * longer, and so may zeros and other values where these are usual. What is held back for its run is taken once the series has moved on.
 */
export function withoutStaleRepeats(
  series: Series,
  known: Known,
  observations: readonly Observation[],
  { companions = [], second, repeated = new Set() }: Witness = {},
): Guarded {
  const once = observations.filter(({ day }) => !repeated.has(day));
  const beside = second
    ? [...companions, { id: "its second source", known: second.known }]
    : companions;
  const stale = isRepeated(known, once) ? staleRun(laidOver(known, once), beside) : [];
  const first = stale[0]?.day;
  const held = new Set(stale.slice(1).flatMap(({ day, fresh }) => (fresh ? [day] : [])));
  if (held.size === 0 && repeated.size === 0) return { accepted: observations, refused: [] };
  const stored = new Set(
    sharedBy(known, observations).flatMap(({ day, before, value }) =>
      sameValue(before, value) ? [day] : [],
    ),
  );
  const isHeld = ({ day }: Observation): boolean =>
    held.has(day) || (repeated.has(day) && !stored.has(day));
  return {
    accepted: observations.filter((each) => !isHeld(each)),
    refused: observations.filter(isHeld).map(({ day, value }) => {
      const why = repeated.has(day)
        ? `${value} of ${day} stands in a row of which every figure is that of the period before: the provider may have sent a row twice. It is taken once the provider gives another for it.`
        : `${value} is that of ${first} again, which is unlikely of this series: the provider may be carrying an old value forward. It is taken once the value moves.`;
      return remark(series, "repeat", day, why);
    }),
  };
}

/** Whether the newest value repeats the one before it; mostly it does not, and nothing has to be laid over. */
function isRepeated(known: Known, answer: readonly Observation[]): boolean {
  const [newest, before] = newestLaidOver(known, answer, 2);
  return before !== undefined && newest === before;
}

/** The newest points that have one value, where that is too unlikely for the series; none elsewhere. */
function staleRun(points: readonly Point[], companions: readonly Companion[]): readonly Point[] {
  const values = points.map(({ value }) => value);
  const run = lastRun(values);
  if (run < 2) return [];
  const earlier = values.slice(0, values.length - run + 1);
  const isLikely = (): boolean =>
    chanceOf(earlier, run - 1) >= UNLIKELY && chanceBeside(points, values, companions) >= ALONE;
  const isStale =
    earlier.length >= ENOUGH && !isAtHome(values.at(-1)!, earlier.slice(0, -1)) && !isLikely();
  return isStale ? points.slice(points.length - run) : [];
}

/** Whether a series is often at a value: zero where there was one before, any other where so much of its history is that, as a rate by agreement. */
function isAtHome(value: number, earlier: readonly number[]): boolean {
  const times = earlier.filter((each) => each === value).length;
  return value === 0 ? times > 0 : times >= USUAL * earlier.length;
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
