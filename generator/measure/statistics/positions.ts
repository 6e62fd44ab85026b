import { countBefore } from "../../base/search.ts";
import type { Day } from "../../base/day.ts";

/** Position of the first day that is not before `day`; the length when all are. */
export function firstFrom(days: readonly Day[], day: Day): number {
  return countBefore(days.length, (at) => days[at]! < day);
}

/** Position of the last day that is not after `day`; -1 when all are. */
export function lastUntil(days: readonly Day[], day: Day): number {
  const at = firstFrom(days, day);
  return days[at] === day ? at : at - 1;
}
