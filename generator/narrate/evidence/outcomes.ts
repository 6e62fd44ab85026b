import { dayNumber } from "../../base/day.ts";
import type { AsOfView } from "../../gather/asof.ts";
import { calendarOf } from "../../gather/calendar.ts";
import type { Series } from "../../gather/catalogue.ts";
import { difference } from "../../measure/difference.ts";

/** What became of a target, as known at one cut-off. */
export interface Outcomes {
  readonly series: Series;
  readonly days: readonly string[];
  /** Numbers of the days since 1970-01-01. */
  readonly numbers: Int32Array;
  /**
   * The change from each period to that `horizon` periods later, in the unit of the series' changes (percent for prices); NaN where
   * too much is missing between the two. As long as there are periods whose outcome was public.
   */
  changes(horizon: number): Float64Array;
}

export function outcomesOf(view: AsOfView, series: Series): Outcomes {
  const { days, values } = view.history(series.id);
  const numbers = Int32Array.from(days, dayNumber);
  const gaps = gapsUntil(series, days, numbers);
  const known = new Map<number, Float64Array>();

  const compute = (horizon: number): Float64Array => {
    const changes = new Float64Array(Math.max(0, days.length - horizon));
    for (let at = 0; at < changes.length; at++) {
      const isWhole = gaps[at] === gaps[at + horizon];
      changes[at] =
        (isWhole ? difference(series, values[at]!, values[at + horizon]!) : undefined) ??
        Number.NaN;
    }
    return changes;
  };

  return {
    series,
    days,
    numbers,
    changes(horizon) {
      let found = known.get(horizon);
      if (!found) known.set(horizon, (found = compute(horizon)));
      return found;
    },
  };
}

/** How many times, up to each period, more periods in a row were missing than the series allows. */
function gapsUntil(series: Series, days: readonly string[], numbers: Int32Array): Int32Array {
  const calendar = calendarOf(series.calendar);
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
