import { date, fixed, found, type Measure } from "../definition.ts";
import { lacking, single } from "../reading.ts";

/** How far back a missing period is still worth a word. */
const PERIODS = 3;

/**
 * How many of the periods before the newest value, three at most, have no value of their own, and the latest of those (the day of
 * the newest value where none is missing).
 */
export const missing: Measure = {
  method: "missing",
  parameters: { periods: PERIODS },
  classes: ["price", "volume", "flow", "level", "amount"],
  reads: "values",
  outputs: [fixed("missing", "count", 0), date("missingDay")],
  compute({ history, calendar, last }) {
    const newest = history.days[last]!;
    if (!calendar.covers(newest)) return lacking("undefined");
    const known = new Set(history.days.slice(Math.max(0, last - PERIODS), last));
    const absent: string[] = [];
    for (let back = 1; back <= PERIODS; back++) {
      const day = calendar.previous(newest, back);
      if (day < history.days[0]!) break;
      if (!known.has(day)) absent.push(day);
    }
    return found(
      { missing: absent.length, missingDay: absent[0] ?? newest },
      single(history, last),
    );
  },
};
