import type { Series } from "../publication/catalogue.ts";
import type { Day } from "../base/day.ts";
import type { Calendar } from "../publication/calendars/calendar.ts";
import type { History } from "./asof.ts";

/** What is told of several series together. */
export type Breadth = Extract<
  NonNullable<Series["derive"]>["as"],
  "advances" | "members" | "lowestChange" | "highestChange" | "changeRange"
>;

export function isBreadth(as: NonNullable<Series["derive"]>["as"]): as is Breadth {
  return Object.hasOwn(COUNTS, as);
}

/** What of the changes of all series, in percent, is told. */
const COUNTS: Readonly<Record<Breadth, (changes: readonly number[]) => number>> = {
  advances: (changes) => changes.filter((each) => each > 0).length,
  members: (changes) => changes.length,
  lowestChange: (changes) => Math.min(...changes),
  highestChange: (changes) => Math.max(...changes),
  changeRange: (changes) => Math.max(...changes) - Math.min(...changes),
};

/**
 * How many of several series rose from the period before (`advances`), how many there were to rise (`members`), or the lowest and
 * the highest of their changes in percent or the range between these in percentage points, for each period that all of them have with the one before it. Public when the last of its figures is.
 */
export function breadthHistory(
  series: string,
  as: Breadth,
  inputs: readonly History[],
  calendar: Calendar,
): History {
  const days: Day[] = [];
  const found: { value: number; published: number; revision: number }[] = [];
  /** Of each series, how many of its days come before the one that is looked at. */
  const places = inputs.map(() => 0);
  for (const day of inputs[0]?.days ?? []) {
    const before = calendar.covers(day) ? calendar.previous(day) : undefined;
    if (before === undefined) continue;
    const changes: number[] = [];
    let published = -Infinity;
    let revision = 0;
    for (const [index, { days: own, values, publics, revisions }] of inputs.entries()) {
      while (own[places[index]!]! < day) places[index]! += 1;
      const at = places[index]!;
      if (own[at] !== day) break;
      let earlier = at - 1;
      while (own[earlier]! > before) earlier--;
      if (own[earlier] !== before) break;
      changes.push((values[at]! / values[earlier]! - 1) * 100);
      published = Math.max(published, publics[at]!, publics[earlier]!);
      revision += revisions[at]! + revisions[earlier]!;
    }
    if (changes.length < inputs.length) continue;
    days.push(day);
    found.push({ value: COUNTS[as](changes), published, revision });
  }
  return {
    series,
    days,
    values: Float64Array.from(found, ({ value }) => value),
    publics: Float64Array.from(found, ({ published }) => published),
    revisions: Uint16Array.from(found, ({ revision }) => revision),
  };
}
