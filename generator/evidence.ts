import type { Day } from "./base/day.ts";
import type { Store } from "./gather/store.ts";
import type { Edition } from "./narrate/bound.ts";
import { evidenceBook } from "./narrate/evidence/book.ts";
import { cachePath, readCache, writeCache } from "./narrate/evidence/cache.ts";
import type { EditionEvidence, EvidenceBook } from "./narrate/evidence/evidence.ts";
import { heldDaysCounter } from "./narrate/evidence/held-days.ts";
import { programDigest } from "./narrate/evidence/key.ts";
import { openLedger } from "./narrate/evidence/ledger.ts";
import type { Tracks } from "./narrate/evidence/track.ts";
import { judgeBy } from "./narrate/evidence/verdict.ts";
import type { Narrative } from "./narrate/narrative.ts";
import type { Newsroom } from "./newsroom.ts";

export type { Evidence } from "./narrate/evidence/evidence.ts";

/** Gives the evidence for editions up to the day that it was opened for. */
export interface Records {
  /** What followed each rule, as known at the edition's cut-off; worked out when it is first asked for. */
  for(edition: Pick<Edition, "day" | "view">): EditionEvidence;
}

/**
 * The records of the publication's rules up to a day. What has been worked out is kept under `var/`, so that another day costs that
 * day alone; without it the records are the same, and take seconds.
 * @param narratives whose past is worked out: those with a target unless others are wanted too.
 */
export function openRecords(
  newsroom: Newsroom,
  store: Store,
  to: Day,
  narratives: readonly Narrative[] = newsroom.narratives.filter(({ evidence }) => evidence),
): Records & { readonly tracks: () => Tracks } {
  const judge = judgeBy(newsroom.scales);
  let worked: Tracks | undefined;
  const tracks = (): Tracks => (worked ??= workOut(newsroom, store, to, narratives));
  const targeted = new Set(narratives.filter(({ evidence }) => evidence).map(({ id }) => id));
  let counter: ReturnType<typeof heldDaysCounter> | undefined;
  return {
    tracks,
    for({ day, view }) {
      let made: EvidenceBook | undefined;
      const book = (): EvidenceBook =>
        (made ??= evidenceBook(tracks(), narratives, day, view, judge));
      return {
        of: (key) => book().of(key),
        all: () => book().all(),
        get tests() {
          return book().tests;
        },
        daysHeld(narrative) {
          if (!targeted.has(narrative)) return 0;
          counter ??= heldDaysCounter(tracks());
          return counter(narrative, day);
        },
      };
    },
  };
}

function workOut(
  { world, publication, scales }: Newsroom,
  store: Store,
  to: Day,
  narratives: readonly Narrative[],
): Tracks {
  const { catalogue, cutoff, home } = publication;
  const past = {
    catalogue,
    scales,
    cutoff,
    view: (instant: number) => store.view(instant, catalogue),
    fingerprints: store.fingerprints,
  };
  const path = cachePath(home);
  const { tracks, kept } = openLedger(
    past,
    narratives,
    to,
    readCache(world, path),
    programDigest(world),
  );
  if (kept) writeCache(world, path, kept);
  return tracks;
}
