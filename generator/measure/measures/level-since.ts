import { found, type Measure } from "../definition.ts";
import { between, short } from "../reading.ts";
import { sinceOutputs, sinceValues } from "../since.ts";
import { CANDLES, nearestLevel } from "./level.ts";

/**
 * What a close beyond the nearest level (see `level`) would be the lowest (below a support) or the highest (above a resistance) since: the
 * latest day with a close beyond it, with all that `sinceOutputs` has. No close has crossed the level since its latest touch,
 * so that day lies before it.
 */
export function levelSince(which: "support" | "resistance"): Measure {
  return {
    method: `${which}-since`,
    parameters: {},
    classes: ["price"],
    reads: "values",
    besides: CANDLES,
    outputs: sinceOutputs(which),
    compute(reading, context) {
      const { history, last } = reading;
      if (last < 1) return short(last + 1, 2);
      const nearest = nearestLevel(which, reading, context);
      if (!nearest.ok) return nearest;
      const sign = which === "support" ? -1 : 1;
      const { price } = nearest.level;
      const at = history.values
        .subarray(0, last)
        .findLastIndex((each) => sign * each > sign * price);
      const window = between(reading, Math.max(0, at), last);
      if (!window.ok) return window;
      const { days } = history;
      const since = sinceValues(which, days[window.first]!, days[last]!, at < 0);
      return found(since, ...new Set([window, ...nearest.windows]));
    },
  };
}
