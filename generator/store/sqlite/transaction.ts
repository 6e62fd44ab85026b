import type { DatabaseSync } from "node:sqlite";
import { isBusy } from "./faults.ts";

/** How long to wait for another command that is writing. */
export interface Patience {
  readonly milliseconds: number;
  /** Called once when the wait begins, to tell the user. */
  readonly onWait?: () => void;
}

/** A wait shorter than this is not worth a message. */
const SHORT_WAIT_MS = 200;

/** Runs `work` with the store's one write lock: everything it writes is stored, or nothing. */
export function inTransaction<T>(database: DatabaseSync, patience: Patience, work: () => T): T {
  begin(database, patience);
  try {
    const result = work();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

function begin(database: DatabaseSync, { milliseconds, onWait }: Patience): void {
  try {
    database.exec(`PRAGMA busy_timeout = ${Math.min(SHORT_WAIT_MS, milliseconds)}`);
    database.exec("BEGIN IMMEDIATE");
  } catch (error) {
    if (!isBusy(error)) throw error;
    onWait?.();
    database.exec(`PRAGMA busy_timeout = ${milliseconds}`);
    database.exec("BEGIN IMMEDIATE");
  } finally {
    database.exec(`PRAGMA busy_timeout = ${milliseconds}`);
  }
}
