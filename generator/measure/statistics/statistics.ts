import * as simple from "simple-statistics";
import { student975 } from "./student.ts";

/** Spreads below this share of the values' own size are rounding, not movement. */
const NOISE = 1e-12;

/** The 97.5 % quantile of the standard normal distribution. */
export const NORMAL_975 = 1.959963984540054;

/** simple-statistics reads its input by index, `length` and `slice` alone, all of which a Float64Array has. */
function asList(values: Float64Array): readonly number[] {
  return values as unknown as readonly number[];
}

/** Arithmetic mean of one value or more. */
export function mean(values: Float64Array): number {
  return simple.mean(asList(values));
}

export function sum(values: Float64Array): number {
  return simple.sum(asList(values));
}

/** The middle value, or the mean of the middle two. */
export function median(values: Float64Array): number {
  return simple.median(asList(values));
}

/** The value below which a share of the ascending values lies, between two of them by proportion (type 7 of Hyndman and Fan 1996). */
export function quantile(ascending: Float64Array, share: number): number {
  const place = (ascending.length - 1) * share;
  const below = Math.floor(place);
  const from = ascending[below]!;
  return from + (place - below) * ((ascending[below + 1] ?? from) - from);
}

/** Standard deviation of a sample (n − 1) of two values or more. */
export function sampleDeviation(values: Float64Array): number {
  return simple.sampleStandardDeviation(asList(values));
}

/** True when the values differ by no more than rounding, relative to the largest of them or to `scale` where that is more. */
export function isConstant(values: Float64Array, scale = 0): boolean {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return high - low <= NOISE * Math.max(scale, Math.abs(low), Math.abs(high));
}

/**
 * Where a score stands among values, 0 to 100: the mean of the share below it and the share not above it (the `mean` rank
 * of scipy.stats.percentileofscore).
 */
export function percentileRank(values: Float64Array, score: number): number {
  let below = 0;
  let equal = 0;
  for (const value of values) {
    if (value < score) below++;
    else if (value === score) equal++;
  }
  return ((below + equal / 2) / values.length) * 100;
}

/** The share of the values that are below a score, 0 to 100: 0 for the lowest, 99.6 for the highest of 250. */
export function shareBelow(values: Float64Array, score: number): number {
  let below = 0;
  for (const value of values) if (value < score) below++;
  return (below / values.length) * 100;
}

/** ln(x[t] ÷ x[t − 1]), one fewer than the values; undefined where a value is not above zero. */
export function logReturns(values: Float64Array): Float64Array | undefined {
  return returnsOf(values, Math.log);
}

/** x[t] ÷ x[t − 1] − 1, one fewer than the values; undefined where a value is not above zero. */
export function simpleReturns(values: Float64Array): Float64Array | undefined {
  return returnsOf(values, (ratio) => ratio - 1);
}

function returnsOf(values: Float64Array, of: (ratio: number) => number): Float64Array | undefined {
  const returns = new Float64Array(Math.max(0, values.length - 1));
  if (!(values[0]! > 0)) return undefined;
  for (let at = 1; at < values.length; at++) {
    if (!(values[at]! > 0)) return undefined;
    returns[at - 1] = of(values[at]! / values[at - 1]!);
  }
  return returns;
}

/** Pearson's r of two samples of log returns, within [−1, 1]; undefined where one of them is constant. */
export function pearson(first: Float64Array, second: Float64Array): number | undefined {
  if (isConstant(first, 1) || isConstant(second, 1)) return undefined;
  const r = simple.sampleCorrelation(asList(first), asList(second));
  return Math.max(-1, Math.min(1, r));
}

/** Fisher's interval around Pearson's r of n pairs, n above 3: tanh(atanh r ± z ÷ √(n − 3)), z for 95 %. */
export function fisherInterval(
  r: number,
  n: number,
): { readonly low: number; readonly high: number } {
  const centre = Math.atanh(r);
  const reach = NORMAL_975 / Math.sqrt(n - 3);
  return { low: Math.tanh(centre - reach), high: Math.tanh(centre + reach) };
}

/**
 * The least-squares slope of y on x with its 95 % interval: slope ± t × √(Σe² ÷ (n − 2) ÷ Σ(x − x̄)²), t the quantile of Student
 * with n − 2 degrees of freedom. Undefined where x does not vary.
 */
export function slope(
  x: Float64Array,
  y: Float64Array,
): { readonly slope: number; readonly low: number; readonly high: number } | undefined {
  if (isConstant(x, 1)) return undefined;
  const [meanX, meanY] = [mean(x), mean(y)];
  let [xx, xy] = [0, 0];
  x.forEach((value, at) => {
    xx += (value - meanX) ** 2;
    xy += (value - meanX) * (y[at]! - meanY);
  });
  const value = xy / xx;
  let left = 0;
  x.forEach((each, at) => (left += (y[at]! - meanY - value * (each - meanX)) ** 2));
  const degrees = x.length - 2;
  const reach = student975(degrees) * Math.sqrt(left / degrees / xx);
  return { slope: value, low: value - reach, high: value + reach };
}
