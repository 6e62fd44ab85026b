import type { Day } from "../../base/day.ts";
import { date, fixed, found, type Measure } from "../definition.ts";
import { change, CHANGING, difference } from "../difference.ts";
import { firstFrom } from "../statistics/positions.ts";
import { between, lacking, short, single } from "../reading.ts";

const MONTHS: Readonly<Record<"month" | "quarter" | "year", number>> = {
  month: 1,
  quarter: 3,
  year: 12,
};

/**
 * The change over a calendar month, quarter or year so far: from its last value before the period that the newest value lies in, with
 * that day; and whether the newest value is the last of the period by its calendar (1 or 0).
 */
export function periodChange(period: keyof typeof MONTHS): Measure {
  const [name, base, ends] = [`${period}Change`, `${period}From`, `${period}Ends`];
  return {
    method: "period-change",
    parameters: {},
    classes: CHANGING,
    reads: "returns",
    outputs: [change(name), date(base), fixed(ends, "count", 0)],
    compute(reading) {
      const { history, calendar, series, last } = reading;
      const newest = history.days[last]!;
      if (!calendar.covers(newest)) return lacking("undefined");
      const at = firstFrom(history.days, firstDayOf(newest, MONTHS[period])) - 1;
      if (at < 0) return short(last + 1, last + 2);
      const window = between(reading, at, last);
      if (!window.ok) return window;
      const value = difference(series, history.values[at]!, history.values[last]!);
      if (value === undefined) return lacking("undefined");
      const next = calendar.next(newest);
      return found(
        {
          [name]: value,
          [base]: history.days[at]!,
          [ends]: firstDayOf(next, MONTHS[period]) > newest ? 1 : 0,
        },
        single(history, at),
        single(history, last),
      );
    },
  };
}

/** The first day of the period of so many months that a day lies in. */
function firstDayOf(day: Day, months: number): Day {
  const month = Number(day.slice(5, 7)) - 1;
  const first = month - (month % months) + 1;
  return `${day.slice(0, 5)}${String(first).padStart(2, "0")}-01`;
}
