import { dayNumber, dayOf, type Day } from "../../base/day.ts";
import { memoize } from "../../base/memo.ts";
import { cutoffOf } from "../edition.ts";
import type { Narrative } from "../narrative.ts";
import type { Kept } from "./cache.ts";
import { commonKey, entryKey, ruleKey } from "./key.ts";
import { agreedUntil, digestData, digestDays } from "./data-digests.ts";
import type { Past } from "./past.ts";
import { readsOf, readsOfEntry } from "./reads.ts";
import { targetsOf } from "./target.ts";
import { cutTracks, type EntryTrack, type RuleTrack, type Tracks } from "./track.ts";
import { EntryWalk, RuleWalk, walk, type Walked } from "./walk.ts";

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
export function openLedger(...given: Parameters<typeof ledgerByDay>): Ledger {
  const days = ledgerByDay(...given);
  for (;;) {
    const { done, value } = days.next();
    if (done) return value;
  }
}

/** The same day by day, for who tells how far it has come. */
export function* ledgerByDay(
  past: Past,
  narratives: readonly Narrative[],
  to: Day,
  kept: Kept,
  program: string,
): Generator<Walked, Ledger> {
  const { catalogue } = past;
  const common = commonKey(past, program);
  const ofRules = narratives.map((each) => readsOf(each, past));
  const targets = narratives.flatMap((each) => targetsOf(each, catalogue).map(({ id }) => id));
  const ofEntries = [...new Set(targets)].sort().map((id) => ({
    id,
    ...readsOfEntry(id, catalogue),
  }));
  const names = new Set([
    ...[...ofRules, ...ofEntries].flatMap((reads) => reads.names),
    ...allTracks(kept.tracks).flatMap(({ reads }) => reads),
  ]);
  const now = digestData(past, kept.marks.days, names);
  const still = cutTracks(kept.tracks, (reads) => agreedUntil(kept.marks, now, reads));
  const last = dayNumber(to);
  const stored = [...catalogue.series.values()].filter(({ derive }) => !derive);
  const firsts = firstDays(past, to);
  const earliest = firsts(stored.map(({ id }) => id)) ?? last;

  const rules = narratives.map((narrative, at) => {
    const reads = ofRules[at]!;
    // One that reads no series is looked at from where anything is known.
    const own = reads.stored.length === 0 ? earliest : undefined;
    const begin = own ?? firsts(reads.stored) ?? last + 1;
    const key = ruleKey(narrative, reads, past, common, own);
    const before = continued(still.rules[narrative.id], key, begin);
    const track = before ?? { key, reads: reads.names, until: begin - 1, held: {} };
    return new RuleWalk(narrative, track, past);
  });
  const entries = ofEntries.map(({ id, ...reads }) => {
    const key = entryKey(reads, common);
    const begin = firsts(reads.stored) ?? last + 1;
    const before = continued(still.entries[id], key, begin);
    return new EntryWalk(id, before ?? { key, reads: reads.names, until: begin - 1, steps: [] });
  });

  const isNew = [...rules, ...entries].some((each) => each.until < last);
  yield* walk(past, [...rules, ...entries], last);
  const tracks: Tracks = {
    rules: { ...still.rules, ...byId(rules) },
    entries: { ...still.entries, ...byId(entries) },
  };
  if (!isNew) return { tracks, kept: undefined };
  const reached = Math.max(...allTracks(tracks).map(({ until }) => until));
  const marks = digestData(past, digestDays(earliest, reached), names);
  return { tracks, kept: { marks, tracks } };
}

function allTracks({ rules, entries }: Tracks): (RuleTrack | EntryTrack)[] {
  return [...Object.values(rules), ...Object.values(entries)];
}

function byId<T>(walks: readonly { readonly id: string; track(): T }[]): Record<string, T> {
  return Object.fromEntries(walks.map((each) => [each.id, each.track()]));
}

/** A track that was worked out before under the same key; no day is read before the one that it begins with. */
function continued<T extends RuleTrack | EntryTrack>(
  before: T | undefined,
  key: string,
  begin: number,
): T | undefined {
  return before?.key === key ? { ...before, until: Math.max(before.until, begin - 1) } : undefined;
}

/** The first day to look at: that on which anything of some stored series was first public by a day's cut-off; undefined where nothing was. */
function firstDays(past: Past, to: Day): (series: readonly string[]) => number | undefined {
  const until = cutoffOf(to, past.cutoff);
  const from = past.from === undefined ? -Infinity : dayNumber(past.from);
  const firstPublic = memoize((id: string) => past.firstPublic(id) ?? Infinity);
  return (series) => {
    const first = series.reduce((least, id) => Math.min(least, firstPublic(id)), Infinity);
    return first > until ? undefined : Math.max(dayNumber(dayOf(first)), from);
  };
}
