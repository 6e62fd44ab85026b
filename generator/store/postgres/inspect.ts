import type { DatabasePlace } from "../../publication/database-settings.ts";
import { connectTo } from "./connect.ts";
import { guardDatabase } from "./faults.ts";
import { sqlOver } from "./sql.ts";
import { refuseUnfit, serverName, standingOf } from "./versions.ts";

/** How a database stands, for whoever looks after it. */
export interface Inspection {
  /** Of the server, such as `18.4`. */
  readonly server: string;
  /** Of the store's tables; undefined where there are none yet. */
  readonly version: number | undefined;
  readonly newest: number;
  readonly user: string;
  /** Whether the user may write, or make the tables where there are none. */
  readonly mayWrite: boolean;
  /** How far the server's clock is before ours, in milliseconds; below 0, behind. */
  readonly ahead: number;
}

/**
 * Looks at a database, and changes nothing.
 * @param steps what has made it: of the archive, or of the list of subscribers.
 * @param now our clock, in milliseconds since the epoch.
 * @throws Failure for one that cannot be reached or used.
 */
export async function inspectDatabase(
  place: DatabasePlace,
  steps: readonly string[],
  now: () => number,
): Promise<Inspection> {
  const { schema } = place;
  const pool = await connectTo(place);
  try {
    return await guardDatabase(place.shown, async () => {
      const sql = sqlOver(pool);
      const standing = await standingOf(sql, schema);
      refuseUnfit(standing, place, steps.length);
      const asked = now();
      const [row] = await sql.all(
        `SELECT current_user::text AS who, extract(epoch FROM clock_timestamp()) * 1000 AS clock,
           current_setting('transaction_read_only') = 'off' AND CASE WHEN ? = 0
             THEN has_database_privilege(current_database(), 'CREATE')
             ELSE (SELECT bool_and(has_table_privilege(pg_class.oid, 'INSERT')) FROM pg_class
               JOIN pg_namespace ON pg_namespace.oid = relnamespace WHERE nspname = ? AND relkind = 'r') END AS writes`,
        standing.version ?? 0,
        schema,
      );
      return {
        server: serverName(standing.server),
        version: standing.version,
        newest: steps.length,
        user: String(row!["who"]),
        mayWrite: row!["writes"] === true,
        ahead: Math.round(Number(row!["clock"]) - (asked + now()) / 2),
      };
    });
  } finally {
    await pool.end();
  }
}
