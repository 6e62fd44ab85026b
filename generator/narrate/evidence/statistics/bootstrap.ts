import { randomFrom } from "../../../base/random.ts";

const RESAMPLES = 1000;
/** The 2.5% and 97.5% quantiles of 1,000 sorted values, counted from 0. */
const [LOW, HIGH] = [24, 975];

/**
 * A 95% percentile interval of the hit rate after episodes minus that of all periods, in percentage points. Periods are drawn
 * with their episodes in blocks laid around a circle, so that what lies close together stays together. Blocks are as long as the
 * horizon, or the cube root of the number of periods where that is more (Hall, Horowitz and Jing 1995).
 * Source: D. N. Politis and J. P. Romano, A circular block-resampling procedure for stationary data (Exploring the Limits of
 * Bootstrap, 1992).
 * @param seed the same seed gives the same interval.
 */
export function bootstrapDifference(
  hits: Float64Array,
  starts: readonly number[],
  horizon: number,
  seed: string,
): { readonly low: number; readonly high: number } {
  const length = blockLength(hits.length, horizon);
  const blocks = Math.round(hits.length / length);
  const sums = circularSums(hits, starts, length);
  const random = randomFrom(seed);
  const drawn: number[] = [];
  while (drawn.length < RESAMPLES) {
    let [all, episodes, both] = [0, 0, 0];
    for (let block = 0; block < blocks; block++) {
      const at = Math.floor(random() * hits.length);
      all += sums.all[at]!;
      episodes += sums.episodes[at]!;
      both += sums.both[at]!;
    }
    if (episodes > 0) drawn.push(100 * (both / episodes - all / (blocks * length)));
  }
  drawn.sort((a, b) => a - b);
  return { low: drawn[LOW]!, high: drawn[HIGH]! };
}

/** Length of a block for so many periods; no longer than a quarter of them. */
export function blockLength(count: number, horizon: number): number {
  const wanted = Math.max(horizon, Math.round(Math.cbrt(count)));
  return Math.max(1, Math.min(wanted, Math.floor(count / 4)));
}

interface Sums {
  readonly all: Float64Array;
  readonly episodes: Float64Array;
  readonly both: Float64Array;
}

/** Of the block that begins at each period: its hits, its episodes, and the episodes that hit. */
function circularSums(hits: Float64Array, starts: readonly number[], length: number): Sums {
  const count = hits.length;
  const isStart = new Float64Array(count);
  for (const at of starts) isStart[at] = 1;
  const sliding = (value: (at: number) => number): Float64Array => {
    const sums = new Float64Array(count);
    let sum = 0;
    for (let at = 0; at < length; at++) sum += value(at % count);
    for (let at = 0; at < count; at++) {
      sums[at] = sum;
      sum += value((at + length) % count) - value(at);
    }
    return sums;
  };
  return {
    all: sliding((at) => hits[at]!),
    episodes: sliding((at) => isStart[at]!),
    both: sliding((at) => isStart[at]! * hits[at]!),
  };
}
