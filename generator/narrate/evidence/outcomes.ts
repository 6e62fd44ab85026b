import { memoize } from "../../base/memo.ts";
import { dayNumber, type Day } from "../../base/day.ts";
import type { AsOfView } from "../../store/asof.ts";
import type { Series } from "../../publication/catalogue.ts";
import { differenceOf } from "../../measure/difference.ts";

/** What became of a target, as known at one cut-off. */
export interface Outcomes {
  readonly series: Series;
  readonly days: readonly Day[];
  /** Numbers of the days since 1970-01-01. */
  readonly numbers: Int32Array;
  /**
   * The change from each period to that `horizon` periods later, in the unit of the series' changes (percent for prices); NaN where
   * too much is missing between the two. As long as there are periods whose outcome was public.
   */
  changes(horizon: number): Float64Array;
  /** Of the same changes 1 for each that goes the way, else 0. */
  hits(horizon: number, way: "up" | "down"): Float64Array;
}

export function outcomesOf(view: AsOfView, series: Series): Outcomes {
  const { days, values } = view.history(series.id);
  const numbers = Int32Array.from(days, numberOf);
  const gaps = gapsUntil(series, days, numbers);
  const between = differenceOf(series);
  const changes = memoize((horizon: number) => {
    const made = new Float64Array(Math.max(0, days.length - horizon));
    for (let at = 0; at < made.length; at++) {
      const isKnown = gaps[at] === gaps[at + horizon];
      made[at] = (isKnown ? between(values[at]!, values[at + horizon]!) : undefined) ?? Number.NaN;
    }
    return made;
  });
  const hitsOf = (sign: number) =>
    memoize((horizon: number) => changes(horizon).map((each) => (sign * each > 0 ? 1 : 0)));
  const hits = { up: hitsOf(1), down: hitsOf(-1) };

  return {
    series,
    days,
    numbers,
    changes,
    hits: (horizon, way) => hits[way](horizon),
  };
}

/** How many times, up to each period, more periods in a row were missing than the series allows. */
function gapsUntil(series: Series, days: readonly string[], numbers: Int32Array): Int32Array {
  const { calendar } = series;
  const gaps = new Int32Array(days.length);
  for (let at = 1; at < days.length; at++) {
    const apart = numbers[at]! - numbers[at - 1]!;
    const isGap =
      apart > 1 + series.maxGap &&
      calendar.covers(days[at - 1]!) &&
      calendar.periodsBetween(days[at - 1]!, days[at]!) > 1 + series.maxGap;
    gaps[at] = gaps[at - 1]! + (isGap ? 1 : 0);
  }
  return gaps;
}

const numbered = new Map<Day, number>();

/** The number of a day since 1970-01-01; the same days are asked for in every edition of a range. */
function numberOf(day: Day): number {
  let number = numbered.get(day);
  if (number === undefined) numbered.set(day, (number = dayNumber(day)));
  return number;
}
