import { daysBetween } from "../../base/day.ts";
import { date, fixed, found, type Measure } from "../definition.ts";
import { between, short } from "../reading.ts";

const DAYS_A_YEAR = 365.25;

/**
 * Since when the newest value is the highest (lowest): the latest earlier day with a value at least as high (low), the years
 * from that day to the newest, and whether there is none in the available history (1 or 0), in which case the day is its first.
 * It is a high worth the name only where the years are many: yesterday's value may have been as high.
 */
export function extreme(which: "high" | "low"): Measure {
  const [since, years, record] = [`${which}Since`, `${which}Years`, `${which}IsRecord`];
  return {
    method: which,
    parameters: {},
    classes: ["price", "volume", "amount", "flow", "level"],
    reads: "values",
    outputs: [date(since), fixed(years, "years", 1), fixed(record, "count", 0)],
    compute(reading) {
      const { history, last } = reading;
      if (last < 1) return short(last + 1, 2);
      const at = latestBeyond(history.values, last, which === "high" ? 1 : -1);
      const window = between(reading, Math.max(0, at), last);
      if (!window.ok) return window;
      const from = history.days[window.first]!;
      const length = daysBetween(from, history.days[last]!) / DAYS_A_YEAR;
      return found({ [since]: from, [years]: length, [record]: at < 0 ? 1 : 0 }, window);
    },
  };
}

/** Position of the latest value before `last` that is at least as high (sign 1) or low (sign −1); −1 when there is none. */
function latestBeyond(values: Float64Array, last: number, sign: 1 | -1): number {
  const mark = sign * values[last]!;
  let at = last - 1;
  while (at >= 0 && sign * values[at]! < mark) at--;
  return at;
}
