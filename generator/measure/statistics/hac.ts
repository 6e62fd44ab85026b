/**
 * How many lags the autocorrelation of `count` values is followed over: ⌊4 (count ÷ 100)^(2/9)⌋.
 * Source: W. K. Newey and K. D. West, Automatic lag selection in covariance matrix estimation (Review of Economic Studies 61, 1994).
 */
export function lagsFor(count: number): number {
  return Math.floor(4 * (count / 100) ** (2 / 9));
}

/**
 * The variance of the sum of scores with mean zero that may be autocorrelated up to `lags`: Σ s² + 2 Σ w(k) Σ s(t) s(t − k), with
 * Bartlett's weights w(k) = 1 − k ÷ (lags + 1); never below zero. Divided by count² it is that of their mean. Those weights are
 * a box laid over itself, so the same is the mean square of the sums of `lags` + 1 neighbours, times their number: one pass.
 * Source: W. K. Newey and K. D. West, A simple, positive semi-definite, heteroskedasticity and autocorrelation consistent
 * covariance matrix (Econometrica 55, 1987).
 */
export function varianceOfSum(scores: Float64Array, lags: number): number {
  const count = scores.length;
  let [total, sum] = [0, 0];
  for (let at = 0; at < count + lags; at++) {
    if (at < count) sum += scores[at]!;
    if (at > lags) sum -= scores[at - lags - 1]!;
    total += sum * sum;
  }
  return total / (lags + 1);
}
