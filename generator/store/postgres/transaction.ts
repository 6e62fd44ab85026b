import type { Pool, PoolClient } from "pg";
import { hash } from "node:crypto";
import { sqlOver, type PostgresSql } from "./sql.ts";
import { SHORT_WAIT_MS, type Patience } from "../sql/patience.ts";

/** "Bell" in ASCII, so that a lock of ours meets none of another program in the same database. */
const OURS = 0x42656c6c;

/** "Keep" in ASCII: of locks that outlive a transaction. */
const OURS_TO_KEEP = 0x4b656570;

/** What stands for a schema among the locks of its database. */
function lockOf(schema: string): number {
  return Buffer.from(hash("sha256", schema, "buffer")).readInt32BE();
}

/** How often a transaction is run at most that fails by what others do at the same moment. */
const TRIES = 5;

/** Two that waited for each other, and two that made the same at once (https://www.postgresql.org/docs/current/errcodes-appendix.html). */
const RIVALS: ReadonlySet<unknown> = new Set(["40P01", "40001", "23505"]);

/**
 * Runs `work` with the one write lock of a schema, which holds across machines: everything it writes is stored, or nothing. The lock
 * goes with the transaction, and with the connection where that breaks. Other locks are waited for as long, too.
 */
export function inTransaction<T>(
  pool: Pool,
  schema: string,
  { milliseconds, onWait }: Patience,
  work: (sql: PostgresSql) => Promise<T>,
): Promise<T> {
  return transaction(pool, milliseconds, async (client) => {
    const waiting = setTimeout(() => onWait?.(), Math.min(SHORT_WAIT_MS, milliseconds));
    try {
      await client.query("SELECT pg_advisory_xact_lock($1, $2)", [OURS, lockOf(schema)]);
    } finally {
      clearTimeout(waiting);
    }
    return work(sqlOver(client));
  });
}

/** Runs `work` in one transaction beside others that write too: it keeps the rows that it needs to itself. It is run again where a rival was first. */
export async function besideOthers<T>(
  pool: Pool,
  { milliseconds }: Patience,
  work: (sql: PostgresSql) => Promise<T>,
): Promise<T> {
  for (let left = TRIES; ; left--) {
    try {
      return await transaction(pool, milliseconds, (client) => work(sqlOver(client)));
    } catch (error) {
      if (left === 1 || !RIVALS.has((error as { code?: unknown }).code)) throw error;
    }
  }
}

/** Each statement sees what is stored when it begins: one that waited for a lock sees what the one before left. */
async function transaction<T>(
  pool: Pool,
  milliseconds: number,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let isBroken = false;
  try {
    await client.query(
      `BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL lock_timeout = ${Math.max(1, milliseconds)}`,
    );
    const result = await work(client);
    const { command } = await client.query("COMMIT");
    // A statement failed and whoever asked for it went on: nothing is stored then.
    if (command !== "COMMIT") throw new Error("a statement of the transaction had failed");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => (isBroken = true));
    throw error;
  } finally {
    client.release(isBroken);
  }
}

/** By which a lock that a session keeps is known among those of its database. */
export function sessionLock(name: string): readonly [number, number] {
  return [OURS_TO_KEEP, lockOf(name)];
}

/** Waits for a lock that a connection of the pool keeps until it is let go, or breaks. */
export async function waitForLock(pool: Pool, name: string): Promise<SessionLock> {
  const client = await pool.connect();
  const keys = [...sessionLock(name)];
  try {
    await client.query("SELECT pg_advisory_lock($1, $2)", keys);
  } catch (error) {
    client.release(true);
    throw error;
  }
  return {
    sql: sqlOver(client),
    async letGo() {
      const isFree = client.query("SELECT pg_advisory_unlock($1, $2)", keys);
      client.release(
        await isFree.then(
          () => false,
          () => true,
        ),
      );
    },
  };
}

/** A lock that is held, and the connection that holds it. */
export interface SessionLock {
  readonly sql: PostgresSql;
  letGo(): Promise<void>;
}

/** Takes a lock that a connection of the pool keeps until it is released for good. @returns the connection; undefined where another has it */
export async function lockForSession(pool: Pool, name: string): Promise<PoolClient | undefined> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query("SELECT pg_try_advisory_lock($1, $2) AS taken", [
      ...sessionLock(name),
    ]);
    if (rows[0].taken === true) return client;
  } catch (error) {
    client.release(true);
    throw error;
  }
  client.release(true);
  return undefined;
}

/** Runs `read` on the database as it is at one instant, whatever is written meanwhile. */
export async function atOneInstant<T>(
  pool: Pool,
  read: (sql: PostgresSql) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let isBroken = false;
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    return await read(sqlOver(client));
  } finally {
    await client.query("COMMIT").catch(() => (isBroken = true));
    client.release(isBroken);
  }
}
