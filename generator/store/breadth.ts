import type { Day } from "../base/day.ts";
import type { Calendar } from "../publication/calendars/calendar.ts";
import type { History } from "./asof.ts";

/**
 * How many of several series rose from the period before (`advances`), or how many there were to rise (`members`), for each period
 * that all of them have with the one before it. A count is public when the last of its figures is.
 */
export function breadthHistory(
  series: string,
  as: "advances" | "members",
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
    const rose = pairs.filter(
      ({ history: { values }, at, earlier }) => values[at]! > values[earlier]!,
    );
    days.push(day);
    found.push({
      value: as === "members" ? inputs.length : rose.length,
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
