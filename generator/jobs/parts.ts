import { addDays, dayNumber, type Day } from "../base/day.ts";
import type { Series } from "../publication/catalogue.ts";
import { secondIdOf } from "../publication/catalogue.ts";
import type { Narrative } from "../narrate/narrative.ts";
import type { Task } from "./job.ts";

/** Rules are worked out in so many parts: more work out the same measures more often, fewer keep fewer cores busy. */
export const PARTS = 4;

/** Past that is worked out in parts: less is worked out sooner by whoever makes the edition. */
const LONG_PAST_DAYS = 60;

/** Whether what was worked out until a day leaves so much past before an edition that it is worth being done in parts. */
export function isLongPast(until: number | undefined, day: Day): boolean {
  return until === undefined || until < dayNumber(addDays(day, -LONG_PAST_DAYS));
}

/** The narratives of one part: those with a target, every so manieth. */
export function partOf(
  narratives: readonly Narrative[],
  { part, of }: Extract<Task, { kind: "records" }>,
): Narrative[] {
  return narratives.filter(({ evidence }) => evidence).filter((_, at) => at % of === part - 1);
}

/** Live sources in groups that must be asked in one run, since series of theirs bear witness of each other. */
export function sourceGroups(series: Iterable<Series>): string[][] {
  const live = new Map<string, Series>();
  for (const each of series) if (each.live !== undefined) live.set(each.id, each);
  const groups = new Map<string, Set<string>>();
  for (const { live: by } of live.values()) groups.set(by!.by, new Set([by!.by]));
  for (const { id, live: own, related } of live.values()) {
    for (const other of [...related, secondIdOf(id)]) {
      const its = live.get(other)?.live;
      if (!its) continue;
      const joined = groups.get(own!.by)!.union(groups.get(its.by)!);
      for (const source of joined) groups.set(source, joined);
    }
  }
  return [...new Set(groups.values())].map((group) => [...group].toSorted()).toSorted();
}
