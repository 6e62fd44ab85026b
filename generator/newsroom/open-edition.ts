import { addDays, type Day } from "../base/day.ts";
import { weakMemoize } from "../base/memo.ts";
import { isMadeLive } from "../articles/editions.ts";
import { measure } from "../measure/measure.ts";
import { valuesOf } from "../measure/signal-values.ts";
import { cutoffOf, type Edition, type FindingsBefore } from "../narrate/edition.ts";
import type { Records } from "../narrate/evidence/records.ts";
import { findingsOf, type Finding } from "../narrate/narrate.ts";
import type { Newsroom } from "./newsroom.ts";

/** An edition is news for so long after its cut-off, in milliseconds. */
const NEWS_MS = 48 * 3_600_000;

/**
 * Whether an edition is made while it is news, or was before: its articles then say by when their data had come. An older day is made
 * as if all that was public at its cut-off had come, so that it gives the same bytes whenever the store was filled.
 */
export function isLive({ world, publication: { cutoff, home } }: Newsroom, day: Day): boolean {
  return world.now() - cutoffOf(day, cutoff) < NEWS_MS || isMadeLive(world, home, day);
}

/** What was known at the cut-off of a day's edition. */
export function openEdition(
  newsroom: Newsroom,
  day: Day,
  records: Records,
  live = isLive(newsroom, day),
): Edition {
  const { kit, publication } = newsroom;
  const cutoff = cutoffOf(day, publication.cutoff);
  const { archive } = records;
  const view = archive.view(cutoff, live ? archive.lastArrival(cutoff) : undefined);
  return {
    day,
    view,
    signals: measure(view, kit.measures),
    evidence: records.for({ day, view }),
    get before() {
      return findingsOn(newsroom, addDays(day, -1), records);
    },
  };
}

const known = weakMemoize((_records: Records) => new Map<Day, FindingsBefore>());

/** Keeps the findings of an edition, by which the next one tells what is news. */
export function keepFindings(records: Records, day: Day, findings: readonly Finding[]): void {
  known(records).set(day, new Map(findings.map(({ key, same }) => [key, same])));
}

/**
 * The findings of a day by their keys, made again from what was public at its cut-off: its articles on the disk may be of other templates or in
 * an editor's words, and a fresh machine has none.
 */
function findingsOn(
  { kit, publication, narratives }: Newsroom,
  day: Day,
  records: Records,
): FindingsBefore {
  const kept = known(records).get(day);
  if (kept) return kept;
  const view = records.archive.view(cutoffOf(day, publication.cutoff));
  const found = findingsOf(narratives, { day, view, signals: valuesOf(view, kit.measures) });
  known(records).set(day, found);
  return found;
}
