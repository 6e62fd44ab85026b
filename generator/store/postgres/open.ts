import type { Pool } from "pg";
import type { DatabasePlace } from "../../publication/database-settings.ts";
import { storeOver } from "../sql/open-store.ts";
import { USUAL_PATIENCE, type Patience } from "../sql/patience.ts";
import type { Store } from "../store.ts";
import { connectTo } from "./connect.ts";
import { guardDatabase } from "./faults.ts";
import { paceIn } from "./pace.ts";
import { addTo, columnsIn, extentsIn } from "./observations.ts";
import { STEPS } from "./schema.ts";
import { sqlOver, type PostgresSql } from "./sql.ts";
import { atOneInstant, inTransaction } from "./transaction.ts";
import { prepareSchema, refuseUnfit, standingOf } from "./versions.ts";

/**
 * Opens the store of a publication on a Postgres server, and makes it when there is none.
 * @param beforeMaking is asked before it is made.
 * @throws Failure (3) for a server that does not answer, refuses or cannot be used; (2) for a schema of another program or of a newer
 * Bellwether.
 */
export async function openPostgres(
  place: DatabasePlace,
  patience: Patience = USUAL_PATIENCE,
  beforeMaking?: () => void,
): Promise<Store> {
  return connected(place, async (pool) => {
    await prepareSchema(pool, place, STEPS, patience, beforeMaking);
    return storeIn(pool, place, patience);
  });
}

/** The same, undefined where there is none: a user that may only read can open it. */
export async function openPostgresToRead(place: DatabasePlace): Promise<Store | undefined> {
  return connected(place, async (pool) => {
    const standing = await standingOf(sqlOver(pool), place.schema);
    refuseUnfit(standing, place, STEPS.length);
    if (standing.version !== undefined) {
      await prepareSchema(pool, place, STEPS, USUAL_PATIENCE);
      return storeIn(pool, place, USUAL_PATIENCE);
    }
    await pool.end();
    return undefined;
  });
}

/** Hands over connections that are closed again where the work fails; a fault becomes a Failure. */
async function connected<T>(place: DatabasePlace, work: (pool: Pool) => Promise<T>): Promise<T> {
  const pool = await connectTo(place);
  try {
    return await guardDatabase(place.shown, () => work(pool));
  } catch (error) {
    await pool.end();
    throw error;
  }
}

function storeIn(pool: Pool, place: DatabasePlace, patience: Patience): Store {
  const pace = paceIn(place);
  return storeOver<PostgresSql>({
    sql: sqlOver(pool),
    atOnce: (read) => atOneInstant(pool, read),
    inTransaction: (work) => inTransaction(pool, place.schema, patience, work),
    columns: columnsIn,
    extents: extentsIn,
    add: addTo,
    guard: (action) => guardDatabase(place.shown, action),
    pace: pace.limiter,
    async close() {
      await pace.close();
      await pool.end();
    },
  });
}
