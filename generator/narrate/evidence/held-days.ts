import { countBefore } from "../../base/search.ts";
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
    const held = days;
    const until = dayNumber(day);
    return countBefore(held.length, (at) => held[at]! <= until);
  };
}
