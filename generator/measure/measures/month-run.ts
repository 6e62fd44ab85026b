import { date, fixed, found, type Measure } from "../definition.ts";
import { hasPercent } from "../difference.ts";
import { between, lacking, short } from "../reading.ts";
import { lastBeforeMonth } from "../statistics/months.ts";

/**
 * How many calendar months in a row ended their way, the newest as it stands at the newest value: counted negative for those that ended
 * lower than the month before, zero where the newest equals it; the change over them in percent, and the day of the value from which they
 * began.
 */
export const monthRun: Measure = {
  method: "month-run",
  parameters: {},
  classes: ["price"],
  reads: "returns",
  outputs: [
    fixed("monthRun", "months", 0),
    fixed("monthRunChange", "percent", 1),
    date("monthRunFrom"),
  ],
  compute(reading) {
    const { history, last } = reading;
    const { days, values } = history;
    let from = lastBeforeMonth(days, last);
    if (from < 0) return short(last + 1, last + 2);
    const way = Math.sign(values[last]! - values[from]!);
    let count = 1;
    for (let next = lastBeforeMonth(days, from); next >= 0; next = lastBeforeMonth(days, from)) {
      if (way === 0 || Math.sign(values[from]! - values[next]!) !== way) break;
      from = next;
      count++;
    }
    const window = between(reading, from, last);
    if (!window.ok) return window;
    if (!hasPercent(values[from]!, values[last]!)) return lacking("undefined");
    return found(
      {
        monthRun: way * count,
        monthRunChange: (values[last]! / values[from]! - 1) * 100,
        monthRunFrom: days[from]!,
      },
      window,
    );
  },
};
