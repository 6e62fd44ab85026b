import { found, own, type Measure } from "../definition.ts";
import { between } from "../reading.ts";
import { sum } from "../statistics/statistics.ts";

/** The sum of the values of the calendar month in which the newest lies, up to the newest. */
export const monthSum: Measure = {
  method: "month-sum",
  parameters: {},
  classes: ["flow"],
  reads: "values",
  outputs: [own("monthSum")],
  compute(reading) {
    const { days } = reading.history;
    const month = days[reading.last]!.slice(0, 7);
    let first = reading.last;
    while (first > 0 && days[first - 1]!.startsWith(month)) first--;
    const its = between(reading, first, reading.last);
    return its.ok ? found({ monthSum: sum(its.values) }, its) : its;
  },
};
