import { date, fixed, found, own, type Measure } from "../definition.ts";
import { firstFrom } from "../statistics/positions.ts";
import { hasPercent } from "../difference.ts";
import { lacking, single, wholeHistory, type Window } from "../reading.ts";

/**
 * By how many percent the newest value lies below the highest of the available history, zero or negative, and the latest day of
 * that high.
 */
export const drawdown: Measure = {
  method: "drawdown",
  parameters: {},
  classes: ["price"],
  reads: "returns",
  outputs: [fixed("drawdown", "percent", 1), date("drawdownDay")],
  compute(reading) {
    const all = wholeHistory(reading);
    if (!all.ok) return all;
    const at = peak(all);
    if (!hasPercent(all.values[at]!, all.values.at(-1)!)) return lacking("undefined");
    return found(
      {
        drawdown: (all.values.at(-1)! / all.values[at]! - 1) * 100,
        drawdownDay: all.history.days[at]!,
      },
      all,
    );
  },
};

/** The close as traded on the day of the high, which for a subject with an adjusted series is the adjusted high. */
export const drawdownHigh: Measure = {
  method: "drawdown",
  parameters: {},
  classes: ["price"],
  reads: "returns",
  outputs: [own("drawdownHigh")],
  compute(reading, { printed }) {
    const all = wholeHistory(reading);
    if (!all.ok) return all;
    const closes = printed();
    if (!closes.ok) return closes;
    const day = all.history.days[peak(all)]!;
    const at = firstFrom(closes.history.days, day);
    if (closes.history.days[at] !== day) return lacking("no-data");
    return found({ drawdownHigh: closes.history.values[at]! }, all, single(closes.history, at));
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
