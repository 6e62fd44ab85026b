import { fixed, found, type Measure } from "../definition.ts";
import { isSinceTheSame, sinceOutputs, sinceValues } from "../since.ts";
import { between, short } from "../reading.ts";

/**
 * Since when the newest value is the highest (lowest): the latest earlier day with a value at least as high (low), the years
 * from that day to the newest, whether there is none in the available history (1 or 0), in which case the day is its first, and
 * whether the value before was so since the same day, of long ago the same month (1 or 0). It is a high worth the name only where the years are many: yesterday's value may have been as high.
 */
export function extreme(which: "high" | "low"): Measure {
  return {
    method: which,
    parameters: {},
    classes: ["price", "volume", "amount", "flow", "level"],
    reads: "values",
    outputs: [...sinceOutputs(which), fixed(`${which}IsAgain`, "count", 0)],
    compute(reading) {
      const { history, last } = reading;
      if (last < 1) return short(last + 1, 2);
      const sign = which === "high" ? 1 : -1;
      const at = latestBeyond(history.values, last, sign);
      const before = latestBeyond(history.values, last - 1, sign);
      const window = between(reading, Math.max(0, at), last);
      if (!window.ok) return window;
      const { days } = history;
      const isAgain = isSinceTheSame(at, before, days, days[last]!);
      const since = sinceValues(which, days[window.first]!, days[last]!, at < 0);
      return found({ ...since, [`${which}IsAgain`]: isAgain ? 1 : 0 }, window);
    },
  };
}

/**
 * Since when the value before the newest was the lowest, as the newest one's low is told: a record of the session before is what the newest is
 * set beside.
 */
export const previousLow: Measure = {
  method: "low",
  parameters: {},
  classes: ["flow"],
  reads: "values",
  outputs: sinceOutputs("previousLow"),
  compute(reading) {
    const { history, last } = reading;
    if (last < 2) return short(last + 1, 3);
    const at = latestBeyond(history.values, last - 1, -1);
    const window = between(reading, Math.max(0, at), last);
    if (!window.ok) return window;
    const { days } = history;
    return found(sinceValues("previousLow", days[window.first]!, days[last - 1]!, at < 0), window);
  },
};

/** Position of the latest value before `last` that is at least as high (sign 1) or low (sign −1) as the value there; −1 when there is none. */
function latestBeyond(values: Float64Array, last: number, sign: 1 | -1): number {
  let at = last - 1;
  while (at >= 0 && sign * values[at]! < sign * values[last]!) at--;
  return at;
}
