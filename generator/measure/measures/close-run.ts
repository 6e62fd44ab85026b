import { date, fixed, found, inPeriods, type Measure } from "../definition.ts";
import { hasPercent } from "../difference.ts";
import { between, lacking, short } from "../reading.ts";

/**
 * How many closes in a row, up to the newest, moved its way: counted negative for falls, zero where the newest close equals the
 * one before; the change over them in percent, and the day of the close from which they began. And the same of the run that this one ended:
 * how many closes, with their sign, and the change over them; zero where there was none.
 */
export const closeRun: Measure = {
  method: "close-run",
  parameters: {},
  classes: ["price"],
  reads: "returns",
  outputs: [
    inPeriods("closeRun"),
    fixed("closeRunChange", "percent", 1),
    date("closeRunFrom"),
    inPeriods("closeRunBefore"),
    fixed("closeRunBeforeChange", "percent", 1),
  ],
  compute(reading) {
    const { history, last } = reading;
    const { days, values } = history;
    if (last < 1) return short(last + 1, 2);
    const wayAt = (at: number): number => Math.sign(values[at]! - values[at - 1]!);
    /** Position of the value from which the run up to `end` began. */
    const startOf = (end: number): number => {
      const way = end > 0 ? wayAt(end) : 0;
      let from = end;
      if (way !== 0) while (from > 0 && wayAt(from) === way) from--;
      return from;
    };
    const from = startOf(last);
    const before = startOf(from);
    const window = between(reading, Math.max(0, before - 1), last);
    if (!window.ok) return window;
    if (!hasPercent(values[from]!, values[last]!) || !hasPercent(values[before]!, values[from]!))
      return lacking("undefined");
    return found(
      {
        closeRun: wayAt(last) * (last - from),
        closeRunChange: (values[last]! / values[from]! - 1) * 100,
        closeRunFrom: days[from]!,
        closeRunBefore: from > 0 ? wayAt(from) * (from - before) : 0,
        closeRunBeforeChange: (values[from]! / values[before]! - 1) * 100,
      },
      window,
    );
  },
};
