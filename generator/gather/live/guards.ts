import type { Day } from "../../base/day.ts";
import type { Series } from "../../publication/catalogue.ts";
import type { Observation, Remark } from "../../store/observation.ts";

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

/** Periods of history before the size of a jump can be judged by it. */
const ENOUGH = 20;
/** Changes that the usual size is taken from. */
const WINDOW = 250;
/** So many times the usual change is a jump: BTC's −37% of 2020-03-12 and the VIX's +115% of 2018-02-05 are not. */
const USUAL_TIMES = 12;
const SIGNED_TIMES = 50;
/** Never called a jump: up to a doubling or halving. */
const DOUBLING = Math.log(2);
/** A run of equal values that is longer than any before, by so many, and still goes on: a feed that stands still. */
const RUN_MARGIN = 3;

/**
 * Refuses, period by period, a value that lies too far from the one before it (of the answer or of the store) to be
 * believed. The measure is the series' own usual change: 1.4826 × the median absolute change of the last 250 periods, of
 * logarithms where all values are above zero, else of differences. A refused value is not what the next is compared with.
 */
export function withoutJumps(
  series: Series,
  known: Known,
  observations: readonly Observation[],
): Guarded {
  const history = merged(known, observations);
  const isPositive = series.range[0] >= 0 && history.every(([, value]) => value > 0);
  const scale = isPositive ? Math.log : (value: number): number => value;
  const limit = limitOf(
    series,
    isPositive,
    history.slice(-WINDOW - 1).map(([, value]) => scale(value)),
  );
  const fresh = new Map(observations.map((observation) => [observation.day, observation]));
  const accepted: Observation[] = [];
  const refused: Remark[] = [];
  let before: number | undefined;
  for (const [day, value] of history) {
    const observation = fresh.get(day);
    const step = before === undefined ? 0 : Math.abs(scale(value) - scale(before));
    if (observation !== undefined && step > limit) {
      const why = `${value} follows ${before}: a change of that size was never seen in this series, so the unit may have changed, or the price been split.`;
      refused.push(remark(series, "jump", day, why));
      continue;
    }
    if (observation !== undefined) accepted.push(observation);
    before = value;
  }
  return { accepted, refused };
}

/** What is known with the answer laid over it, by day. */
function merged(known: Known, observations: readonly Observation[]): [Day, number][] {
  const values = new Map(known.days.map((day, at) => [day, known.values[at]!]));
  for (const { day, value } of observations) values.set(day, value);
  return [...values].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** @param history on the scale on which changes are compared. */
function limitOf(series: Series, isPositive: boolean, history: readonly number[]): number {
  if (series.jump !== undefined) return isPositive ? Math.log(series.jump) : series.jump;
  const floor = isPositive ? DOUBLING : (series.range[1] - series.range[0]) / 4;
  const changes = history.slice(1).map((value, at) => Math.abs(value - history[at]!));
  if (changes.length < ENOUGH) return floor;
  return Math.max(floor, 1.4826 * median(changes) * (isPositive ? USUAL_TIMES : SIGNED_TIMES));
}

function median(values: number[]): number {
  values.sort((a, b) => a - b);
  const middle = values.length >> 1;
  return values.length % 2 === 1 ? values[middle]! : (values[middle - 1]! + values[middle]!) / 2;
}

/** Common periods by which a change of the whole history can be told from revisions. */
const COMMON = 3;
/** How far the factors may lie apart, and how far from 1 they must be. */
const SPREAD = 0.002;

/**
 * The one factor by which the answer differs from the store on all periods that both have: the history was restated,
 * for a split or a dividend. Undefined when it was not.
 */
export function restatement(
  known: Known,
  observations: readonly Observation[],
): number | undefined {
  const stored = new Map(known.days.map((day, at) => [day, known.values[at]!]));
  const factors = observations.flatMap(({ day, value }) => {
    const before = stored.get(day);
    return before === undefined || before === 0 || value === 0 ? [] : [value / before];
  });
  if (factors.length < COMMON) return undefined;
  const [low, high] = [Math.min(...factors), Math.max(...factors)];
  const middle = median(factors);
  const isOne = Math.abs(middle - 1) <= SPREAD;
  return isOne || low <= 0 || high / low - 1 > SPREAD ? undefined : middle;
}

/**
 * Refuses the newest values when they repeat the one before them for longer than the series ever did and have not moved
 * since: the provider carries an old value forward. They are taken once the series has moved on.
 */
export function withoutStaleRepeats(
  series: Series,
  known: Known,
  observations: readonly Observation[],
): Guarded {
  const history = merged(known, observations);
  const days = history.map(([day]) => day);
  const runs = runsOf(history.map(([, value]) => value));
  const current = runs.at(-1) ?? 1;
  const longest = Math.max(1, ...runs.slice(0, -1));
  if (days.length < ENOUGH || current < longest + RUN_MARGIN)
    return { accepted: observations, refused: [] };
  const first = days[days.length - current]!;
  const accepted = observations.filter(({ day }) => day <= first);
  const refused = observations
    .filter(({ day }) => day > first && !known.days.includes(day))
    .map(({ day, value }) => {
      const why = `${value} has been repeated since ${first}, longer than ever before: the provider may be carrying an old value forward.`;
      return remark(series, "repeat", day, why);
    });
  return { accepted, refused };
}

function runsOf(values: readonly number[]): number[] {
  const runs: number[] = [];
  for (const [at, value] of values.entries()) {
    if (at > 0 && value === values[at - 1]) runs[runs.length - 1]!++;
    else runs.push(1);
  }
  return runs;
}

/** A remark on a live value. */
export function remark(series: Series, code: Remark["code"], period: Day, why: string): Remark {
  return { series: series.id, code, line: undefined, period, why };
}

/** A week of sessions. */
const USUAL_OVERLAP = 7;

/** First period to ask for: after the last that is stored, or as many before as the source asks for once more. */
export function overlapFrom(series: Series, last: Day, overlap = USUAL_OVERLAP): Day {
  const { calendar } = series;
  return overlap === 0 ? calendar.next(last) : calendar.previous(last, overlap);
}
