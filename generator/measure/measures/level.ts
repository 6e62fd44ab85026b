import type { Day } from "../../base/day.ts";
import {
  date,
  fixed,
  found,
  own,
  type Context,
  type Found,
  type Measure,
  type Output,
} from "../definition.ts";
import { hasPercent } from "../difference.ts";
import { lacking, newest, sameDays, type Lacking, type Reading, type Window } from "../reading.ts";
import { levels, swings, type Level } from "../statistics/swings.ts";
import { meanTrueRange } from "../statistics/wilder.ts";

const WINDOW = 250;
const BARS = 5;
const RANGE = 14;
const TOLERANCE = 0.5;
/** Trade beyond a level by less than this, in percent of it, has touched it. */
const HAIR = 0.05;
/** Trade beyond it on so many days, or once by more than so much of it, in percent, has broken a level, wherever the closes were. */
const BROKEN_DAYS = 2;
const BROKEN_BY = 2;

/** By what numbers levels are found. */
export const LEVEL_PARAMETERS = {
  window: WINDOW,
  bars: BARS,
  range: RANGE,
  tolerance: TOLERANCE,
  hair: HAIR,
  brokenDays: BROKEN_DAYS,
  brokenBy: BROKEN_BY,
};

/**
 * The nearest level below the newest close at which swing lows gathered (support), or above it at which swing highs did
 * (resistance): its price, how many swings touched it, its distance in percent of the close (support negative, resistance
 * positive), the day of the latest touch, and on how many days since then the price traded beyond it by more than a hair's breadth and closed
 * back (`Pierced`), with the first and the latest of these days and how many bars ago the latest was; where there is none, these are of the touch.
 *
 * A swing low is lower than the 5 bars on each side and counts once the 5 later ones exist: nothing is known before its time. A swing
 * within 0.5 × the mean true range of the 14 bars up to then touches the level that is already there (see `levels`); a level is at
 * the price of its latest touch, one at which was traded, and stays there until the next. A level that a close has crossed since its
 * latest touch no longer stands, nor does one beyond which the price traded on 2 days since then, or on one by more than 2% of it. The last 250 bars are read, from daily lows and highs where the subject has both, otherwise
 * from the closes.
 * Source: the fractals of B. Williams, Trading Chaos (1995), with five bars on each side in place of two; gathering them by
 * true ranges is ours.
 */
export function level(which: "support" | "resistance"): Measure {
  const [touches, distance, day] = [`${which}Touches`, `${which}Distance`, `${which}Day`];
  const age = `${which}PiercedAge`;
  return {
    method: which,
    parameters: LEVEL_PARAMETERS,
    classes: ["price"],
    reads: "values",
    besides: CANDLES,
    outputs: [
      own(which),
      fixed(touches, "count", 0),
      fixed(distance, "percent", 1),
      date(day),
      ...piercedOutputs(which),
      fixed(age, "count", 0),
    ],
    compute(reading, context) {
      const nearest = nearestLevel(which, reading, context);
      if (!nearest.ok) return nearest;
      return found(
        {
          [which]: nearest.level.price,
          [touches]: nearest.level.touches,
          [distance]: (nearest.level.price / nearest.close - 1) * 100,
          [day]: nearest.day,
          ...piercedValues(which, nearest),
          [age]: nearest.pierced.age,
        },
        ...nearest.windows,
      );
    },
  };
}

/** Days on which a level was traded through since its latest touch, as `piercedValues` gives them. */
export function piercedOutputs(name: string): readonly Output[] {
  return [
    fixed(`${name}Pierced`, "count", 0),
    date(`${name}FirstPiercedDay`),
    date(`${name}PiercedDay`),
  ];
}

/** How many days a level was traded through since its latest touch, the first and the latest of them; where there is none, the day of the touch. */
export function piercedValues(name: string, { pierced }: NearestLevel): Found["values"] {
  return {
    [`${name}Pierced`]: pierced.count,
    [`${name}FirstPiercedDay`]: pierced.first,
    [`${name}PiercedDay`]: pierced.latest,
  };
}

