/** Prices at which swings gathered. */
export interface Level {
  /** Price of the latest of its swings. */
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

/**
 * Gathers swings, given from the earliest on, into levels, from the lowest up. A swing joins the level that is nearest to its price, if
 * that lies no further away than its own `tolerance`, and begins a level otherwise; a level has the price of its latest swing. What is
 * gathered does not depend on what comes after, so that a level stays where it is until the price has turned there again.
 */
export function levels(
  values: Float64Array,
  swings: readonly number[],
  tolerance: (at: number) => number,
): Level[] {
  const gathered: Level[] = [];
  for (const at of swings) {
    const price = values[at]!;
    const near = nearestTo(price, gathered);
    if (near && Math.abs(near.price - price) <= tolerance(at)) {
      gathered[gathered.indexOf(near)] = { price, touches: near.touches + 1, latest: at };
    } else gathered.push({ price, touches: 1, latest: at });
  }
  return gathered.toSorted((a, b) => a.price - b.price || a.latest - b.latest);
}

function nearestTo(price: number, levels: readonly Level[]): Level | undefined {
  let nearest: Level | undefined;
  for (const each of levels) {
    if (!nearest || Math.abs(each.price - price) < Math.abs(nearest.price - price)) nearest = each;
  }
  return nearest;
}
