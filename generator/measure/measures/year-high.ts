import { date, fixed, found, own, type Measure } from "../definition.ts";
import { hasPercent } from "../difference.ts";
import { lacking, pastYears } from "../reading.ts";

/**
 * By how many percent the newest value lies below the highest of the past year, zero or negative, the latest day of that high, and the high
 * itself: what a correction is counted from. Of prices as they were printed, as a drawdown is.
 */
export const yearHigh: Measure = {
  method: "year-high",
  parameters: {},
  classes: ["price"],
  reads: "values",
  outputs: [fixed("yearDrawdown", "percent", 1), date("yearHighDay"), own("yearHigh")],
  compute(reading) {
    const past = pastYears(reading, 1);
    if (!past.ok) return past;
    const { values, history, first } = past;
    let highest = 0;
    for (let at = 1; at < values.length; at++) if (values[at]! >= values[highest]!) highest = at;
    if (!hasPercent(values[highest]!, values.at(-1)!)) return lacking("undefined");
    return found(
      {
        yearDrawdown: (values.at(-1)! / values[highest]! - 1) * 100,
        yearHighDay: history.days[first + highest]!,
        yearHigh: values[highest]!,
      },
      past,
    );
  },
};
