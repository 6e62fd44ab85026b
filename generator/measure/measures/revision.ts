import { DAY_MS } from "../../base/day.ts";
import { fixed, date, found, own, type Measure } from "../definition.ts";
import { single } from "../reading.ts";

const PERIODS = 30;
/**
 * How many of the newest 30 values were corrected by their publisher in the 24 hours before the cut-off, which is since the last
 * edition; and the latest of them with its day. Where none was, the newest value stands there.
 */
export const revision: Measure = {
  method: "revision",
  parameters: { periods: PERIODS },
  classes: ["price", "volume", "flow", "level", "amount"],
  reads: "values",
  outputs: [fixed("revised", "count", 0), own("revisedValue"), date("revisedDay")],
  compute({ history, last }, { instant }) {
    const { days, values, publics, revisions } = history;
    let count = 0;
    let latest = -1;
    for (let at = last; at >= Math.max(0, last - PERIODS + 1); at--) {
      const isNew = publics[at]! > instant - DAY_MS;
      if (!isNew || !(revisions[at]! > 0)) continue;
      count++;
      if (latest < 0) latest = at;
    }
    const at = latest < 0 ? last : latest;
    return found(
      { revised: count, revisedValue: values[at]!, revisedDay: days[at]! },
      single(history, at),
    );
  },
};
