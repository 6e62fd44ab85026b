import type { Pool, PoolClient, QueryConfig } from "pg";
import { memoize } from "../../base/memo.ts";
import type { Sql, SqlRow } from "../sql/sql.ts";

/** A way to Postgres: a connection, or any of a pool. */
export interface PostgresSql extends Sql {
  /** For what no other database understands: values stand as `$1`. */
  query(config: QueryConfig): Promise<readonly SqlRow[]>;
  /** Statements without values, one after the other. */
  script(text: string): Promise<void>;
}

/** A text as Postgres takes it, and the name by which a connection knows it once it was planned there. */
const planned = memoize((text: string) => {
  let count = 0;
  return { text: text.replace(/\?/g, () => `$${++count}`), name: `bellwether_${++names}` };
});
let names = 0;

/** Lists of values differ in length from call to call: these are not kept by each connection. */
const LISTS = /\(\?,\?/;

export function sqlOver(connection: Pool | PoolClient): PostgresSql {
  return {
    async all(text, ...values) {
      const { name, ...query } = planned(text);
      const config = LISTS.test(text) ? query : { ...query, name };
      return (await connection.query({ ...config, values: [...values] })).rows;
    },
    query: async (config) => (await connection.query(config)).rows,
    script: async (text) => void (await connection.query(text)),
  };
}
