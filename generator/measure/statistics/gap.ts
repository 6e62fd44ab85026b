import type { Day } from "../../base/day.ts";
import type { SharedPeriods } from "../../publication/calendars/common.ts";

/**
 * True when more than `allowed` periods of the calendar are missing in a row between two positions, both inclusive.
 * Halves the stretch around what is missing, so that a complete one costs a single count. Before the calendar's table
 * begins, nothing is known to be missing.
 */
export function hasGap(
  calendar: SharedPeriods,
  days: readonly Day[],
  first: number,
  last: number,
  allowed: number,
): boolean {
  if (last <= first || !calendar.covers(days[last]!)) return false;
  const adjacent = last - first === 1;
  if (calendar.covers(days[first]!)) {
    const missing = calendar.periodsBetween(days[first]!, days[last]!) - (last - first);
    if (missing <= allowed) return false;
    if (adjacent) return true;
  } else if (adjacent) return false;
  const middle = (first + last) >>> 1;
  return (
    hasGap(calendar, days, first, middle, allowed) || hasGap(calendar, days, middle, last, allowed)
  );
}
