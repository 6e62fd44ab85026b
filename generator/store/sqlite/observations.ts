import type { StatementSync } from "node:sqlite";
import { dayFromNumber } from "../../base/day.ts";
import { memoize, weakMemoize } from "../../base/memo.ts";
import type { Columns } from "../columns.ts";
import type { Batch } from "../sql/writer.ts";
import type { Extent } from "../store.ts";
import type { SqliteSql } from "./sql.ts";

/** Compiled once for each connection. */
const statements = weakMemoize(({ database }: SqliteSql) => {
  const ofSeries = database.prepare(`
    SELECT period, value, public, revision, retrieved FROM observation
    WHERE series = (SELECT id FROM series WHERE name = ?) ORDER BY period, revision`);
  ofSeries.setReturnArrays(true);
  const extent = database.prepare(`
    SELECT count(*) AS periods, max(period) AS last FROM observation
    WHERE series = (SELECT id FROM series WHERE name = ?) AND revision = 0`);
  const add = database.prepare(
    "INSERT INTO observation (series, period, revision, value, public, retrieved, origin) VALUES (?, ?, ?, ?, ?, ?, ?)",
  );
  // The same few thousand days come again in every series, and are held in memory once.
  return { ofSeries, extent, add, dayAt: memoize(dayFromNumber) };
});

/** All that is stored of each of these series. */
export async function columnsIn(sql: SqliteSql, series: readonly string[]): Promise<Columns[]> {
  const { ofSeries, dayAt } = statements(sql);
  return series.map((id) => columnsFrom(ofSeries, id, dayAt));
}

function columnsFrom(
  ofSeries: StatementSync,
  series: string,
  dayAt: typeof dayFromNumber,
): Columns {
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
}

/** How much is stored of each of these series. */
export async function extentsIn(sql: SqliteSql, series: readonly string[]): Promise<Extent[]> {
  const { extent, dayAt } = statements(sql);
  return series.map((id) => {
    const row = extent.get(id);
    const last = row?.["last"];
    return {
      periods: Number(row?.["periods"]),
      last: typeof last === "number" ? dayAt(last) : undefined,
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
