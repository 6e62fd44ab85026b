import { DatabaseSync } from "node:sqlite";
import { outage } from "../base/problem.ts";

/** How long one publish waits for another. */
const PATIENCE_MS = 30_000;

/**
 * Runs an action while no other process runs one under the same lock file. The lock is SQLite's: the system lets it go
 * when the process ends, however it ends.
 * @throws Failure (3) when the other one takes longer than half a minute.
 */
export function inTurn<T>(lockFile: string, action: () => T): T {
  const lock = opened(lockFile);
  try {
    return action();
  } finally {
    lock.close();
  }
}

function opened(lockFile: string): DatabaseSync {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(lockFile, { timeout: PATIENCE_MS });
    lock.exec("BEGIN EXCLUSIVE");
    return lock;
  } catch (error) {
    lock?.close();
    throw outage({
      code: "busy",
      file: lockFile,
      message: `The site is locked: ${(error as Error).message}.`,
      advice: "Another command may be publishing it; run this one again when that is done.",
    });
  }
}
