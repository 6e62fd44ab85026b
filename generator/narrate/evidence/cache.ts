import { bodyUnderDigest, underDigest } from "../../base/digest.ts";
import { isReadOnly, type Store } from "../../store/store.ts";
import type { DataDigests } from "./data-digests.ts";
import type { EntryTrack, RuleTrack, Tracks } from "./track.ts";

/** What is kept of the past between runs, with the state of the data it was worked out from. */
export interface Kept {
  readonly marks: DataDigests;
  readonly tracks: Tracks;
}

/** What is kept before the first run. */
export const NOTHING: Kept = {
  marks: { days: [], digests: {} },
  tracks: { rules: {}, entries: {} },
};

/** Kept in the store, so that the machine that makes the next edition has it too; without it that takes seconds longer. */
const DOCUMENT = "evidence";

/** What is kept; nothing where there is none, or where another hand or a fault of the disk has changed it. */
export async function openKept(store: Store): Promise<() => Kept> {
  const text = await store.document(DOCUMENT);
  return () => parseKept(text);
}

/** The last day, since 1970-01-01, until which anything was worked out that is kept; undefined where nothing is. */
export async function keptUntil(store: Store): Promise<number | undefined> {
  const { rules } = (await openKept(store))().tracks;
  return Object.values(rules).reduce<number | undefined>(
    (last, { until }) => Math.max(last ?? until, until),
    undefined,
  );
}

function parseKept(text: string | undefined): Kept {
  const body = bodyUnderDigest(text);
  return body === undefined ? NOTHING : (JSON.parse(body) as Kept);
}

/**
 * Keeps what was worked out, with what others have worked out from the same data meanwhile; from other data the later one's alone, and
 * either's is right. Whoever may only read goes on without it: the next run works it out again.
 */
export async function writeKept(store: Store, kept: Kept): Promise<void> {
  try {
    await store.write(async (writer) => {
      const before = parseKept(await store.document(DOCUMENT));
      await writer.keepDocument(DOCUMENT, underDigest(JSON.stringify(joined(before, kept))));
    });
  } catch (error) {
    if (!isReadOnly(error)) throw error;
  }
}

/** What two runs have worked out from the same data; else what the later one has. */
function joined(before: Kept, later: Kept): Kept {
  const { days, digests } = later.marks;
  const areSame =
    String(before.marks.days) === String(days) &&
    Object.entries(before.marks.digests).every(
      ([name, each]) => digests[name] === undefined || String(digests[name]) === String(each),
    );
  if (!areSame) return later;
  return {
    marks: { days, digests: { ...before.marks.digests, ...digests } },
    tracks: {
      rules: furthest(before.tracks.rules, later.tracks.rules),
      entries: furthest(before.tracks.entries, later.tracks.entries),
    },
  };
}

function furthest<T extends RuleTrack | EntryTrack>(
  before: Readonly<Record<string, T>>,
  later: Readonly<Record<string, T>>,
): Record<string, T> {
  const further = Object.entries(before).filter(([name, { key, until }]) => {
    const other = later[name];
    return other === undefined || (other.key === key && other.until < until);
  });
  return { ...later, ...Object.fromEntries(further) };
}
