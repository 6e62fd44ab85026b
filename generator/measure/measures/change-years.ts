import { yearsBefore } from "../../base/day.ts";
import { found, type Measure } from "../definition.ts";
import { change, CHANGING, difference } from "../difference.ts";
import { lastUntil } from "../statistics/positions.ts";
import { lacking, shortOf, single } from "../reading.ts";

/** The change from the last value at or before the same date `years` earlier to the newest one. Simple, not logarithmic. */
export function changeOverYears(years: number): Measure {
  const name = `change${years}y`;
  return {
    method: "change-years",
    parameters: { years },
    classes: CHANGING,
    reads: "returns",
    outputs: [change(name)],
    compute(reading) {
      const { series, calendar, history, last } = reading;
      const anniversary = calendar.periodOf(yearsBefore(history.days[last]!, years));
      const at = lastUntil(history.days, anniversary);
      if (at < 0) return shortOf(reading, anniversary);
      if (calendar.covers(history.days[at]!)) {
        const missing = calendar.periodsBetween(history.days[at]!, anniversary);
        if (missing > series.maxGap) return lacking("gap");
      }
      const value = difference(series, history.values[at]!, history.values[last]!);
      if (value === undefined) return lacking("undefined");
      return found({ [name]: value }, single(history, at), single(history, last));
    },
  };
}
