import { daysBetween } from "../../base/day.ts";
import { fixed, found, own, type Measure } from "../definition.ts";
import { newest, single } from "../reading.ts";

/** The value one period before the newest, in the series' own unit, and the days from its day to the newest's: three over a weekend. */
export const previous: Measure = {
  method: "previous",
  parameters: { sessions: 1 },
  classes: ["price", "adjusted", "volume", "flow", "level", "amount"],
  reads: "values",
  outputs: [own("previous"), fixed("previousDays", "days", 0)],
  compute(reading) {
    const window = newest(reading, 2);
    if (!window.ok) return window;
    const { history, first, last, values } = window;
    const previousDays = daysBetween(history.days[first]!, history.days[last]!);
    return found({ previous: values[0]!, previousDays }, single(history, first));
  },
};
