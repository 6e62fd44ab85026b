import { found, type Measure } from "../definition.ts";
import { sinceOutputs, sinceValues } from "../since.ts";
import { between } from "../reading.ts";
import { lastWeek } from "./week.ts";

/**
 * Since when the week's highest (lowest) value is so: the latest day before it, of that week or an earlier one, with a value at least as high (low), the
 * years from there to it, and whether the available history has none (1 or 0), in which case the day is its first.
 */
export function weekPeak(which: "high" | "low"): Measure {
  const name = which === "high" ? "weekHigh" : "weekLow";
  const sign = which === "high" ? 1 : -1;
  return {
    method: "week-peak",
    parameters: { days: 7 },
    classes: ["flow"],
    reads: "values",
    outputs: [...sinceOutputs(name)],
    compute(reading, context) {
      const week = lastWeek(reading, context);
      if (!week.ok) return week;
      const { days, values } = week.history;
      let peak = week.first + 1;
      for (let at = peak; at <= week.last; at++) {
        if (sign * values[at]! >= sign * values[peak]!) peak = at;
      }
      let since = peak - 1;
      while (since >= 0 && sign * values[since]! < sign * values[peak]!) since--;
      const window = between(reading, Math.max(0, since), week.last);
      if (!window.ok) return window;
      return found(sinceValues(name, days[window.first]!, days[peak]!, since < 0), window);
    },
  };
}