/** What levels are found in, beside the closes. */
export const CANDLES = ["high", "low"] as const;

/** The level next to a close, with what it was found in. */
export interface NearestLevel {
  readonly ok: true;
  readonly level: Level;
  readonly close: number;
  /** Day of the level's latest touch. */
  readonly day: Day;
  /** Days since then on which the price traded beyond it; where there is none, the first and the latest are the day of the touch. */
  readonly pierced: Pierced;
  readonly windows: readonly Window[];
}

interface Pierced {
  readonly count: number;
  readonly first: Day;
  readonly latest: Day;
  /** Bars from the latest to the last of the reading. */
  readonly age: number;
}

/** The level next to the last close of a reading, on one side of it, from what was known then. */
export function nearestLevel(
  which: "support" | "resistance",
  reading: Reading,
  context: Context,
): NearestLevel | Lacking {
  const sign = which === "support" ? -1 : 1;
  const candles = readCandles(reading, context);
  if (!candles.ok) return candles;
  const { high, low, close: closes } = candles;
  const prices = sign === 1 ? high.values : low.values;
  const bars = { high: high.values, low: low.values, close: closes.values };
  const turns = swings(prices, BARS, sign).filter((at) => at + BARS >= RANGE);
  const all = levels(prices, turns, (at) => TOLERANCE * meanTrueRange(bars, RANGE, at + BARS));
  const close = closes.values.at(-1)!;
  /** The days since the latest touch of a level on which the price was beyond it by more than so many percent of it. */
  const throughOf = ({ price, latest }: Level, by: number): number[] => {
    const beyond = price * (1 + (sign * by) / 100);
    const days: number[] = [];
    for (let at = latest + 1; at < prices.length; at++)
      if (sign * (prices[at]! - beyond) > 0) days.push(at);
    return days;
  };
  const stands = (each: Level): boolean =>
    closes.values.subarray(each.latest + 1).every((its) => sign * (each.price - its) >= 0) &&
    throughOf(each, HAIR).length < BROKEN_DAYS &&
    throughOf(each, BROKEN_BY).length === 0;
  const level = nearestFirst(all, close, sign).find(stands);
  if (!level || !hasPercent(close, level.price)) return lacking("undefined");
  const dayAt = (at: number): Day => closes.history.days[closes.first + at]!;
  const through = throughOf(level, HAIR);
  const latest = through.at(-1) ?? level.latest;
  const pierced: Pierced = {
    count: through.length,
    first: dayAt(through[0] ?? level.latest),
    latest: dayAt(latest),
    age: prices.length - 1 - latest,
  };
  const windows = [...new Set([closes, high, low])];
  return { ok: true, level, close, day: dayAt(level.latest), pierced, windows };
}

interface CandleWindows {
  readonly ok: true;
  readonly high: Window;
  readonly low: Window;
  readonly close: Window;
}

/** Highs, lows and closes of the window; closes stand for all three where the subject has no candles. */
function readCandles(reading: Reading, { sibling }: Context): CandleWindows | Lacking {
  const close = newest(reading, WINDOW);
  if (!close.ok) return close;
  const [highs, lows] = CANDLES.map((each) => sibling(each));
  if (!highs || !lows) return { ok: true, high: close, low: close, close };
  if (!highs.ok) return highs;
  if (!lows.ok) return lows;
  const [high, low] = [sameDays(highs, close), sameDays(lows, close)];
  if (!high.ok) return high;
  return low.ok ? { ok: true, high, low, close } : low;
}

/** The levels on one side of the price, the nearest first: above it for the sign 1, below it for −1. */
function nearestFirst(all: readonly Level[], price: number, sign: 1 | -1): readonly Level[] {
  const beyond = all.filter((each) => sign * (each.price - price) > 0);
  return sign === 1 ? beyond : beyond.toReversed();
}
