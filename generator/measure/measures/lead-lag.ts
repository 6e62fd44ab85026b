import { laggedCorrelation, type LaggedCorrelation } from "../statistics/cross-correlation.ts";
import { fixed, found, type PairMeasure } from "../definition.ts";
import { lacking } from "../reading.ts";

/** Each half has to show the lead at this level, uncorrected. */
const HALF_LEVEL = 0.05;
const LEVEL = 0.05;

/**
 * Whether one of a pair comes before the other: of the lags of 1 to `lags` common sessions either way, the one at which the newest
 * `window` log returns are correlated most clearly. `leadSessions` is above zero where the first comes before the second; with it the
 * correlation at that lag, its 95% interval, the number of returns, and the p value, corrected over all lags and over
 * every pair of subjects that have prices (Bonferroni). `leadHolds` is 1 where that is under 5% and both halves of the window show
 * the same sign at that lag with p under 5%, else 0: only then may a text say that one leads.
 *
 * It tells of an order in time, not of a cause. Of prices struck at different hours of a day the later one seems to follow.
 * Source: standard errors of W. K. Newey and K. D. West (Econometrica 55, 1987).
 */
export function leadLag(window: number, lags: number): PairMeasure {
  return {
    method: "lead-lag",
    parameters: { window, lags, confidence: 95 },
    countsPairs: true,
    outputs: [
      fixed("leadSessions", "sessions", 0),
      fixed("leadCorrelation", "correlation", 2),
      fixed("leadLow", "correlation", 2),
      fixed("leadHigh", "correlation", 2),
      fixed("leadP", "ratio", 2),
      fixed("leadN", "count", 0),
      fixed("leadHolds", "count", 0),
    ],
    compute(pair, { pairs }) {
      const returns = pair.returns(window);
      if (!returns.ok) return returns;
      const { first, second, used } = returns;
      const clearest = clearestLag(first, second, lags);
      if (!clearest) return lacking("constant");
      const { lag, r, low, high } = clearest;
      const p = Math.min(1, clearest.p * 2 * lags * pairs);
      const middle = Math.floor(first.length / 2);
      const isInBoth = [
        [0, middle],
        [middle, first.length],
      ].every(([from, to]) => {
        const half = laggedCorrelation(first.subarray(from, to), second.subarray(from, to), lag);
        return half && Math.sign(half.r) === Math.sign(r) && half.p < HALF_LEVEL;
      });
      return found(
        {
          leadSessions: lag,
          leadCorrelation: r,
          leadLow: low,
          leadHigh: high,
          leadP: p,
          leadN: first.length,
          leadHolds: p < LEVEL && isInBoth ? 1 : 0,
        },
        ...used,
      );
    },
  };
}

function clearestLag(
  first: Float64Array,
  second: Float64Array,
  lags: number,
): LaggedCorrelation | undefined {
  let clearest: LaggedCorrelation | undefined;
  for (let lag = -lags; lag <= lags; lag++) {
    const at = lag === 0 ? undefined : laggedCorrelation(first, second, lag);
    if (at && (!clearest || at.p < clearest.p)) clearest = at;
  }
  return clearest;
}
