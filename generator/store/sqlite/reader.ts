import { memoize } from "../../base/memo.ts";
import type { DatabaseSync } from "node:sqlite";
import { dayFromNumber } from "../../base/day.ts";
import type { Claim } from "../../publication/catalogue.ts";
import type { Announcement } from "../../publication/events/event.ts";
import { SETTLEMENTS } from "../settlement.ts";
import type { Columns } from "../columns.ts";
import type { Extent, Reading } from "../store.ts";
import type { StoredRow, TrailHead } from "../trail.ts";
import { headFinder } from "./heads.ts";
import { readingFinder } from "./readings.ts";

/** What the store asks of its database; statements are compiled once. */
export interface StoreReader {
  /** Runs `read` on the database as it is at one instant, whatever is written meanwhile. */
  atOnce<T>(read: () => T): T;
  /** How often anything but a document was written. */
  timesGathered(): number;
  /** How often a disagreement of sources was settled. */
  timesSettled(): number;
  columns(series: string): Columns;
  extent(series: string): Extent;
  lastReading(file: string): Reading | undefined;
  /** Every revision of every claim, by claim and revision. */
  claims(): Claim[];
  /** Every announcement of every scheduled event, by event and revision. */
  announcements(): Announcement[];
  document(name: string): string | undefined;
  trail(path: string | undefined, after: number): StoredRow[];
  trailHead(): TrailHead;
  text(hash: string): string | undefined;
}

export function storeReader(database: DatabaseSync): StoreReader {
  const gathered = database.prepare("SELECT times FROM gathered");
  const settled = database.prepare("SELECT count(*) AS times FROM trail WHERE path = ?");
  const ofSeries = database.prepare(`
    SELECT period, value, public, revision, retrieved FROM observation
    WHERE series = (SELECT id FROM series WHERE name = ?) ORDER BY period, revision`);
  ofSeries.setReturnArrays(true);
  const extent = database.prepare(`
    SELECT count(*) AS periods, max(period) AS last FROM observation
    WHERE series = (SELECT id FROM series WHERE name = ?) AND revision = 0`);
  const claims = database.prepare("SELECT body FROM claim ORDER BY id, revision");
  const announcements = database.prepare("SELECT body FROM event ORDER BY id, revision");
  const document = database.prepare("SELECT body FROM document WHERE name = ?");
  const rows = database.prepare("SELECT * FROM trail WHERE seq > ? ORDER BY seq");
  const rowsOfOne = database.prepare("SELECT * FROM trail WHERE path = ? AND seq > ? ORDER BY seq");
  const text = database.prepare("SELECT body FROM text WHERE hash = ?");
  // The same few thousand days come again in every series, and are held in memory once.
  const dayAt = memoize(dayFromNumber);

  return {
    atOnce(read) {
      database.exec("BEGIN");
      try {
        return read();
      } finally {
        database.exec("COMMIT");
      }
    },
    timesGathered: () => Number(gathered.get()?.["times"]),
    timesSettled: () => Number(settled.get(SETTLEMENTS)?.["times"]),
    columns(series) {
      const rows = ofSeries.all(series) as unknown as [number, number, number, number, number][];
      return {
        days: rows.map(([period]) => dayAt(period)),
        values: Float64Array.from(rows, ([, value]) => value),
        publics: Float64Array.from(rows, ([, , published]) => published),
        arrivals: Float64Array.from(rows, ([, , , , retrieved]) => retrieved),
        revisions: Uint16Array.from(rows, ([, , , revision]) => revision),
        inOrder: rows.every(
          ([, , published, revision], at) =>
            revision === 0 && (at === 0 || rows[at - 1]![2] <= published),
        ),
      };
    },
    extent(series) {
      const row = extent.get(series);
      const last = row?.["last"];
      return {
        periods: Number(row?.["periods"]),
        last: typeof last === "number" ? dayAt(last) : undefined,
      };
    },
    lastReading: readingFinder(database),
    claims: () => claims.all().map((row) => JSON.parse(String(row["body"])) as Claim),
    announcements: () =>
      announcements.all().map((row) => JSON.parse(String(row["body"])) as Announcement),
    trail: (path, after) =>
      (path === undefined ? rows.all(after) : rowsOfOne.all(path, after)) as unknown as StoredRow[],
    trailHead: headFinder(database),
    text: (hash) => text.get(hash)?.["body"] as string | undefined,
    document: (name) => document.get(name)?.["body"] as string | undefined,
  };
}
