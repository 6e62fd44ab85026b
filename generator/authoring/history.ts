import { dayNumber, type Day, dayFromNumber } from "../base/day.ts";
import type { RuleTrack, Tracks } from "../narrate/evidence/track.ts";
import { daysOf, until } from "../narrate/evidence/runs.ts";
import type { Narrative } from "../narrate/narrative.ts";

/** Days, both included. */
export interface Range {
  readonly from: Day;
  readonly to: Day;
}

/** On how many days of a range a rule held, for whatever it can be about. */
export interface RuleHistory {
  /** Days since all that the rule reads was first available. */
  readonly told: number;
  /** Of them, days on which it held for one binding or more. */
  readonly held: number;
  /** The last day on which it held, before the range as well. */
  readonly last: Day | undefined;
}

/** How often rules held over a range of days, as the walk over the past found; by narrative. */
export function historiesOf(
  { rules }: Pick<Tracks, "rules">,
  narratives: readonly Narrative[],
  range: Range,
): ReadonlyMap<string, RuleHistory> {
  return new Map(narratives.map(({ id }) => [id, historyOf(rules[id], range)]));
}

function historyOf(track: RuleTrack | undefined, range: Range): RuleHistory {
  const [from, to] = [dayNumber(range.from), dayNumber(range.to)];
  const bindings = Object.values(track?.held ?? {});
  const firsts = bindings.flatMap(({ first }) => first ?? []);
  const first = Math.max(from, Math.min(...firsts, to + 1));
  const days = new Set(bindings.flatMap((held) => [...daysOf(until(held.days, to))]));
  const last = Math.max(...days, Number.NEGATIVE_INFINITY);
  return {
    told: Math.max(0, to - first + 1),
    held: [...days].filter((day) => day >= from).length,
    last: Number.isFinite(last) ? dayFromNumber(last) : undefined,
  };
}
