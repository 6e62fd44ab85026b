/**
 * Adjusted p values, each the least rate of false discoveries at which its test would count: the smallest of p(j) m ÷ j over all
 * ranks j from its own upwards, 1 at most.
 * Source: Y. Benjamini and Y. Hochberg, Controlling the false discovery rate (JRSS B 57, 1995).
 * @returns in the order of `pValues`.
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  const count = pValues.length;
  const descending = pValues.map((_, at) => at).sort((a, b) => pValues[b]! - pValues[a]!);
  const adjusted = pValues.map(() => 1);
  let least = 1;
  for (const [index, at] of descending.entries()) {
    least = Math.min(least, (pValues[at]! * count) / (count - index));
    adjusted[at] = least;
  }
  return adjusted;
}
