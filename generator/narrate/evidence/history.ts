import { dayNumber, type Day } from "../../base/day.ts";
import { countBefore } from "../../base/search.ts";
import type { Outcomes } from "./outcomes.ts";
import { until, type Step } from "./runs.ts";
import type { Held } from "./track.ts";

/** Where a target stood on each past day: the position of the newest period known at the cut-off, −1 where there was none. */
export interface Standing {
  readonly first: number;
  readonly positions: Int32Array;
}

/** Reads the steps of a target up to a day, against its history as known then. */
export function standingOf(steps: readonly Step[], outcomes: Outcomes, day: Day): Standing {
  const past = until(steps, dayNumber(day));
  const first = past[0]?.[0] ?? 0;
  const positions = new Int32Array(past.length === 0 ? 0 : dayNumber(day) - first + 1).fill(-1);
  const { numbers } = outcomes;
  for (const [start, period, length] of past) {
    let at = countBefore(numbers.length, (place) => numbers[place]! < period);
    for (let step = 0; step < length; step++) {
      while (numbers[at]! < period + step) at += 1;
      if (numbers[at] === period + step) positions[start - first + step] = at;
    }
  }
  return { first, positions };
}

/** A rule's past in the periods of its target. */
export interface TargetHistory {
  /** Position at which the rule could first be evaluated. */
  readonly from: number;
  /** Positions at which it held, ascending, each once: the newest period on each day that it held. */
  readonly held: readonly number[];
}

/** Puts the days on which a rule held into the periods of its target; undefined where the target was never known. */
export function historyOf(
  { first, days }: Held,
  standing: Standing,
  day: Day,
): TargetHistory | undefined {
  if (first > dayNumber(day)) return undefined;
  const start = Math.max(0, first - standing.first);
  const from = standing.positions.subarray(start).find((position) => position >= 0);
  if (from === undefined) return undefined;
  const held: number[] = [];
  let before = -1;
  for (const [begun, length] of until(days, dayNumber(day)))
    for (let at = begun - standing.first; at < begun - standing.first + length; at++) {
      const position = standing.positions[at] ?? -1;
      if (position >= from && position !== before) held.push((before = position));
    }
  return { from, held };
}
