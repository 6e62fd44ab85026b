import { addDays, type Day } from "../base/day.ts";
import { weakMemoize } from "../base/memo.ts";
import { measure, type Measured } from "../measure/measure.ts";
import { valuesOf } from "../measure/signal-values.ts";
import { cutoffOf, type Edition, type FindingsBefore } from "../narrate/edition.ts";
import type { Records } from "../narrate/evidence/records.ts";
import { findingsOf, type Finding } from "../narrate/narrate.ts";
import { isLive } from "./is-live.ts";
import type { Newsroom } from "./newsroom.ts";

/** What was known at the cut-off of a day's edition. */
export function openEdition(
  newsroom: Newsroom,
  day: Day,
  records: Records,
  live = isLive(newsroom, day),
): Edition & { readonly signals: Measured } {
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
