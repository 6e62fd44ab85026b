import { dayOf, daysBetween } from "../../base/day.ts";
import { fixed, found, type Measure } from "../definition.ts";
import { single } from "../reading.ts";

/** Calendar days from the day that the newest value describes to the UTC date of the cut-off: 1 for yesterday's value. */
export const age: Measure = {
  method: "age",
  parameters: {},
  classes: ["price", "adjusted", "volume", "flow", "level", "amount"],
  reads: "values",
  outputs: [fixed("age", "days", 0)],
  compute: ({ history, last }, { instant }) =>
    found({ age: daysBetween(history.days[last]!, dayOf(instant)) }, single(history, last)),
};
