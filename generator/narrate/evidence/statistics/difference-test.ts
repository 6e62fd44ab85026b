import { varianceOfSum } from "../../../measure/statistics/hac.ts";
import { twoSidedP } from "../../../measure/statistics/normal.ts";
import { totalOf, type Panel } from "./panel.ts";

/**
 * Two-sided p value of the hypothesis that outcomes after an episode hit as often as all outcomes do. The score of period t is
 * (e(t)÷ē − 1)(y(t) − ȳ), with y 1 for a hit and e 1 where an episode starts, summed over the subjects: their mean is the difference of
 * the two rates. Its
 * variance is taken under the hypothesis, so that ten hits of ten do not look certain, and follows the autocorrelation that
 * outcomes of overlapping horizons have over twice the horizon (Newey and West 1987).
 * Sums over subjects of one period go in as one (Driscoll and Kraay 1998).
 * @param panel with an episode or more, and outcomes that are not all the same.
 */
export function differenceP({ known, hits, starts, both }: Panel, horizon: number): number {
  const [count, episodes] = [totalOf(known), totalOf(starts)];
  const base = totalOf(hits) / count;
  const scores = new Float64Array(hits.length);
  for (let at = 0; at < scores.length; at++) {
    scores[at] = base * known[at]! - hits[at]!;
    if (starts[at]! > 0) scores[at]! += (count / episodes) * (both[at]! - base * starts[at]!);
  }
  return pOf(scores, horizon);
}

/**
 * The same of one subject, to the last bit, without its panel: it is asked for of every rule on every day.
 * @param starts positions at which an episode starts, each once.
 */
export function differencePOfOne(
  hits: Float64Array,
  starts: readonly number[],
  horizon: number,
): number {
  const count = hits.length;
  const base = totalOf(hits) / count;
  if (room.length < count) room = new Float64Array(2 * count);
  const scores = room.subarray(0, count);
  for (let at = 0; at < count; at++) scores[at] = base - hits[at]!;
  for (const at of starts) scores[at]! += (count / starts.length) * (hits[at]! - base);
  return pOf(scores, horizon);
}

/** Where the scores of one subject are laid down, one test after another. */
let room = new Float64Array();

function pOf(scores: Float64Array, horizon: number): number {
  const variance = varianceOfSum(scores, 2 * horizon);
  return variance > 0 ? twoSidedP(totalOf(scores) / Math.sqrt(variance)) : 1;
}
