import { until as runsUntil, type Run, type Step } from "./runs.ts";

/** When a rule held for one binding. Days are numbers since 1970-01-01. */
export interface Held {
  /** The first day on which all that the rule reads was available. */
  readonly first: number;
  readonly days: readonly Run[];
}

/** Something worked out day by day, as far as `until`. */
interface Track {
  /** Digest of all that it depends on besides the data: the rule, its scales, what is declared, the program. */
  readonly key: string;
  /** Names of the data it may read, as in `DataDigests`. */
  readonly reads: readonly string[];
  readonly until: number;
}

/** On which past days a narrative's rule held. */
export interface RuleTrack extends Track {
  /** By the ids of the subjects bound, joined by commas. */
  readonly held: Readonly<Record<string, Held>>;
}

/** Which period of a series was the newest known on each past day; days on which it was stale are left out. */
export interface EntryTrack extends Track {
  readonly steps: readonly Step[];
}

/** Everything worked out so far. */
export interface Tracks {
  readonly rules: Readonly<Record<string, RuleTrack>>;
  readonly entries: Readonly<Record<string, EntryTrack>>;
}

/** What of the tracks still holds, given the last day up to which the data that each one reads are unchanged. */
export function cutTracks(
  { rules, entries }: Tracks,
  reachOf: (reads: readonly string[]) => number | undefined,
): Tracks {
  return {
    rules: cutEach(rules, reachOf, (track, day) => ({
      held: Object.fromEntries(
        Object.entries(track.held).flatMap(([key, { first, days }]) =>
          first > day ? [] : [[key, { first, days: runsUntil(days, day) }]],
        ),
      ),
    })),
    entries: cutEach(entries, reachOf, (track, day) => ({ steps: runsUntil(track.steps, day) })),
  };
}

function cutEach<T extends Track>(
  tracks: Readonly<Record<string, T>>,
  reachOf: (reads: readonly string[]) => number | undefined,
  cut: (track: T, day: number) => Partial<T>,
): Record<string, T> {
  return Object.fromEntries(
    Object.entries(tracks).flatMap(([id, track]): [string, T][] => {
      const reach = reachOf(track.reads);
      if (reach === undefined) return [];
      return [
        [id, reach >= track.until ? track : { ...track, until: reach, ...cut(track, reach) }],
      ];
    }),
  );
}
