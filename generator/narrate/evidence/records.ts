import type { Day, Instant } from "../../base/day.ts";
import type { Archive } from "../../store/archive.ts";
import type { AsOfView } from "../../store/asof.ts";
import type { Store } from "../../store/store.ts";
import type { BindableKit } from "../bindable/bindable.ts";
import type { Edition } from "../edition.ts";
import { evidenceBook } from "./book.ts";
import { NOTHING, openKept, writeKept, type Kept } from "./cache.ts";
import type { EvidenceBook } from "./evidence.ts";
import { Carried } from "./carried.ts";
import { rulesDigest } from "./key.ts";
import { ledgerByDay, openLedger, type Ledger } from "./ledger.ts";
import type { Past } from "./past.ts";
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

/** All that is stored, and what was worked out from it. */
export interface RecordOffice {
  readonly archive: Archive;
  /**
   * The records of the rules for editions up to a day, as the archive has it.
   * @param narratives whose past is worked out: those with a target unless others are wanted too.
   * @param tracks what another thread has worked out for that day, these rules and the same archive.
   */
  upTo(day: Day, narratives?: readonly Narrative[], tracks?: Tracks): Records;
  /** Keeps what was worked out, so that another day costs that day alone; nothing where nothing is new. */
  keep(): Promise<void>;
}

/** Gives the evidence for editions up to the day that it was opened for. */
export interface Records {
  readonly archive: Archive;
  /**
   * What followed each rule, by what was public at the edition's cut-off and, where the edition goes by it, had come; worked out when it
   * is first asked for.
   */
  for(edition: Pick<Edition, "day" | "view">): EvidenceBook;
  tracks(): Tracks;
  /** Works out now what would be worked out when it is first asked for; `progress` is told after each day. */
  prepare(progress: (done: number, total: number) => Promise<void>): Promise<void>;
}

/** Loads all that the publication declares. Without what earlier runs have kept the records are the same, and take seconds. */
export async function openRecords(newsroom: RuleRoom, store: Store): Promise<RecordOffice> {
  const { world, kit, publication, scales } = newsroom;
  const archive = await store.load(publication.catalogue);
  const { measures, bindables } = kit;
  const { cutoff, recordsFrom: from } = publication;
  const looked = from === undefined ? {} : { from };
  const past = { ...archive, measures, scales, bindables, cutoff, ...looked };
  let known = await openKept(store);
  let fresh: Kept | undefined;
  const take = ({ tracks, kept }: Ledger): Tracks => {
    if (kept) {
      fresh = kept;
      known = () => kept;
    }
    return tracks;
  };
  return {
    archive,
    upTo(day, narratives = newsroom.narratives.filter(({ evidence }) => evidence), tracks) {
      let program: string | undefined;
      const digestNow = (): string => (program ??= rulesDigest(world));
      return recordsFrom(newsroom, archive, narratives, {
        now: () => tracks ?? take(openLedger(past, narratives, day, known(), digestNow())),
        async byDay(progress) {
          const days = ledgerByDay(past, narratives, day, known(), digestNow());
          for (;;) {
            const { done, value } = days.next();
            if (done) return take(value);
            await progress(value.done, value.total);
          }
        },
        asArrived(arrived) {
          const view: Past["view"] = (instant) => archive.view(instant, arrived);
          const firstPublic: Past["firstPublic"] = (id) => archive.firstPublic(id, arrived);
          const then = { ...past, view, firstPublic };
          return openLedger(then, narratives, day, NOTHING, digestNow()).tracks;
        },
      });
    },
    async keep() {
      const kept = fresh;
      fresh = undefined;
      if (kept) await writeKept(store, kept);
    },
  };
}

/** How the past is worked out. */
interface WorkOut {
  now(): Tracks;
  byDay(progress: (done: number, total: number) => Promise<void>): Promise<Tracks>;
  /** By what had come at an instant. */
  asArrived(arrived: Instant): Tracks;
}

function recordsFrom(
  { scales }: RuleRoom,
  archive: Archive,
  narratives: readonly Narrative[],
  workOut: WorkOut,
): Records {
  const judge = judgeBy(scales);
  const carried = new Carried();
  let worked: Tracks | undefined;
  const tracks = (): Tracks => (worked ??= workOut.now());
  // As an edition is made nothing has come that it does not go by: only later does its past have to be worked out by itself.
  const hadAllCome = ({ instant, arrived }: AsOfView): boolean =>
    arrived === undefined || (archive.lastArrival(instant) ?? arrived) <= arrived;
  return {
    archive,
    tracks,
    async prepare(progress) {
      worked ??= await workOut.byDay(progress);
    },
    for({ day, view }) {
      let made: EvidenceBook | undefined;
      const book = (): EvidenceBook =>
        (made ??= evidenceBook(
          hadAllCome(view) ? tracks() : workOut.asArrived(view.arrived!),
          narratives,
          day,
          view,
          judge,
          carried,
        ));
      return {
        of: (key) => book().of(key),
        all: () => book().all(),
        get tests() {
          return book().tests;
        },
      };
    },
  };
}
