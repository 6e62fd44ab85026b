/**
 * Wilder's average of `count` figures, `count` at least `period`: the plain mean of the first `period`, then each further one
 * takes the share 1 ÷ `period`.
 * Source: J. Welles Wilder, New Concepts in Technical Trading Systems (1978).
 */
function wilderAverage(count: number, period: number, figure: (at: number) => number): number {
  let average = 0;
  for (let at = 0; at < period; at++) average += figure(at) / period;
  for (let at = period; at < count; at++) average += (figure(at) - average) / period;
  return average;
}

/**
 * Wilder's relative strength index, 0 to 100, of `period` + 1 values or more: 100 × G ÷ (G + L), where G and L are Wilder's
 * averages of the gains and of the losses. Undefined where nothing has moved.
 * Source: Wilder (1978), section VI.
 */
export function relativeStrength(values: Float64Array, period: number): number | undefined {
  const count = values.length - 1;
  const change = (at: number): number => values[at + 1]! - values[at]!;
  const gains = wilderAverage(count, period, (at) => Math.max(change(at), 0));
  const losses = wilderAverage(count, period, (at) => Math.max(-change(at), 0));
  return gains + losses === 0 ? undefined : (gains / (gains + losses)) * 100;
}

/** Candles as columns of the same length; closes alone may stand for all three. */
export interface Candles {
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
}

/**
 * Wilder's average true range of `period` + 1 candles or more, in the unit of the price. The true range of a candle is the
 * widest of high − low, |high − previous close| and |low − previous close|; the first candle has none.
 * Source: Wilder (1978), section III.
 */
export function averageTrueRange(candles: Candles, period: number): number {
  return wilderAverage(candles.close.length - 1, period, (at) => trueRange(candles, at + 1));
}

/** The plain mean of the true ranges of the `period` candles that end at `last`, `last` at least `period`, in the unit of the price. */
export function meanTrueRange(candles: Candles, period: number, last: number): number {
  let total = 0;
  for (let at = last - period + 1; at <= last; at++) total += trueRange(candles, at);
  return total / period;
}

function trueRange({ high, low, close }: Candles, at: number): number {
  const before = close[at - 1]!;
  return Math.max(high[at]!, before) - Math.min(low[at]!, before);
}
