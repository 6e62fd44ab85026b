import { date, fixed, found, inPeriods, type Measure } from "../definition.ts";
import { firstFrom } from "../statistics/positions.ts";
import { runsOf } from "../statistics/runs.ts";
import { between, lacking, short } from "../reading.ts";

/**
 * How many closes in a row, up to the newest, are above the last close of the year before: negative below it, a close on it counting as
 * below; the run on the other side before them within the year, with its own sign; the day of the year's latest close on this side before
 * that run, and whether there is none (1 or 0), in which case it is the day of that last close. A newest run of one is a turn for the year.
 */
export const yearSide: Measure = {
  method: "year-side",
  parameters: {},
  classes: ["price"],
  reads: "returns",
  outputs: [
    inPeriods("yearSide"),
    inPeriods("yearSideBefore"),
    date("yearSideSince"),
    fixed("yearSideIsFirst", "count", 0),
  ],
  compute(reading) {
    const { history, calendar, last } = reading;
    const { days, values } = history;
    const newest = days[last]!;
    if (!calendar.covers(newest)) return lacking("undefined");
    const first = firstFrom(days, `${newest.slice(0, 4)}-01-01`);
    if (first === 0) return short(last + 1, last + 2);
    const window = between(reading, first - 1, last);
    if (!window.ok) return window;
    const base = values[first - 1]!;
    const { now, before } = runsOf((at) => (values[at]! > base ? 1 : -1), last, first);
    const since = last - Math.abs(now) - Math.abs(before);
    return found(
      {
        yearSide: now,
        yearSideBefore: before,
        yearSideSince: days[since]!,
        yearSideIsFirst: since < first ? 1 : 0,
      },
      window,
    );
  },
};
