import { NORMAL_975 } from "../../../measure/statistics/statistics.ts";
import type { Interval } from "../evidence.ts";

/**
 * A share of `count` trials in percent with its 95% interval: centre (p + z²÷2n) ÷ (1 + z²÷n), half-width
 * z √(p(1 − p)÷n + z²÷4n²) ÷ (1 + z²÷n).
 * Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference (JASA 22, 1927).
 */
export function wilson(hits: number, count: number): Interval {
  const share = hits / count;
  const square = NORMAL_975 ** 2 / count;
  const centre = (share + square / 2) / (1 + square);
  const spread = (share * (1 - share)) / count + square / (4 * count);
  const reach = (NORMAL_975 * Math.sqrt(spread)) / (1 + square);
  return {
    value: share * 100,
    low: Math.max(0, centre - reach) * 100,
    high: Math.min(1, centre + reach) * 100,
  };
}
