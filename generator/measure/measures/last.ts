import { found, own, type Measure } from "../definition.ts";
import { single } from "../reading.ts";

/** The newest value, in the series' own unit. */
export const last: Measure = {
  method: "last",
  parameters: {},
  classes: ["price", "adjusted", "volume", "flow", "level", "amount", "hour"],
  reads: "values",
  outputs: [own("last")],
  compute: ({ history, last }) => found({ last: history.values[last]! }, single(history, last)),
};
