import type { Day } from "../../base/day.ts";

/** Position of the last of ordered days before the calendar month that the one at `end` lies in; −1 where there is none. */
export function lastBeforeMonth(days: readonly Day[], end: number): number {
  const month = days[end]!.slice(0, 7);
  let at = end;
  while (at >= 0 && days[at]!.startsWith(month)) at--;
  return at;
}
