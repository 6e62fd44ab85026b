import { date, fixed, found, own, type Measure } from "../definition.ts";
import { hasPercent } from "../difference.ts";
import { lacking, wholeHistory, type Window } from "../reading.ts";

/**
 * By how many percent the newest value lies below the highest of the available history, zero or negative, the latest day of that
 * high, and the high itself. Of prices as they were printed: a closing high is a close that readers saw.
 */
export const drawdown: Measure = {
  method: "drawdown",
  parameters: {},
  classes: ["price"],
  reads: "values",
  outputs: [fixed("drawdown", "percent", 1), date("drawdownDay"), own("drawdownHigh")],
  compute(reading) {
    const all = wholeHistory(reading);
    if (!all.ok) return all;
    const at = peak(all);
    if (!hasPercent(all.values[at]!, all.values.at(-1)!)) return lacking("undefined");
    return found(
      {
        drawdown: (all.values.at(-1)! / all.values[at]! - 1) * 100,
        drawdownDay: all.history.days[at]!,
        drawdownHigh: all.values[at]!,
      },
      all,
    );
  },
};

/** Position of the highest value, the latest where there are several. */
function peak({ values }: Window): number {
  let highest = 0;
  for (let at = 1; at < values.length; at++) {
    if (values[at]! >= values[highest]!) highest = at;
  }
  return highest;
}
