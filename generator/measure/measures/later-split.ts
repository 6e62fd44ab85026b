import { fixed, found, type Measure } from "../definition.ts";
import { single } from "../reading.ts";

/** Whether shares were split after the newest value (1 or 0): a text that would rather not print a price of before asks for it. */
export const laterSplit: Measure = {
  method: "later-split",
  parameters: {},
  classes: ["price"],
  reads: "values",
  outputs: [fixed("laterSplit", "count", 0)],
  compute({ series, history, last }) {
    const isLater = Object.keys(series.splits ?? {}).some((day) => day > history.days[last]!);
    return found({ laterSplit: Number(isLater) }, single(history, last));
  },
};
