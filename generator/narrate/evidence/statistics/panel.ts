/**
 * Outcomes period by period, each summed over all subjects that are tested together; of a single subject every count is 0 or 1. What
 * happens to several on one day is no independent evidence: resampling and variances go by whole periods.
 */
export interface Panel {
  /** Subjects with a known outcome. */
  readonly known: Float64Array;
  /** Of them, those that hit. */
  readonly hits: Float64Array;
  /** Episodes that start. */
  readonly starts: Float64Array;
  /** Of them, those that hit. */
  readonly both: Float64Array;
}

/** The panel of one subject. @param starts positions at which an episode starts. */
export function panelOf(hits: Float64Array, starts: readonly number[]): Panel {
  const [begun, both] = [new Float64Array(hits.length), new Float64Array(hits.length)];
  for (const at of starts) {
    begun[at] = 1;
    both[at] = hits[at]!;
  }
  return { known: new Float64Array(hits.length).fill(1), hits, starts: begun, both };
}

/** One subject's part in a panel. */
export interface Part {
  /** Numbers of its periods since 1970-01-01, ascending. */
  readonly periods: Int32Array;
  /** 1 or 0 for each period. */
  readonly hits: Float64Array;
  /** Positions at which an episode starts. */
  readonly starts: readonly number[];
}

/** The panel of several subjects, over every period that any of them has. */
export function joinedPanel(parts: readonly Part[]): Panel {
  const { count, places, first } = placesOf(parts);
  const [known, hits, starts, both] = Array.from({ length: 4 }, () => new Float64Array(count)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (const { periods, hits: own, starts: begun } of parts) {
    for (let at = 0; at < periods.length; at++) {
      const place = places[periods[at]! - first]!;
      known[place]! += 1;
      hits[place]! += own[at]!;
    }
    for (const at of begun) {
      const place = places[periods[at]! - first]!;
      starts[place]! += 1;
      both[place]! += own[at]!;
    }
  }
  return { known, hits, starts, both };
}

/** How many periods any of them has, and the place of each among them, from the first on. */
function placesOf(parts: readonly Part[]): {
  readonly count: number;
  readonly places: Int32Array;
  readonly first: number;
} {
  let [first, last] = [Infinity, -Infinity];
  for (const { periods } of parts) {
    first = Math.min(first, periods[0] ?? Infinity);
    last = Math.max(last, periods.at(-1) ?? -Infinity);
  }
  const places = new Int32Array(Math.max(0, last - first + 1));
  for (const { periods } of parts)
    for (let at = 0; at < periods.length; at++) places[periods[at]! - first] = 1;
  let count = 0;
  for (let at = 0; at < places.length; at++) if (places[at] === 1) places[at] = count++;
  return { count, places, first };
}

/** Their sum, from the first to the last. By places: to go over a column by its iterator makes an object of each number. */
export function totalOf(column: Float64Array): number {
  let total = 0;
  for (let at = 0; at < column.length; at++) total += column[at]!;
  return total;
}
