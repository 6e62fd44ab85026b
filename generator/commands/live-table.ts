import { dayOf } from "../base/day.ts";
import { calendarNotes } from "../publication/calendars/by-rule.ts";
import type { Publication } from "../publication/publication.ts";
import type { Call } from "./call.ts";
import type { LiveResult } from "../gather/live/gather-live.ts";
import type { SeriesStatus } from "../gather/live/status.ts";
import { tableLines } from "../base/table.ts";

const HEADS = ["series", "source", "last period", "age", "new", "revised", "refused", "why"];

/** The table that ends a run: one line a series, what failed said in full at the end of its line. */
export function resultTable(results: readonly LiveResult[]): string[] {
  const rows = results.map((each) => [
    each.id,
    each.source,
    each.last ?? "none",
    ageText(each),
    String(each.added),
    String(each.revised),
    String(each.refused.length),
    each.fault ?? [...new Set(each.refused.map(({ why }) => why))].slice(0, 2).join(" "),
  ]);
  return tableLines([HEADS, ...rows]);
}

/** `0`, `3 stale`: periods behind the newest that should be public. */
export function ageText({ age, isStale }: SeriesStatus): string {
  const periods = Number.isFinite(age) ? String(age) : "empty";
  return isStale && Number.isFinite(age) ? `${periods} stale` : periods;
}

/** What is to be known of the calendars. */
export function noteLines({ catalogue }: Publication, { world }: Call): string[] {
  return calendarNotes(catalogue, dayOf(world.now())).map((note) => `note: ${note}`);
}
