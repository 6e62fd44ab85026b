import { createHash } from "node:crypto";
import type { Sql, SqlRow, SqlValue } from "../sql/sql.ts";
import type { Table } from "../sql/tables.ts";

/** The values of a row, in the order of its table's columns. */
export type Values = readonly SqlValue[];

/** What a table holds: how many rows, and a digest over all of them in the order of their keys. */
export interface Proof {
  readonly table: string;
  readonly rows: number;
  readonly digest: string;
}

/** The rows of a table in the order of their keys, a batch at a time. @param after the key after which they begin; all when left out. */
export async function* batchesOf(
  sql: Sql,
  { name, columns, key, batch }: Table,
  after?: Values,
): AsyncGenerator<readonly Values[]> {
  const names = Object.keys(columns);
  const list = key.join(", ");
  const select = `SELECT ${names.join(", ")} FROM ${name}`;
  const order = `ORDER BY ${list} LIMIT ${batch}`;
  for (let last = after; ;) {
    const rows: readonly SqlRow[] = last
      ? await sql.all(
          `${select} WHERE (${list}) > (${key.map(() => "?").join(", ")}) ${order}`,
          ...last,
        )
      : await sql.all(`${select} ${order}`);
    const end = rows.at(-1);
    if (end) {
      yield rows.map((row) => names.map((column) => plain(row[column])));
      last = key.map((column) => end[column] as SqlValue);
    }
    if (rows.length < batch) return;
  }
}

/** The key of the last row of a table; undefined where it has none. */
export async function lastKey(sql: Sql, { name, key }: Table): Promise<Values | undefined> {
  const order = key.map((column) => `${column} DESC`).join(", ");
  const [row] = await sql.all(`SELECT ${key.join(", ")} FROM ${name} ORDER BY ${order} LIMIT 1`);
  return row && key.map((column) => row[column] as SqlValue);
}

/** Counts and digests a table. @param onRows is told of each batch */
export async function proofOf(
  sql: Sql,
  table: Table,
  onRows: (count: number) => Promise<void>,
): Promise<Proof> {
  const digest = createHash("sha256");
  let rows = 0;
  for await (const batch of batchesOf(sql, table)) {
    digest.update(`${batch.map((row) => JSON.stringify(row)).join("\n")}\n`);
    rows += batch.length;
    await onRows(batch.length);
  }
  return { table: table.name, rows, digest: digest.digest("hex") };
}

/** How many rows there are of each table. */
export async function countOf(sql: Sql, { name }: Table): Promise<number> {
  const [row] = await sql.all(`SELECT count(*) AS rows FROM ${name}`);
  return Number(row?.["rows"]);
}

/** A value as both databases keep it: 0 has no sign. */
function plain(value: unknown): SqlValue {
  return typeof value === "number" ? value + 0 : (value as SqlValue);
}
