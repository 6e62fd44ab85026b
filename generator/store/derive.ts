import type { Day } from "../base/day.ts";
import type { History } from "./asof.ts";
import type { Breadth } from "./breadth.ts";
import type { Series } from "../publication/catalogue.ts";

type Derivation = Exclude<NonNullable<Series["derive"]>["as"], "creations" | Breadth>;

interface Combination {
  /** What the first input's value counts for; left out, itself. */
  readonly first?: (value: number) => number;
  /** Adds the next input's value to what stands so far. */
  readonly next: (sofar: number, value: number) => number;
}

const COMBINE: Readonly<Record<Derivation, Combination>> = {
  sum: { next: (sofar, value) => sofar + value },
  difference: { next: (sofar, value) => sofar - value },
  ratio: { next: (sofar, value) => sofar / value },
  highest: { next: Math.max },
  lowest: { next: Math.min },
  positive: {
    first: (value) => Number(value > 0),
    next: (sofar, value) => sofar + Number(value > 0),
  },
  negative: {
    first: (value) => Number(value < 0),
    next: (sofar, value) => sofar + Number(value < 0),
  },
};

/**
 * A series computed from others, for each period that all of them have: their sum, the first minus (divided by) the
 * others in turn, the highest or lowest of them, or how many are above (below) zero. A value is public when the last of its inputs is; its revision counts theirs. Periods without a finite
 * result (a division by zero) are left out.
 */
export function deriveHistory(series: string, as: Derivation, inputs: readonly History[]): History {
  const [first, ...others] = inputs;
  if (first === undefined) throw new Error(`${series} is derived from nothing`);
  const length = first.days.length;
  const days: Day[] = [];
  const values = new Float64Array(length);
  const publics = new Float64Array(length);
  const revisions = new Uint16Array(length);
  const cursors = others.map(() => 0);
  const { first: begin = (value: number) => value, next: combine } = COMBINE[as];

  for (let at = 0; at < length; at++) {
    const day = first.days[at]!;
    let value = begin(first.values[at]!);
    let published = first.publics[at]!;
    let revision = first.revisions[at]!;
    const complete = others.every((other, index) => {
      let cursor = cursors[index]!;
      while (cursor < other.days.length && other.days[cursor]! < day) cursor++;
      cursors[index] = cursor;
      if (other.days[cursor] !== day) return false;
      value = combine(value, other.values[cursor]!);
      published = Math.max(published, other.publics[cursor]!);
      revision += other.revisions[cursor]!;
      return true;
    });
    if (!complete || !Number.isFinite(value)) continue;
    const to = days.push(day) - 1;
    values[to] = value;
    publics[to] = published;
    revisions[to] = revision;
  }
  return {
    series,
    days,
    values: values.subarray(0, days.length),
    publics: publics.subarray(0, days.length),
    revisions: revisions.subarray(0, days.length),
  };
}
