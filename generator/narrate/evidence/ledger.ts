import { dayNumber, dayOf, type Day } from "../../base/day.ts";
import { cutoffOf } from "../edition.ts";
import type { Narrative } from "../narrative.ts";
import type { Kept } from "./cache.ts";
import { commonKey, ruleKey } from "./key.ts";
import { storedOf } from "../../store/archive.ts";
import { agreedUntil, digestData, digestDays, readBy } from "./data-digests.ts";
import type { Past } from "./past.ts";
import { targetsOf } from "./target.ts";
import { cutTracks, type Tracks } from "./track.ts";
import { EntryWalk, RuleWalk, walk } from "./walk.ts";

/** On which past days each rule held. */
export interface Ledger {
  readonly tracks: Tracks;
  /** What to keep for the next run; undefined where nothing is new. */
  readonly kept: Kept | undefined;
}

/**
 * Works out on which days up to `to` each narrative's rule held. What was kept before and still holds is taken over: a new day costs
 * that day, a changed rule only itself, a late value the days since the month in which it became public.
 * @param program digest of the program, as `rulesDigest` gives it.
 */
export function openLedger(
  past: Past,
  narratives: readonly Narrative[],
  to: Day,
  kept: Kept,
  program: string,
): Ledger {
  const { catalogue } = past;
  const common = commonKey(past, program);
  const now = digestData(past, kept.marks.days);
  const still = cutTracks(kept.tracks, (reads) => agreedUntil(kept.marks, now, reads));
  const last = dayNumber(to);
  const begin = firstDay(past, to) ?? last;
  const fresh = { until: begin - 1 };

  const rules = narratives.map((narrative) => {
    const [before, key] = [still.rules[narrative.id], ruleKey(narrative, common)];
    const reads = readBy(narrative, catalogue);
    const track = before?.key === key ? before : { key, reads, ...fresh, held: {} };
    return new RuleWalk(narrative, track, past);
  });
  const targets = narratives.flatMap((each) => targetsOf(each, catalogue).map(({ id }) => id));
  const entries = [...new Set(targets)].sort().map((series) => {
    const before = still.entries[series];
    const reads = storedOf(series, catalogue);
    const track = before?.key === common ? before : { key: common, reads, ...fresh, steps: [] };
    return new EntryWalk(series, track);
  });

  const isNew = [...rules, ...entries].some((each) => each.until < last);
  walk(past, [...rules, ...entries], last);
  const tracks: Tracks = {
    rules: { ...still.rules, ...byId(rules) },
    entries: { ...still.entries, ...byId(entries) },
  };
  if (!isNew) return { tracks, kept: undefined };
  const reached = [...Object.values(tracks.rules), ...Object.values(tracks.entries)];
  const marks = digestData(past, digestDays(begin, Math.max(...reached.map(({ until }) => until))));
  return { tracks, kept: { marks, tracks } };
}

function byId<T>(walks: readonly { readonly id: string; track(): T }[]): Record<string, T> {
  return Object.fromEntries(walks.map((each) => [each.id, each.track()]));
}

/** The first day to look at: that on which anything was first public, as known at a day's cut-off; undefined where nothing was. */
function firstDay(past: Past, day: Day): number | undefined {
  const view = past.view(cutoffOf(day, past.cutoff));
  let first = Number.POSITIVE_INFINITY;
  for (const { id, derive } of past.catalogue.series.values()) {
    const published = derive ? undefined : view.history(id).publics[0];
    if (published !== undefined) first = Math.min(first, published);
  }
  if (!Number.isFinite(first)) return undefined;
  return Math.max(
    dayNumber(dayOf(first)),
    past.from === undefined ? -Infinity : dayNumber(past.from),
  );
}
