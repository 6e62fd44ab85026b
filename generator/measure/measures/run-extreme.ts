import { found, type Measure } from "../definition.ts";
import { sinceOutputs, sinceValues } from "../since.ts";
import { between, short } from "../reading.ts";

/**
 * Since when the run of closes that moved the newest one's way is the longest: the day on which the latest earlier run that way and as long ended,
 * the years from there, and whether the available history has none (1 or 0), in which case the day is its first.
 */
export const runExtreme: Measure = {
  method: "run-extreme",
  parameters: {},
  classes: ["price"],
  reads: "returns",
  outputs: sinceOutputs("closeRun"),
  compute(reading) {
    const { history, last } = reading;
    const { days, values } = history;
    if (last < 1) return short(last + 1, 2);
    const wayAt = (at: number): number => Math.sign(values[at]! - values[at - 1]!);
    const way = wayAt(last);
    let from = last;
    while (from > 0 && wayAt(from) === way) from--;
    const length = last - from;
    let at = from;
    let run = 0;
    for (; at > 0 && run < length; at--) run = wayAt(at) === way ? run + 1 : 0;
    // The earlier run ended so many closes behind where the walk back through it stopped.
    const isRecord = run < length;
    const since = isRecord ? 0 : at + length;
    const window = between(reading, isRecord ? 0 : at, last);
    if (!window.ok) return window;
    return found(sinceValues("closeRun", days[since]!, days[last]!, isRecord), window);
  },
};
