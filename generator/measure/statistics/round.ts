/** A number with one digit that is not zero: 900, 1,000, 2,000. The greatest such number that is at most a value above zero. */
export function roundBelow(value: number): number {
  const unit = unitOf(value);
  return Math.floor(value / unit) * unit;
}

/** The smallest such number above a value above zero. */
export function roundAbove(value: number): number {
  return roundBelow(value) + unitOf(value);
}

/** Whether a round number is a one with zeros behind it: 1,000, not 2,000. */
export function isPowerOfTen(round: number): boolean {
  return Math.round(round / unitOf(round)) === 1;
}

/** The power of ten that gives a value its first digit. */
function unitOf(value: number): number {
  const [, exponent = "0"] = value.toExponential().split("e");
  return Number(`1e${exponent}`);
}

/**
 * The least figure that is as large as a mark: the mark, less what computing adds to a difference of two levels. A loss of 8.32% is larger than
 * one of 8.30%, though both print 8.3%; of two yields' changes of 0.16 points neither is.
 */
export function leastAsLarge(mark: number): number {
  return mark - NOISE;
}

/** Far below what any price, level or change is stated to. */
const NOISE = 1e-9;

/**
 * The least figure that is printed as a mark of zero or more is, with so many decimals: what is as large in print is not surpassed. Halves are
 * printed away from zero.
 */
export function leastPrintedAs(mark: number, decimals: number): number {
  const unit = 10 ** -decimals;
  return (Math.round(mark / unit) - 0.5) * unit;
}
