import { dayFromNumber } from "../../base/day.ts";
import { weakMemoize } from "../../base/memo.ts";
import type { Columns } from "../columns.ts";
import type { Batch } from "../sql/writer.ts";
import type { Extent } from "../store.ts";
import { packedFrom, unpacker } from "./packed.ts";
import type { SqliteSql } from "./sql.ts";

/** Compiled once for each connection. */
const statements = weakMemoize(({ database }: SqliteSql) => {
  const extent = database.prepare(`
    SELECT count(*) AS periods, max(period) AS last FROM observation
    WHERE series = (SELECT id FROM series WHERE name = ?) AND revision = 0`);
  const add = database.prepare(
    "INSERT INTO observation (series, period, revision, value, public, retrieved, origin) VALUES (?, ?, ?, ?, ?, ?, ?)",
  );
  return { extent, add };
});

/** All that is stored of each of these series. */
export async function columnsIn(
  { database }: SqliteSql,
  series: readonly string[],
): Promise<Columns[]> {
  const unpacked = unpacker();
  return series.map((id) => unpacked(packedFrom(database, id)));
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
