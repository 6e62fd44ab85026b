import { dayNumber, type Day } from "../../base/day.ts";
import { daysOf } from "./runs.ts";
import type { Tracks } from "./track.ts";

/** Counts, for rules whose tracks are worked out, the days up to a given one on which each held for anything it was bound to. */
export function heldDaysCounter(tracks: Tracks): (narrative: string, day: Day) => number {
  const known = new Map<string, readonly number[]>();
  return (narrative, day) => {
    let days = known.get(narrative);
    if (!days) {
      const held = Object.values(tracks.rules[narrative]?.held ?? {});
      const each = new Set(held.flatMap((of) => [...daysOf(of.days)]));
      known.set(narrative, (days = [...each].sort((a, b) => a - b)));
    }
    return countUntil(days, dayNumber(day));
  };
}

/** How many of the ascending days are not after one. */
function countUntil(days: readonly number[], day: number): number {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] as number) <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}
