import { fixed, found, inPeriods, own, type Measure } from "../definition.ts";
import { sinceOutputs, sinceValues } from "../since.ts";
import { between, isOnRecord, lacking, short } from "../reading.ts";
import { isPowerOfTen, roundAbove, roundBelow } from "../statistics/round.ts";

/**
 * The round number (one digit and zeros) that the newest close crossed from the one before, else the one nearest to it: the way of
 * the crossing (1 upward, −1 downward, 0 for none), how far the number lies from the close in percent of it, how many closes in a row have been on its side of the number (negative below it, a
 * close on the number counting as above), the run on the other side before them with its own sign, the latest close on this side before that
 * run and the years since, whether the available history has none (1 or 0), in which case the day is its first, whether it is so the first on record, and whether the
 * number is a power of ten (1 or 0).
 */
export const roundNumber: Measure = {
  method: "round-number",
  parameters: {},
  classes: ["price"],
  reads: "values",
  outputs: [
    own("round"),
    fixed("roundCrossed", "count", 0),
    fixed("roundDistance", "percent", 1),
    inPeriods("roundSide"),
    inPeriods("roundSideBefore"),
    ...sinceOutputs("round"),
    fixed("roundIsFirst", "count", 0),
    fixed("roundIsTen", "count", 0),
  ],
  compute(reading) {
    const { history, last } = reading;
    const { days, values } = history;
    if (last < 1) return short(last + 1, 2);
    const [before, now] = [values[last - 1]!, values[last]!];
    if (before <= 0 || now <= 0) return lacking("undefined");
    const round = crossed(before, now) ?? nearest(now);
    const side = (at: number): number => (values[at]! >= round ? 1 : -1);
    const way = side(last);
    const endOf = (from: number, sought: number): number => {
      let at = from;
      while (at >= 0 && side(at) === sought) at--;
      return at;
    };
    const other = endOf(last, way);
    const earlier = endOf(other, -way);
    const window = between(reading, Math.max(0, earlier), last);
    if (!window.ok) return window;
    return found(
      {
        round,
        roundCrossed: side(last - 1) === way ? 0 : way,
        roundDistance: (round / now - 1) * 100,
        roundSide: way * (last - other),
        roundSideBefore: -way * (other - earlier) || 0,
        ...sinceValues("round", days[window.first]!, days[last]!, earlier < 0),
        roundIsFirst: earlier < 0 && isOnRecord(reading, way) ? 1 : 0,
        roundIsTen: isPowerOfTen(round) ? 1 : 0,
      },
      window,
    );
  },
};

/** Of the round numbers between two values, a power of ten, else the last on the way. */
function crossed(before: number, now: number): number | undefined {
  const last = now >= before ? roundBelow(now) : roundAbove(now);
  const [low, high] = now >= before ? [before, now] : [now, before];
  if (last <= low || last > high) return undefined;
  const ten = 10 ** Math.floor(Math.log10(high));
  return ten > low ? ten : last;
}

function nearest(value: number): number {
  const [below, above] = [roundBelow(value), roundAbove(value)];
  return value - below <= above - value ? below : above;
}
