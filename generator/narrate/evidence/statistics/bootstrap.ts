import { randomFrom } from "../../../base/random.ts";
import type { Panel } from "./panel.ts";

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
  panel: Panel,
  horizon: number,
  seed: string,
): { readonly low: number; readonly high: number } {
  const count = panel.hits.length;
  const length = blockLength(count, horizon);
  const blocks = Math.round(count / length);
  const sums = circularSums(panel, length);
  const random = randomFrom(seed);
  const drawn: number[] = [];
  while (drawn.length < RESAMPLES) {
    let [known, hits, episodes, both] = [0, 0, 0, 0];
    for (let block = 0; block < blocks; block++) {
      const at = Math.floor(random() * count);
      known += sums.known[at]!;
      hits += sums.hits[at]!;
      episodes += sums.episodes[at]!;
      both += sums.both[at]!;
    }
    if (episodes > 0) drawn.push(100 * (both / episodes - hits / known));
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
  readonly known: Float64Array;
  readonly hits: Float64Array;
  readonly episodes: Float64Array;
  readonly both: Float64Array;
}

/** Of the block that begins at each period: its outcomes, its hits, its episodes, and the episodes that hit. */
function circularSums({ known, hits, starts, both }: Panel, length: number): Sums {
  const count = hits.length;
  const sliding = (values: Float64Array): Float64Array => {
    const sums = new Float64Array(count);
    let sum = 0;
    for (let at = 0; at < length; at++) sum += values[at % count]!;
    for (let at = 0; at < count; at++) {
      sums[at] = sum;
      sum += values[(at + length) % count]! - values[at]!;
    }
    return sums;
  };
  return {
    known: sliding(known),
    hits: sliding(hits),
    episodes: sliding(starts),
    both: sliding(both),
  };
}
