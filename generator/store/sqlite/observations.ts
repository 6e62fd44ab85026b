import type { StatementSync } from "node:sqlite";
import { dayFromNumber, type Day } from "../../base/day.ts";
import { weakMemoize } from "../../base/memo.ts";
import type { Columns } from "../columns.ts";
import type { Batch } from "../sql/writer.ts";
import type { Extent } from "../store.ts";
import type { SqliteSql } from "./sql.ts";

/** Revisions that a period may have. */
const REVISIONS = 65_536;

/** Compiled once for each connection. */
const statements = weakMemoize(({ database }: SqliteSql) => {
  // Reading takes as long as there are numbers in a row: period and revision, which is below 65,536, are one.
  const ofSeries = database.prepare(`
    SELECT period * ${REVISIONS} + revision, value, public, retrieved FROM observation
    WHERE series = (SELECT id FROM series WHERE name = ?) ORDER BY period, revision`);
  ofSeries.setReturnArrays(true);
  const extent = database.prepare(`
    SELECT count(*) AS periods, max(period) AS last FROM observation
    WHERE series = (SELECT id FROM series WHERE name = ?) AND revision = 0`);
  const add = database.prepare(
    "INSERT INTO observation (series, period, revision, value, public, retrieved, origin) VALUES (?, ?, ?, ?, ?, ?, ?)",
  );
  return { ofSeries, extent, add };
});

/** All that is stored of each of these series. */
export async function columnsIn(sql: SqliteSql, series: readonly string[]): Promise<Columns[]> {
  const { ofSeries } = statements(sql);
  return series.map((id) => columnsFrom(ofSeries, id));
}

function columnsFrom(ofSeries: StatementSync, series: string): Columns {
  const rows = ofSeries.all(series) as unknown as [number, number, number, number][];
  const count = rows.length;
  const days: Day[] = [];
  const values = new Float64Array(count);
  const publics = new Float64Array(count);
  const arrivals = new Float64Array(count);
  const revisions = new Uint16Array(count);
  let inOrder = true;
  let before = -Infinity;
  for (let at = 0; at < count; at++) {
    const row = rows[at]!;
    const period = Math.floor(row[0] / REVISIONS);
    const revision = row[0] - period * REVISIONS;
    const published = row[2];
    days.push(dayFromNumber(period));
    values[at] = row[1];
    publics[at] = published;
    revisions[at] = revision;
    arrivals[at] = row[3];
    inOrder &&= revision === 0 && before <= published;
    before = published;
  }
  return { days, values, publics, arrivals, revisions, inOrder };
}

/** How much is stored of each of these series. */
export async function extentsIn(sql: SqliteSql, series: readonly string[]): Promise<Extent[]> {
  const { extent } = statements(sql);
  return series.map((id) => {
    const row = extent.get(id);
    const last = row?.["last"];
    return {
      periods: Number(row?.["periods"]),
      last: typeof last === "number" ? dayFromNumber(last) : undefined,
    };
  });
}

/** Stores values that are new. */
export async function addTo(
  sql: SqliteSql,
  { series, origin, retrieved, rows }: Batch,
): Promise<void> {
  const { add } = statements(sql);
  for (const [period, { revision, value, public: published }] of rows)
    add.run(series, period, revision, value, published, retrieved, origin);
}
