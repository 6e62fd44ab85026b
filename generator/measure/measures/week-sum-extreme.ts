import { addDays, dayOf } from "../../base/day.ts";
import { found, type Measure } from "../definition.ts";
import { lastUntil } from "../statistics/positions.ts";
import { sum } from "../statistics/statistics.ts";
import { sinceOutputs, sinceValues } from "../since.ts";
import { between, short } from "../reading.ts";

const DAYS = 7;

/**
 * Since when the week's sum is the highest (lowest): the last day of the latest earlier week, counted back in steps of seven days from
 * the last full UTC day, whose sum was at least as high (low), the years from there to the newest value, and whether the available
 * history has none (1 or 0), in which case the day is the end of its first whole week.
 */
export function weekSumExtreme(which: "high" | "low"): Measure {
  const name = `weekSum${which === "high" ? "High" : "Low"}`;
  const sign = which === "high" ? 1 : -1;
  return {
    method: "week-sum-extreme",
    parameters: { days: DAYS },
    classes: ["flow"],
    reads: "values",
    outputs: [...sinceOutputs(name)],
    compute(reading, { instant }) {
      const { history, last } = reading;
      const { days, values } = history;
      const today = addDays(dayOf(instant), -1);
      const endOf = (weeks: number): number => lastUntil(days, addDays(today, -DAYS * weeks));
      const sumOf = (weeks: number): number =>
        sign * sum(values.subarray(endOf(weeks + 1) + 1, endOf(weeks) + 1));
      if (endOf(2) < 0) return short(last + 1, last + 2);
      const mark = sumOf(0);
      let weeks = 1;
      while (endOf(weeks + 1) >= 0 && sumOf(weeks) < mark) weeks++;
      const isRecord = endOf(weeks + 1) < 0;
      const since = endOf(isRecord ? weeks - 1 : weeks);
      const window = between(reading, endOf(isRecord ? weeks : weeks + 1) + 1, last);
      if (!window.ok) return window;
      return found(sinceValues(name, days[since]!, days[last]!, isRecord), window);
    },
  };
}
