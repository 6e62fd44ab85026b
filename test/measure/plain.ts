/** Textbook formulas over plain arrays, for tests to compare with. */

export function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}

export function sampleDeviation(values: readonly number[]): number {
  const centre = mean(values);
  const squares = values.reduce((total, value) => total + (value - centre) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}

export function logReturns(values: readonly number[]): number[] {
  return values.slice(1).map((value, at) => Math.log(value / values[at]!));
}

/** Pearson's r in two passes. */
export function correlation(x: readonly number[], y: readonly number[]): number {
  const [a, b] = [mean(x), mean(y)];
  let [xy, xx, yy] = [0, 0, 0];
  x.forEach((value, at) => {
    xy += (value - a) * (y[at]! - b);
    xx += (value - a) ** 2;
    yy += (y[at]! - b) ** 2;
  });
  return xy / Math.sqrt(xx * yy);
}
