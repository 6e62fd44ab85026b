import { fixed, found, type Measure } from "../definition.ts";
import { between, lacking, short } from "../reading.ts";
import { sinceOutputs, sinceValues } from "../since.ts";
import { firstFrom } from "../statistics/positions.ts";
import { leastAsLarge } from "../statistics/round.ts";

/**
 * How far the newest period's low was from the close before it, in percent of that close and negative where it was below, and since when no period
 * fell so far: the day of the latest earlier one, the years from there, and whether the history that has a low for every close holds none (1 or 0),
 * in which case the day is its first.
 */
export const dayFall: Measure = {
  method: "day-fall",
  parameters: {},
  classes: ["price"],
  reads: "values",
  besides: ["low"],
  outputs: [fixed("dayFall", "percent", 1), ...sinceOutputs("dayFall")],
  compute(reading, { sibling }) {
    const { history, last } = reading;
    const { days, values } = history;
    if (last < 2) return short(last + 1, 3);
    const down = sibling("low");
    if (!down) return lacking("undefined");
    if (!down.ok) return down;
    const lows = down.history;
    const shift = firstFrom(lows.days, days[last]!) - last;
    /** Below zero where the day's prices fell under the close before it; not a number where no low of the day is known. */
    const fallAt = (at: number): number =>
      lows.days[at + shift] === days[at]
        ? (lows.values[at + shift]! / values[at - 1]! - 1) * 100
        : Number.NaN;
    const fall = fallAt(last);
    if (Number.isNaN(fall)) return lacking("stale");
    const surpassed = leastAsLarge(-fall);
    let at = last - 1;
    while (at >= 1 && -fallAt(at) < surpassed) at--;
    const isFirst = at < 1 || Number.isNaN(fallAt(at));
    const since = isFirst ? at + 1 : at;
    if (since === last) return short(1, 2);
    const closes = between(reading, since - 1, last);
    if (!closes.ok) return closes;
    const below = between(down, since + shift, last + shift);
    if (!below.ok) return below;
    const told = sinceValues("dayFall", days[since]!, days[last]!, isFirst);
    return found({ dayFall: fall, ...told }, closes, below);
  },
};
