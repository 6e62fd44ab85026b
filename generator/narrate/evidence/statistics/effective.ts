import { varianceOfSum } from "../../../measure/statistics/hac.ts";
import { totalOf, type Panel } from "./panel.ts";

/**
 * How many independent episodes tell as much of the hit rate as those of a panel do, which share their days: p(1 − p) ÷ Var(p), with the
 * variance of the rate from sums by period over twice the horizon; no more than there are. For Wilson's interval.
 * Source: L. Kish, Survey Sampling (1965), on effective sample size; the variance as in `differenceP`.
 */
export function effectiveEpisodes({ starts, both }: Panel, horizon: number): number {
  const episodes = totalOf(starts);
  const rate = totalOf(both) / episodes;
  const residuals = starts.map((count, at) => both[at]! - rate * count);
  const variance = varianceOfSum(residuals, 2 * horizon) / episodes ** 2;
  return variance > 0 ? Math.min(episodes, (rate * (1 - rate)) / variance) : episodes;
}
