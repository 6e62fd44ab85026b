import { fixed, found, own, type Measure } from "../definition.ts";
import { between } from "../reading.ts";
import { lastBeforeMonth } from "../statistics/months.ts";
import { sum } from "../statistics/statistics.ts";

/** The sum of the values of the calendar month of the newest one, up to it, and how many there are. */
export const monthSum: Measure = {
  method: "month-sum",
  parameters: {},
  classes: ["flow"],
  reads: "values",
  outputs: [own("monthSum"), fixed("monthCount", "count", 0)],
  compute(reading) {
    const { history, last } = reading;
    const { days, values } = history;
    const first = lastBeforeMonth(days, last) + 1;
    const window = between(reading, first, last);
    if (!window.ok) return window;
    const inMonth = values.subarray(first, last + 1);
    return found({ monthSum: sum(inMonth), monthCount: inMonth.length }, window);
  },
};
