import { date, fixed, found, inPeriods, type Measure } from "../definition.ts";
import { hasPercent } from "../difference.ts";
import { between, lacking, short } from "../reading.ts";

/**
 * How many closes in a row, up to the newest, moved its way: counted negative for falls, zero where the newest close equals the
 * one before; the change over them in percent, and the day of the close from which they began.
 */
export const closeRun: Measure = {
  method: "close-run",
  parameters: {},
  classes: ["price"],
  reads: "returns",
  outputs: [inPeriods("closeRun"), fixed("closeRunChange", "percent", 1), date("closeRunFrom")],
  compute(reading) {
    const { history, last } = reading;
    const { days, values } = history;
    if (last < 1) return short(last + 1, 2);
    const wayAt = (at: number): number => Math.sign(values[at]! - values[at - 1]!);
    const way = wayAt(last);
    let from = last;
    if (way !== 0) while (from > 0 && wayAt(from) === way) from--;
    const window = between(reading, Math.max(0, from - 1), last);
    if (!window.ok) return window;
    if (!hasPercent(values[from]!, values[last]!)) return lacking("undefined");
    return found(
      {
        closeRun: way * (last - from),
        closeRunChange: (values[last]! / values[from]! - 1) * 100,
        closeRunFrom: days[from]!,
      },
      window,
    );
  },
};
