import type { DatabaseSync } from "node:sqlite";
import type { RemarkCode } from "../../base/codes.ts";
import type { Reading } from "../store.ts";

/** Finds the last reading of a file, as a connection sees it. */
export function readingFinder(database: DatabaseSync): (file: string) => Reading | undefined {
  const reading = database.prepare(
    "SELECT id, digest, at FROM reading WHERE file = ? ORDER BY id DESC LIMIT 1",
  );
  const remarks = database.prepare(`
    SELECT series.name AS series, code, line, period, why FROM remark JOIN series ON series.id = remark.series
    WHERE reading = ? ORDER BY position`);
  return (file) => {
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
  };
}
