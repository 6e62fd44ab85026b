import type { DatabaseSync } from "node:sqlite";
import { dayOf } from "../../base/day.ts";
import type { Claim } from "../../publication/catalogue.ts";
import { columnsOf, type Columns } from "../columns.ts";
import type { RemarkCode } from "../../base/codes.ts";
import type { Extent, Reading } from "../store.ts";

/** What the store asks of its database; statements are compiled once. */
export interface StoreReader {
  /** Changes whenever another connection has written. */
  dataVersion(): number;
  columns(series: string): Columns;
  extent(series: string): Extent;
  lastReading(file: string): Reading | undefined;
  claimRevisions(): Claim[];
  latestClaims(): Claim[];
}

const DAY_MS = 86_400_000;

export function storeReader(database: DatabaseSync): StoreReader {
  const version = database.prepare("PRAGMA data_version");
  const ofSeries = database.prepare(`
    SELECT period, value, public, revision FROM observation
    WHERE series = (SELECT id FROM series WHERE name = ?) ORDER BY period, revision`);
  ofSeries.setReturnArrays(true);
  const extent = database.prepare(`
    SELECT count(*) AS periods, max(period) AS last FROM observation
    WHERE series = (SELECT id FROM series WHERE name = ?) AND revision = 0`);
  const reading = database.prepare(
    "SELECT id, digest, at FROM reading WHERE file = ? ORDER BY id DESC LIMIT 1",
  );
  const remarks = database.prepare(`
    SELECT series.name AS series, code, line, period, why FROM remark JOIN series ON series.id = remark.series
    WHERE reading = ? ORDER BY position`);
  const claims = database.prepare("SELECT id, body FROM claim ORDER BY id, revision");

  const claimRevisions = (): Claim[] =>
    claims.all().map((row) => JSON.parse(String(row["body"])) as Claim);

  return {
    dataVersion: () => Number(version.get()?.["data_version"]),
    columns(series) {
      const rows = ofSeries.all(series) as unknown as [number, number, number, number][];
      return columnsOf(
        rows.map(([period, value, published, revision]) => ({
          day: dayOf(period * DAY_MS),
          value,
          public: published,
          revision,
        })),
      );
    },
    extent(series) {
      const row = extent.get(series);
      const last = row?.["last"];
      return {
        periods: Number(row?.["periods"]),
        last: typeof last === "number" ? dayOf(last * DAY_MS) : undefined,
      };
    },
    lastReading(file) {
      const row = reading.get(file) as { id: number; digest: string; at: number } | undefined;
      return (
        row && {
          file,
          digest: row.digest,
          at: row.at,
          remarks: remarks.all(row.id).map((remark) => ({
            series: String(remark["series"]),
            code: remark["code"] as RemarkCode,
            period: String(remark["period"]),
            why: String(remark["why"]),
            line: (remark["line"] as number | null) ?? undefined,
          })),
        }
      );
    },
    claimRevisions,
    latestClaims: () => [...new Map(claimRevisions().map((claim) => [claim.id, claim])).values()],
  };
}
