import type { Day } from "../../base/day.ts";
import { quantityOf, type Series } from "../../publication/catalogue.ts";
import {
  beginOf,
  laidOver,
  remark,
  sinceOf,
  type Guarded,
  type Known,
  type Point,
} from "./history.ts";

/** One quantity of a subject, as one answer gives it: what is held and what is about to be. */
export interface Judged extends Guarded {
  readonly series: Series;
  readonly known: Known;
}

/** Prices of one candle: none lies above the high or below the low. */
const PRICES: ReadonlySet<string> = new Set(["open", "high", "low", "close"]);
/** By how much one may all the same, since providers round and correct each for itself. */
const ROUNDED = 0.005;

/**
 * Holds back the prices of a day that cannot be of one candle: one of them lies above the day's high or below its low.
 * @param judged quantities of one subject from one answer.
 */
export function withoutImpossibleCandle(judged: readonly Judged[]): Judged[] {
  const prices = judged
    .filter(({ series }) => PRICES.has(quantityOf(series)))
    .map((each) => ({ ...each, points: pointsOf(each) }));
  const [high, low] = ["high", "low"].map((name) => {
    const its = prices.find(({ series }) => quantityOf(series) === name);
    return its && new Map(its.points.map(({ day, value }) => [day, value]));
  });
  if (!high || !low) return [...judged];
  const impossible = new Map<Day, string>();
  for (const { series, points } of prices)
    for (const { day, value } of points) {
      const [top = Infinity, bottom = -Infinity] = [high.get(day), low.get(day)];
      if (value > top * (1 + ROUNDED))
        impossible.set(day, `${series.id} is ${value}, above the high of ${top}`);
      else if (value < bottom * (1 - ROUNDED))
        impossible.set(day, `${series.id} is ${value}, below the low of ${bottom}`);
    }
  return judged.map((each) => {
    if (!PRICES.has(quantityOf(each.series))) return each;
    const doubted = each.accepted.filter(({ day }) => impossible.has(day));
    const remarks = doubted.map(({ day }) =>
      remark(
        each.series,
        "candle",
        day,
        `Of ${day} ${impossible.get(day)}: one of the two is false, and no price of that day is taken.`,
      ),
    );
    return {
      ...each,
      accepted: each.accepted.filter(({ day }) => !impossible.has(day)),
      refused: [...each.refused, ...remarks],
    };
  });
}

/** The values that an answer is believed to have, and what is held of days since its first. */
function pointsOf({ known, accepted }: Judged): readonly Point[] {
  return laidOver(sinceOf(known, beginOf(known, accepted)), accepted);
}
