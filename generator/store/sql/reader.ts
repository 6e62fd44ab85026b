import type { RemarkCode } from "../../base/codes.ts";
import type { Claim } from "../../publication/catalogue.ts";
import type { Announcement } from "../../publication/events/event.ts";
import type { Headline } from "../../publication/feeds.ts";
import { SETTLEMENTS } from "../settlement.ts";
import type { Reading } from "../store.ts";
import { NO_ROWS, type StoredRow, type TrailHead } from "../trail.ts";
import { rowsOfAny, type Sql } from "./sql.ts";

/** Another text after anything but a document was written: what is gathered counts its writes, what is settled its rows. */
export async function versionIn(sql: Sql): Promise<string> {
  const [row] = await sql.all(
    "SELECT (SELECT times FROM gathered) AS gathered, (SELECT count(*) FROM trail WHERE path = ?) AS settled",
    SETTLEMENTS,
  );
  const settled = Number(row?.["settled"]);
  return `${String(row?.["gathered"])}${settled === 0 ? "" : `.${settled}`}`;
}

/** Every revision of every claim, by claim and revision. */
export async function claimsIn(sql: Sql): Promise<Claim[]> {
  return parsed(await sql.all("SELECT body FROM claim ORDER BY id, revision"));
}

/** Every announcement of every scheduled event, by event and revision. */
export async function announcementsIn(sql: Sql): Promise<Announcement[]> {
  return parsed(await sql.all("SELECT body FROM event ORDER BY id, revision"));
}

/** Every revision of every headline, by headline and revision. */
export async function headlinesIn(sql: Sql): Promise<Headline[]> {
  return parsed(await sql.all("SELECT body FROM headline ORDER BY id, revision"));
}

function parsed<T>(rows: readonly { readonly body?: unknown }[]): T[] {
  return rows.map(({ body }) => JSON.parse(String(body)) as T);
}

/** The last reading of each of these files that was read before. */
export async function lastReadingsIn(
  sql: Sql,
  files: readonly string[],
): Promise<Map<string, Reading>> {
  const readings = await rowsOfAny(
    sql,
    files,
    (list) =>
      `SELECT id, file, digest, at FROM reading WHERE id IN (SELECT max(id) FROM reading WHERE file IN ${list} GROUP BY file)`,
  );
  const ids = readings.map(({ id }) => Number(id));
  const remarks = Map.groupBy(
    await rowsOfAny(
      sql,
      ids,
      (list) => `
        SELECT reading, series.name AS series, code, line, period, why FROM remark JOIN series ON series.id = remark.series
        WHERE reading IN ${list} ORDER BY reading, position`,
    ),
    ({ reading }) => reading,
  );
  const byFile = new Map(
    readings.map(({ id, file, digest, at }) => [
      String(file),
      {
        file: String(file),
        digest: String(digest),
        at: Number(at),
        remarks: (remarks.get(id) ?? []).map(({ series, code, line, period, why }) => ({
          series: String(series),
          code: code as RemarkCode,
          period: String(period),
          why: String(why),
          line: (line as number | null) ?? undefined,
        })),
      },
    ]),
  );
  return new Map(
    files.flatMap((file) => {
      const found = byFile.get(file);
      return found ? [[file, found] as const] : [];
    }),
  );
}

export async function documentIn(sql: Sql, name: string): Promise<string | undefined> {
  return bodyOf(await sql.all("SELECT body FROM document WHERE name = ?", name));
}

export async function textIn(sql: Sql, hash: string): Promise<string | undefined> {
  return bodyOf(await sql.all("SELECT body FROM text WHERE hash = ?", hash));
}

function bodyOf([row]: readonly { readonly body?: unknown }[]): string | undefined {
  return row && String(row.body);
}

/** The trail's rows after a number, of one article where its path is given. */
export async function trailIn(sql: Sql, path: string | undefined, after: number) {
  const rows =
    path === undefined
      ? await sql.all("SELECT seq, path, body, hash FROM trail WHERE seq > ? ORDER BY seq", after)
      : await sql.all(
          "SELECT seq, path, body, hash FROM trail WHERE path = ? AND seq > ? ORDER BY seq",
          path,
          after,
        );
  return rows as unknown as readonly StoredRow[];
}

/** How far the trail goes. */
export async function trailHeadIn(sql: Sql): Promise<TrailHead> {
  const [last] = await sql.all("SELECT seq AS count, hash FROM trail ORDER BY seq DESC LIMIT 1");
  return (last as unknown as TrailHead | undefined) ?? NO_ROWS;
}
