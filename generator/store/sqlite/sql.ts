import type { DatabaseSync } from "node:sqlite";
import { memoize } from "../../base/memo.ts";
import type { Sql } from "../sql/sql.ts";

/** A connection to SQLite; each text is compiled once. */
export interface SqliteSql extends Sql {
  readonly database: DatabaseSync;
}

export function sqlOver(database: DatabaseSync): SqliteSql {
  const prepared = memoize((text: string) => database.prepare(text));
  return { database, all: async (text, ...values) => prepared(text).all(...values) };
}
