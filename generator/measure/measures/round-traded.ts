import { fixed, found, own, type Measure } from "../definition.ts";
import { sinceOutputs, sinceValues } from "../since.ts";
import { between, isOnRecord, lacking, sameDays, short } from "../reading.ts";
import { isPowerOfTen, roundAbove, roundBelow } from "../statistics/round.ts";

/**
 * The round number (one digit and zeros) that the price traded through in the newest period while the closes of that period and the one
 * before are both on the other side: the way (1 above it, −1 below it, 0 where there is none, with the number next below the close), the
 * latest earlier period that traded there and the years since, and whether the available history has none (1 or 0), in which case the
 * day is its first. Of several a power of ten, else the one nearest to the close.
 */
export const roundTraded: Measure = {
  method: "round-traded",
  parameters: {},
  classes: ["price"],
  reads: "values",
  besides: ["high", "low"],
  outputs: [
    own("roundTraded"),
    fixed("roundTradedWay", "count", 0),
    ...sinceOutputs("roundTraded"),
    fixed("roundTradedIsFirst", "count", 0),
    fixed("roundTradedIsTen", "count", 0),
  ],
  compute(reading, { sibling }) {
    const { history, last } = reading;
    const { days, values } = history;
    if (last < 1) return short(last + 1, 2);
    const [highs, lows] = [sibling("high"), sibling("low")];
    if (!highs || !lows) return lacking("undefined");
    if (!highs.ok) return highs;
    if (!lows.ok) return lows;
    const two = between(reading, last - 1, last);
    if (!two.ok) return two;
    const [up, down] = [sameDays(highs, two), sameDays(lows, two)];
    if (!up.ok) return up;
    if (!down.ok) return down;
    const closes = [values[last - 1]!, values[last]!] as const;
    const [high, low] = [up.values[1]!, down.values[1]!];
    if (Math.min(low, ...closes) <= 0) return lacking("undefined");
    const { round, way } = passed(high, low, closes);
    const traded = way < 0 ? down : up;
    const isThere = (value: number): boolean => (way < 0 ? value < round : value >= round);
    let at = way === 0 ? traded.last : traded.last - 1;
    if (way !== 0) while (at >= 0 && !isThere(traded.history.values[at]!)) at--;
    const since = traded.history.days[Math.max(0, at)]!;
    return found(
      {
        roundTraded: round,
        roundTradedWay: way,
        ...sinceValues("roundTraded", since, days[last]!, at < 0),
        roundTradedIsFirst: at < 0 && isOnRecord(way < 0 ? lows : highs, way) ? 1 : 0,
        roundTradedIsTen: isPowerOfTen(round) ? 1 : 0,
      },
      two,
      { history: traded.history, first: Math.max(0, at), last: traded.last },
    );
  },
};

interface Passed {
  readonly round: number;
  readonly way: -1 | 0 | 1;
}

function passed(high: number, low: number, closes: readonly [number, number]): Passed {
  const close = closes[1];
  const [least, most] = [Math.min(...closes), Math.max(...closes)];
  const above = tenOr(roundBelow(high), most, high);
  const below = tenOr(roundAbove(low), low, least);
  const all: Passed[] = [];
  if (above > most) all.push({ round: above, way: 1 });
  if (below <= least) all.push({ round: below, way: -1 });
  const rank = ({ round }: Passed): number => (isPowerOfTen(round) ? 0 : Math.abs(round - close));
  return all.toSorted((a, b) => rank(a) - rank(b))[0] ?? { round: roundBelow(close), way: 0 };
}

/** The power of ten above `from` and at most `to`, else the number itself. */
function tenOr(round: number, from: number, to: number): number {
  const ten = 10 ** Math.floor(Math.log10(to));
  return ten > from ? ten : round;
}
