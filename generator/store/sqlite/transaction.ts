import type { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { SHORT_WAIT_MS, type Patience } from "../sql/patience.ts";
import { isBusy } from "./faults.ts";

/** Between one try to take the lock and the next. */
const PAUSE_MS = 10;

/**
 * Runs `work` with the store's one write lock: everything it writes is stored, or nothing. Nothing else may use the connection
 * meanwhile.
 */
export async function inTransaction<T>(
  database: DatabaseSync,
  patience: Patience,
  work: () => T | Promise<T>,
): Promise<T> {
  await begin(database, patience);
  try {
    const result = await work();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

/** Takes the lock. The wait is ours and not SQLite's, which would hold up everything else in this process. */
async function begin(database: DatabaseSync, { milliseconds, onWait }: Patience): Promise<void> {
  database.exec("PRAGMA busy_timeout = 0");
  let isTold = false;
  try {
    for (let waited = 0; ; waited += PAUSE_MS) {
      try {
        database.exec("BEGIN IMMEDIATE");
        return;
      } catch (error) {
        if (!isBusy(error)) throw error;
        if (!isTold && waited >= Math.min(SHORT_WAIT_MS, milliseconds)) {
          isTold = true;
          onWait?.();
        }
        if (waited >= milliseconds) throw error;
      }
      await sleep(PAUSE_MS);
    }
  } finally {
    database.exec(`PRAGMA busy_timeout = ${milliseconds}`);
  }
}
