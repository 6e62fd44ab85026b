/** Prices at which swings gathered. */
export interface Level {
  /** Mean of the swings' prices. */
  readonly price: number;
  /** How many swings it has. */
  readonly touches: number;
  /** Position of the latest of them. */
  readonly latest: number;
}

/**
 * Positions of swing highs (sign 1) or lows (sign −1): values beyond each of the `bars` before and not behind any of the `bars`
 * after, so that the first of equal neighbours counts, once. What has fewer bars after it is not yet a swing.
 */
export function swings(values: Float64Array, bars: number, sign: 1 | -1): number[] {
  const found: number[] = [];
  for (let at = bars; at < values.length - bars; at++) {
    const mark = sign * values[at]!;
    let stands = true;
    for (let step = 1; stands && step <= bars; step++) {
      stands = sign * values[at - step]! < mark && sign * values[at + step]! <= mark;
    }
    if (stands) found.push(at);
  }
  return found;
}

/** Groups swings by price, from the lowest up: a group reaches no further than `tolerance` above its lowest. */
export function levels(
  values: Float64Array,
  swings: readonly number[],
  tolerance: number,
): Level[] {
  const byPrice = swings.toSorted((a, b) => values[a]! - values[b]! || a - b);
  const groups: number[][] = [];
  for (const at of byPrice) {
    const group = groups.at(-1);
    if (group && values[at]! - values[group[0]!]! <= tolerance) group.push(at);
    else groups.push([at]);
  }
  return groups.map((group) => ({
    price: group.reduce((total, at) => total + values[at]! / group.length, 0),
    touches: group.length,
    latest: Math.max(...group),
  }));
}
