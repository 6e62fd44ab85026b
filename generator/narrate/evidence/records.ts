import type { Day } from "../../base/day.ts";
import type { Store } from "../../store/store.ts";
import type { BindableKit } from "../bindable/bindable.ts";
import type { Edition } from "../rules/bound.ts";
import { evidenceBook } from "./book.ts";
import { cachePath, readCache, writeCache } from "./cache.ts";
import type { EditionEvidence, EvidenceBook } from "./evidence.ts";
import { heldDaysCounter } from "./held-days.ts";
import { rulesDigest } from "./key.ts";
import { openLedger } from "./ledger.ts";
import type { Tracks } from "./track.ts";
import { judgeBy } from "./verdict.ts";
import type { MeasureKit } from "../../measure/measures.ts";
import type { Narrative } from "../narrative.ts";
import type { Scale } from "../scales/scale.ts";
import type { Publication } from "../../publication/publication.ts";
import type { World } from "../../world/world.ts";

export type { Evidence } from "./evidence.ts";

/** What the records of rules are worked out from; every `Newsroom` is one. */
export interface RuleRoom {
  readonly kit: MeasureKit & BindableKit;
  readonly world: World;
  readonly publication: Publication;
  readonly narratives: readonly Narrative[];
  readonly scales: ReadonlyMap<string, Scale>;
}

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
  newsroom: RuleRoom,
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
  { world, kit, publication, scales }: RuleRoom,
  store: Store,
  to: Day,
  narratives: readonly Narrative[],
): Tracks {
  const { catalogue, cutoff, home } = publication;
  const past = {
    catalogue,
    measures: kit.measures,
    scales,
    bindables: kit.bindables,
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
    rulesDigest(world),
  );
  if (kept) writeCache(world, path, kept);
  return tracks;
}
