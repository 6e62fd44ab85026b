import type { Pool } from "pg";
import { hash } from "node:crypto";
import { sqlOver, type PostgresSql } from "./sql.ts";
import { SHORT_WAIT_MS, type Patience } from "../sql/patience.ts";

/** "Bell" in ASCII, so that a lock of ours meets none of another program in the same database. */
const OURS = 0x42656c6c;

/** What stands for a schema among the locks of its database. */
function lockOf(schema: string): number {
  return Buffer.from(hash("sha256", schema, "buffer")).readInt32BE();
}

/**
 * Runs `work` with the one write lock of a schema, which holds across machines: everything it writes is stored, or nothing. The lock
 * goes with the transaction, and with the connection where that breaks. Other locks are waited for as long, too.
 */
export async function inTransaction<T>(
  pool: Pool,
  schema: string,
  { milliseconds, onWait }: Patience,
  work: (sql: PostgresSql) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let isBroken = false;
  try {
    // Each statement sees what is stored when it begins: the first waits for the lock, and the next see what the one before left.
    await client.query(
      `BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL lock_timeout = ${Math.max(1, milliseconds)}`,
    );
    const waiting = setTimeout(() => onWait?.(), Math.min(SHORT_WAIT_MS, milliseconds));
    try {
      await client.query("SELECT pg_advisory_xact_lock($1, $2)", [OURS, lockOf(schema)]);
    } finally {
      clearTimeout(waiting);
    }
    const result = await work(sqlOver(client));
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

/** Waits for a lock that a connection of the pool keeps until it is let go, or breaks. */
export async function waitForLock(pool: Pool, name: string): Promise<SessionLock> {
  const client = await pool.connect();
  const keys = [OURS, lockOf(`session ${name}`)];
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

/** Takes a lock that a connection of the pool keeps until it is let go. @returns what lets it go; undefined where another has it */
export async function lockForSession(pool: Pool, name: string): Promise<(() => void) | undefined> {
  const client = await pool.connect();
  const letGo = (): void => client.release(true);
  try {
    const keys = [OURS, lockOf(`session ${name}`)];
    const { rows } = await client.query("SELECT pg_try_advisory_lock($1, $2) AS taken", keys);
    if (rows[0].taken === true) return letGo;
  } catch (error) {
    letGo();
    throw error;
  }
  letGo();
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
