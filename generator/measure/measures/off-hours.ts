import { daysBetween, type Instant } from "../../base/day.ts";
import { memoize, weakMemoize } from "../../base/memo.ts";
import { begunBy, type Calendar } from "../../publication/calendars/calendar.ts";
import { date, fixed, found, type Measure } from "../definition.ts";
import { lastUntil } from "../statistics/positions.ts";
import { hasPercent } from "../difference.ts";
import { lacking, short, single } from "../reading.ts";

/** The same for every price of an edition. */
const begun = weakMemoize((market: Calendar) =>
  memoize((instant: Instant) => begunBy(market, instant)),
);

/**
 * What a price did since the exchange of the publication's market last traded: the change in percent from the value of its last session up to
 * the newest value, that session, and the days since. Zero where the newest value is of a session. A value of the UTC day ends
 * some hours after the session of that day. Nothing where another session has begun by the cut-off that the newest value knows
 * nothing of.
 */
export const offHours: Measure = {
  method: "off-hours",
  parameters: {},
  classes: ["price"],
  reads: "values",
  outputs: [
    fixed("closedChange", "percent", 1),
    date("closedFrom"),
    fixed("closedDays", "days", 0),
  ],
  compute({ history, last }, { instant, market }) {
    const { days, values } = history;
    const newest = days[last]!;
    if (!market?.covers(newest)) return lacking("undefined");
    const session = market.isPeriod(newest) ? newest : market.previous(newest);
    if (begun(market)(instant) > session) return lacking("undefined");
    const at = lastUntil(days, session);
    if (at < 0) return short(last + 1, last + 2);
    if (days[at] !== session) return lacking("gap");
    if (!hasPercent(values[at]!, values[last]!)) return lacking("undefined");
    return found(
      {
        closedChange: (values[last]! / values[at]! - 1) * 100,
        closedFrom: session,
        closedDays: daysBetween(session, newest),
      },
      single(history, at),
      single(history, last),
    );
  },
};
