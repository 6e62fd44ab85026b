import type { Day } from "../../base/day.ts";
import { quickselect } from "simple-statistics";
import { countBefore } from "../../base/search.ts";
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

/** A period that an answer and the store both have. */
export interface Shared {
  readonly day: Day;
  /** Its place among what is held. */
  readonly at: number;
  /** As the answer has it. */
  readonly value: number;
  /** As it is held. */
  readonly before: number;
}

/**
 * What is known with the answer laid over it, by day. A value that is stored already is not judged again.
 * @param observations by day, one a day.
 */
export function laidOver({ days, values }: Known, observations: readonly Observation[]): Point[] {
  const points: Point[] = [];
  let at = 0;
  const addKnown = (): void => {
    const [day, value] = [days[at]!, values[at]!];
    points.push({ day, value, fresh: undefined, stored: value });
    at += 1;
  };
  for (const fresh of observations) {
    const { day, value } = fresh;
    while (at < days.length && days[at]! < day) addKnown();
    const stored = days[at] === day ? values[at] : undefined;
    if (stored !== undefined && sameValue(stored, value)) {
      addKnown();
      continue;
    }
    points.push({ day, value, fresh, stored });
    if (stored !== undefined) at += 1;
  }
  while (at < days.length) addKnown();
  return points;
}

/**
 * The newest values of the same, the newest first, for who needs no more than these.
 * @param count of them at most.
 */
export function newestLaidOver(
  { days, values }: Known,
  observations: readonly Observation[],
  count: number,
): number[] {
  const newest: number[] = [];
  let [at, from] = [days.length - 1, observations.length - 1];
  while (newest.length < count && (at >= 0 || from >= 0)) {
    const [held, fresh] = [days[at] ?? "", observations[from]];
    const isLater = fresh !== undefined && fresh.day > held;
    const isSame = fresh?.day === held;
    const isStored = !isLater && !(isSame && !sameValue(values[at]!, fresh.value));
    newest.push(isStored ? values[at]! : fresh!.value);
    if (isLater || isSame) from -= 1;
    if (!isLater) at -= 1;
  }
  return newest;
}

/**
 * The periods that an answer and the store both have; mostly few of the many that are held.
 * @param observations by day, one a day.
 */
export function sharedBy(known: Known, observations: readonly Observation[]): Shared[] {
  const { days, values } = known;
  const shared: Shared[] = [];
  let at = beginOf(known, observations);
  for (const { day, value } of observations) {
    while (at < days.length && days[at]! < day) at += 1;
    if (days[at] === day) shared.push({ day, at, value, before: values[at]! });
  }
  return shared;
}

/** Place of the first period held that is not before an answer; as many as are held where all are, or there is no answer. */
export function beginOf({ days }: Known, [first]: readonly Observation[]): number {
  return first ? countBefore(days.length, (at) => days[at]! < first.day) : days.length;
}

/** What is held from a place on. */
export function sinceOf({ days, values }: Known, from: number): Known {
  return { days: days.slice(from), values: Array.prototype.slice.call(values, from) };
}

/** A remark on a value that is held back. */
export function remark(series: Series, code: Remark["code"], period: Day, why: string): Remark {
  return { series: series.id, code, line: undefined, period, why };
}

/** The middle of values, or the mean of the two there; zero of none. What is no number lies behind all others. */
export function median(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const middle = values.length >> 1;
  const placed = values.slice();
  // The middle alone has to be in its place, which takes a tenth of the time of sorting; but that needs numbers.
  if (values.includes(Number.NaN)) return middleOf(new Float64Array(values).sort(), middle);
  quickselect(placed, middle);
  return middleOf(placed, middle);
}

/** @param placed of which no value before the middle is above it. */
function middleOf(placed: ArrayLike<number>, middle: number): number {
  if (placed.length % 2 === 1) return placed[middle]!;
  let below = placed[0]!;
  for (let at = 1; at < middle; at++) if (!(placed[at]! <= below)) below = placed[at]!;
  return (below + placed[middle]!) / 2;
}
