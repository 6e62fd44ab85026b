import { lagsFor, varianceOfSum } from "./hac.ts";
import { twoSidedP } from "./normal.ts";
import { isConstant, NORMAL_975 } from "./statistics.ts";

/** The correlation of one series with another that many periods later, with what autocorrelation leaves of its certainty. */
export interface LaggedCorrelation {
  /** Periods by which the first series comes before the second; negative where it comes after. */
  readonly lag: number;
  readonly r: number;
  readonly low: number;
  readonly high: number;
  /** Two-sided, of no correlation at this lag; not corrected for the number of lags looked at. */
  readonly p: number;
}

/**
 * The correlation of x(t) and y(t + lag): the slope of the one on the other, both standardised over the pairs that there are. Its
 * standard error is Newey and West's (1987), so that neither autocorrelation nor changing variance makes it look too sure.
 * @returns undefined where one of them is constant.
 */
export function laggedCorrelation(
  x: Float64Array,
  y: Float64Array,
  lag: number,
): LaggedCorrelation | undefined {
  const first = standardised(x.subarray(Math.max(0, -lag), x.length - Math.max(0, lag)));
  const second = standardised(y.subarray(Math.max(0, lag), y.length - Math.max(0, -lag)));
  if (!first || !second) return undefined;
  const count = first.length;
  let product = 0;
  for (let at = 0; at < count; at++) product += first[at]! * second[at]!;
  const r = Math.max(-1, Math.min(1, product / count));
  const scores = first.map((value, at) => value * (second[at]! - r * value));
  const error = Math.sqrt(varianceOfSum(scores, lagsFor(count))) / count;
  return {
    lag,
    r,
    low: Math.max(-1, r - NORMAL_975 * error),
    high: Math.min(1, r + NORMAL_975 * error),
    p: error > 0 ? twoSidedP(r / error) : 0,
  };
}

/** Values with mean zero and mean square one; undefined where they do not differ. */
function standardised(values: Float64Array): Float64Array | undefined {
  if (isConstant(values, 1)) return undefined;
  let total = 0;
  for (const value of values) total += value;
  const centre = total / values.length;
  let square = 0;
  for (const value of values) square += (value - centre) ** 2;
  const scale = Math.sqrt(square / values.length);
  return values.map((value) => (value - centre) / scale);
}
