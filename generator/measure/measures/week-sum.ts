import { fixed, found, own, type Measure } from "../definition.ts";
import { sum } from "../statistics/statistics.ts";
import { lastWeek } from "./week.ts";

/** The sum of the values of the seven days up to the last full UTC day, how many there are, and how many of them are above zero. */
export const weekSum: Measure = {
  method: "week-sum",
  parameters: { days: 7 },
  classes: ["flow"],
  reads: "values",
  outputs: [own("weekSum"), fixed("weekCount", "count", 0), fixed("weekPositive", "count", 0)],
  compute(reading, context) {
    const week = lastWeek(reading, context);
    if (!week.ok) return week;
    const values = week.values.subarray(1);
    return found(
      {
        weekSum: sum(values),
        weekCount: values.length,
        weekPositive: values.filter((value) => value > 0).length,
      },
      { ...week, first: week.first + 1 },
    );
  },
};
