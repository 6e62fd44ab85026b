import type { Day } from "../base/day.ts";
import type { History } from "./asof.ts";
import type { Breadth } from "./breadth.ts";
import type { Series } from "../publication/catalogue.ts";

type Derivation = Exclude<NonNullable<Series["derive"]>["as"], "creations" | Breadth>;

/** Combines the value so far with the next input's. */
const COMBINE: Readonly<Record<Derivation, (sofar: number, next: number) => number>> = {
  sum: (sofar, next) => sofar + next,
  difference: (sofar, next) => sofar - next,
  ratio: (sofar, next) => sofar / next,
};

/**
 * A series computed from others, for each period that all of them have: their sum, or the first minus (divided by) the
 * others in turn. A value is public when the last of its inputs is; its revision counts theirs. Periods without a finite
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
  const combine = COMBINE[as];

  for (let at = 0; at < length; at++) {
    const day = first.days[at]!;
    let value = first.values[at]!;
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
