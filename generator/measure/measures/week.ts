import { addDays, dayOf } from "../../base/day.ts";
import { date, found, own, type Context, type Measure } from "../definition.ts";
import { change, CHANGING, difference } from "../difference.ts";
import { lastUntil } from "../statistics/positions.ts";
import {
  between,
  lacking,
  short,
  single,
  type Lacking,
  type Reading,
  type Window,
} from "../reading.ts";

const DAYS = 7;

/**
 * The change from the last value at or before the day a week before the last full UTC day: on a Sunday the week's last close against
 * the last one of the week before, whatever holidays lie in either.
 */
export const weekChange: Measure = {
  method: "week-change",
  parameters: { days: DAYS },
  classes: CHANGING,
  reads: "returns",
  outputs: [change("weekChange")],
  compute(reading, context) {
    const week = lastWeek(reading, context);
    if (!week.ok) return week;
    const { history, first, last, values } = week;
    const value = difference(reading.series, values[0]!, values.at(-1)!);
    if (value === undefined) return lacking("undefined");
    return found({ weekChange: value }, single(history, first), single(history, last));
  },
};

/** The highest and the lowest value of the week up to the newest one, with their days; the value of the week before is not of it. */
export const weekRange: Measure = {
  method: "week-range",
  parameters: { days: DAYS },
  classes: ["price", "volume", "amount", "level", "flow"],
  reads: "values",
  outputs: [own("weekHigh"), date("weekHighDay"), own("weekLow"), date("weekLowDay")],
  compute(reading, context) {
    const week = lastWeek(reading, context);
    if (!week.ok) return week;
    const values = [...week.values.subarray(1)];
    const [high, low] = [Math.max(...values), Math.min(...values)];
    const dayOf = (value: number): string =>
      week.history.days[week.first + 1 + values.lastIndexOf(value)]!;
    return found(
      { weekHigh: high, weekHighDay: dayOf(high), weekLow: low, weekLowDay: dayOf(low) },
      { ...week, first: week.first + 1 },
    );
  },
};

/** From the value at or before the day a week before the last full UTC day to the newest one. */
export function lastWeek(reading: Reading, { instant }: Context): Window | Lacking {
  const { history, last } = reading;
  const first = lastUntil(history.days, addDays(dayOf(instant), -1 - DAYS));
  return first < 0 ? short(last + 1, DAYS + 1) : between(reading, first, last);
}
