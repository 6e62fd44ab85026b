import { addDays, daysBetween } from "../../base/day.ts";
import { date, fixed, found, type Measure } from "../definition.ts";
import { hasPercent } from "../difference.ts";
import { lacking, short, single } from "../reading.ts";
import { lastUntil } from "../statistics/positions.ts";

/**
 * What a price did over days on which the exchange of the publication's market did not trade, told of the session behind them: the change in
 * percent from the value of the session before them up to the value of their last day, the change up to the newest value, that session, and
 * how many days there were. Zero days, and no change over them, where the newest value is of no session or of one that follows another.
 */
export const afterBreak: Measure = {
  method: "off-hours",
  parameters: {},
  classes: ["price"],
  reads: "values",
  outputs: [
    fixed("breakChange", "percent", 1),
    fixed("breakTotal", "percent", 1),
    date("breakFrom"),
    fixed("breakDays", "days", 0),
  ],
  compute({ history, last }, { market }) {
    const { days, values } = history;
    const newest = days[last]!;
    if (!market?.covers(newest)) return lacking("undefined");
    const session = market.previous(newest);
    const isBehind = market.isPeriod(newest) && daysBetween(session, newest) > 1;
    const [at, eve] = [session, addDays(newest, -1)].map((day) => lastUntil(days, day)) as [
      number,
      number,
    ];
    if (at < 0) return short(last + 1, last + 2);
    if (days[at] !== session || days[eve] !== addDays(newest, -1)) return lacking("gap");
    const [before, over, now] = [values[at]!, values[eve]!, values[last]!];
    if (!hasPercent(before, over) || !hasPercent(before, now)) return lacking("undefined");
    return found(
      {
        breakChange: isBehind ? (over / before - 1) * 100 : 0,
        breakTotal: (now / before - 1) * 100,
        breakFrom: session,
        breakDays: isBehind ? daysBetween(session, newest) - 1 : 0,
      },
      single(history, at),
      single(history, eve),
      single(history, last),
    );
  },
};
