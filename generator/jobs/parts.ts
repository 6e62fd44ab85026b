import { addDays, dayNumber, type Day } from "../base/day.ts";
import { witnessGroups } from "../gather/guards/witness-groups.ts";
import type { Series } from "../publication/catalogue.ts";
import type { Narrative } from "../narrate/narrative.ts";
import type { Share } from "./job.ts";

/**
 * Rules are worked out in so many parts at most, and where nobody works yet: more work out the same measures more often, fewer keep fewer cores
 * busy.
 */
const MOST = 4;

/** Files are read in parts of at least so many: less is read sooner by one. */
const FEWEST_FILES = 20;

/** Subjects are measured in shares of at least so many, and by so many workers at most: what all shares need each loads and measures for itself. */
const FEWEST_SUBJECTS = 250;
const MOST_SHARES = 16;

/** Past that is worked out in parts: less is worked out sooner by whoever makes the edition. */
const LONG_PAST_DAYS = 60;

/** Whether what was worked out until a day leaves so much past before an edition that it is worth being done in parts. */
export function isLongPast(until: number | undefined, day: Day): boolean {
  return until === undefined || until < dayNumber(addDays(day, -LONG_PAST_DAYS));
}

/** In how many parts records are worked out. @param slots so many jobs are done at a time by all workers; none where nobody works yet */
export function recordParts(slots: number): number {
  return slots === 0 ? MOST : Math.min(slots, MOST);
}

/** In how many parts files of data are read. @param slots by all workers of the folder */
export function gatherParts(slots: number, series: Iterable<Series>): number {
  const files = new Set([...series].flatMap(({ from }) => from?.file ?? []));
  return Math.max(1, Math.min(slots, MOST, Math.floor(files.size / FEWEST_FILES)));
}

/**
 * In how many shares the subjects of each of some editions are measured, which are made at once too.
 * @param slots by all workers of the folder
 * @param subjects so many can be parted
 */
export function subjectShares(slots: number, editions: number, subjects: number): number {
  const most = Math.min(Math.floor(slots / editions), MOST_SHARES);
  return Math.max(1, Math.min(most, Math.floor(subjects / FEWEST_SUBJECTS)));
}

/** Each share of so many. */
export function sharesOf(of: number): Share[] {
  return Array.from({ length: of }, (_, at) => ({ part: at + 1, of }));
}

/** The narratives of one part: those with a target, every so manieth. */
export function partOf(narratives: readonly Narrative[], { part, of }: Share): Narrative[] {
  return narratives.filter(({ evidence }) => evidence).filter((_, at) => at % of === part - 1);
}

/** Live sources in groups that must be asked in one run, since series of theirs bear witness of each other. */
export function sourceGroups(series: Iterable<Series>): string[][] {
  return witnessGroups(series, ({ live }) => live?.by);
}
