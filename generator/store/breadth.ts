import type { Series } from "../publication/catalogue.ts";
import type { Day } from "../base/day.ts";
import type { Calendar } from "../publication/calendars/calendar.ts";
import type { History } from "./asof.ts";

/** What is told of several series together. */
export type Breadth = Extract<
  NonNullable<Series["derive"]>["as"],
  "advances" | "members" | "lowestChange" | "highestChange"
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
};

/**
 * How many of several series rose from the period before (`advances`), how many there were to rise (`members`), or the lowest and
 * the highest of their changes in percent, for each period that all of them have with the one before it. Public when the last of its figures is.
 */
export function breadthHistory(
  series: string,
  as: Breadth,
  inputs: readonly History[],
  calendar: Calendar,
): History {
  const places = inputs.map(({ days }) => new Map(days.map((day, at) => [day, at])));
  const days: Day[] = [];
  const found: { value: number; published: number; revision: number }[] = [];
  for (const day of inputs[0]?.days ?? []) {
    const before = calendar.covers(day) ? calendar.previous(day) : undefined;
    const pairs = inputs.flatMap((history, index) => {
      const [at, earlier] = [day, before ?? ""].map((each) => places[index]!.get(each));
      return at === undefined || earlier === undefined ? [] : [{ history, at, earlier }];
    });
    if (pairs.length < inputs.length) continue;
    const changes = pairs.map(
      ({ history: { values }, at, earlier }) => (values[at]! / values[earlier]! - 1) * 100,
    );
    days.push(day);
    found.push({
      value: COUNTS[as](changes),
      published: Math.max(
        ...pairs.flatMap(({ history: { publics }, at, earlier }) => [
          publics[at]!,
          publics[earlier]!,
        ]),
      ),
      revision: pairs.reduce(
        (sum, { history: { revisions }, at, earlier }) =>
          sum + revisions[at]! + revisions[earlier]!,
        0,
      ),
    });
  }
  return {
    series,
    days,
    values: Float64Array.from(found, ({ value }) => value),
    publics: Float64Array.from(found, ({ published }) => published),
    revisions: Uint16Array.from(found, ({ revision }) => revision),
  };
}
