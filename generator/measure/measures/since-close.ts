import { addDays } from "../../base/day.ts";
import { date, fixed, found, own, time, type Measure } from "../definition.ts";
import { hasPercent } from "../difference.ts";
import { lacking, newestDay, newestValue, single } from "../reading.ts";
import { hourText } from "./day-hours.ts";

const QUANTITIES = ["morning", "morningHigh", "morningLow", "morningHour"] as const;

/**
 * What a price did after the newest UTC day was over, where the morning after is measured (`morning`, its high and low, and `morningHour`, the
 * hour up to which it is told): the day and the hour, the last price, by how many percent it lies above the close, and the highest and
 * lowest price of these hours. Prices are those of one exchange; the close may be of another publisher.
 */
export const sinceClose: Measure = {
  method: "since-close",
  parameters: {},
  classes: ["price"],
  reads: "values",
  besides: QUANTITIES,
  outputs: [
    date("sinceCloseDay"),
    time("sinceCloseUntil"),
    own("sinceCloseLast"),
    fixed("sinceCloseChange", "percent", 1),
    own("sinceCloseHigh"),
    own("sinceCloseLow"),
  ],
  compute({ history, last }, { sibling }) {
    const day = addDays(history.days[last]!, 1);
    const readings = [];
    for (const quantity of QUANTITIES) {
      const its = sibling(quantity);
      if (its === undefined) return lacking("undefined");
      if (!its.ok) return its;
      if (newestDay(its) !== day) return lacking("stale");
      readings.push(its);
    }
    const [price, high, low, hour] = readings.map(newestValue) as [number, number, number, number];
    const close = history.values[last]!;
    if (!hasPercent(close, price)) return lacking("undefined");
    return found(
      {
        sinceCloseDay: day,
        sinceCloseUntil: hourText(hour),
        sinceCloseLast: price,
        sinceCloseChange: (price / close - 1) * 100,
        sinceCloseHigh: high,
        sinceCloseLow: low,
      },
      single(history, last),
      ...readings.map((its) => single(its.history, its.last)),
    );
  },
};
