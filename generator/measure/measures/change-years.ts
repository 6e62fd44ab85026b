import { yearsBefore } from "../../base/day.ts";
import { found, type Measure } from "../definition.ts";
import { change, CHANGING, difference } from "../difference.ts";
import { lastUntil } from "../statistics/positions.ts";
import { lacking, shortOf, single } from "../reading.ts";

/** The change from the last value at or before the same date `years` earlier to the newest one. Simple, not logarithmic; a fund's with its dividends. */
export function changeOverYears(years: number): Measure {
  return changeSince(`change${years}y`, years, {
    method: "change-years",
    classes: CHANGING,
    reads: "returns",
  });
}

/** The same between prices as they were printed, in percent: what stands beside a price or an index, without a fund's dividends. */
export function priceChangeOverYears(years: number): Measure {
  return changeSince(`priceChange${years}y`, years, {
    method: "price-change-years",
    classes: ["price"],
    reads: "values",
  });
}

function changeSince(
  name: string,
  years: number,
  read: Pick<Measure, "method" | "classes" | "reads">,
): Measure {
  return {
    ...read,
    parameters: { years },
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
