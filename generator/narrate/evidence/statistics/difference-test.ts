import { varianceOfSum } from "../../../measure/statistics/hac.ts";
import { twoSidedP } from "../../../measure/statistics/normal.ts";

/**
 * Two-sided p value of the hypothesis that outcomes after an episode hit as often as all outcomes do. The score of period t is
 * (e(t)÷ē − 1)(y(t) − ȳ), with y 1 for a hit and e 1 where an episode starts: their mean is the difference of the two rates. Its
 * variance is taken under the hypothesis, so that ten hits of ten do not look certain, and follows the autocorrelation that
 * outcomes of overlapping horizons have over twice the horizon (Newey and West 1987).
 * @param hits 1 or 0 for each period; not all the same.
 * @param starts positions at which an episode starts, one or more.
 */
export function differenceP(
  hits: Float64Array,
  starts: readonly number[],
  horizon: number,
): number {
  const count = hits.length;
  const base = shareOf(hits);
  const scores = new Float64Array(count);
  for (let at = 0; at < count; at++) scores[at] = base - hits[at]!;
  for (const at of starts) scores[at]! += (count / starts.length) * (hits[at]! - base);
  let total = 0;
  for (const score of scores) total += score;
  const variance = varianceOfSum(scores, 2 * horizon);
  return variance > 0 ? twoSidedP(total / Math.sqrt(variance)) : 1;
}

/** Mean of ones and zeros. */
export function shareOf(hits: Float64Array): number {
  let total = 0;
  for (const hit of hits) total += hit;
  return total / hits.length;
}
