import { date, fixed, found, type Measure } from "../definition.ts";
import { single } from "../reading.ts";

/**
 * How many periods of its calendar the series lags behind the newest value that should have been public at the cut-off, the day
 * of the value there is, and whether that is too old to be used (1 or 0). Computed of a series that is out of date as well.
 */
export const lag: Measure = {
  method: "lag",
  parameters: {},
  classes: ["price", "volume", "flow", "level", "amount"],
  reads: "values",
  readsStale: true,
  outputs: [fixed("behind", "count", 0), date("newestDay"), fixed("isStale", "count", 0)],
  compute({ history, last }, context) {
    const { behind, isStale } = context.lag();
    return found(
      { behind, newestDay: history.days[last]!, isStale: isStale ? 1 : 0 },
      single(history, last),
    );
  },
};
