import type { Sql } from "../../sql/sql.ts";
import type { Dialect } from "./database.ts";

/** Counts a try under each name, unless one of them has had its limit since an instant; false where one has. */
export async function mayTry(
  sql: Sql,
  { given, forUpdate }: Dialect,
  counted: readonly { readonly name: string; readonly limit: number }[],
  { at, since }: { readonly at: string; readonly since: string },
): Promise<boolean> {
  const names = JSON.stringify(counted.map(({ name }) => [name]));
  await sql.all("DELETE FROM tries WHERE since <= ?", since);
  const found = await sql.all(
    `SELECT name, count FROM tries WHERE name IN (SELECT value ->> 0 FROM ${given}) ORDER BY name${forUpdate}`,
    names,
  );
  const counts = new Map(found.map(({ name, count }) => [String(name), Number(count)]));
  if (counted.some(({ name, limit }) => (counts.get(name) ?? 0) >= limit)) return false;
  await sql.all(
    `INSERT INTO tries (name, since, count) SELECT value ->> 0, ?, 1 FROM ${given} WHERE true
      ON CONFLICT (name) DO UPDATE SET count = tries.count + 1`,
    at,
    names,
  );
  return true;
}
