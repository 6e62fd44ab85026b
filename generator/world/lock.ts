import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { outage } from "../base/problem.ts";

/** How long one command waits for another. */
const PATIENCE_MS = 30_000;

/**
 * Runs an action while no other process runs one under the same lock file. The lock is SQLite's: the system lets it go
 * when the process ends, however it ends. `what` names in the message what the lock guards, such as "The site".
 * @throws Failure (3) when the other one takes longer than half a minute.
 */
export function inTurn<T>(what: string, lockFile: string, action: () => T): T {
  const lock = opened(what, lockFile);
  try {
    return action();
  } finally {
    lock.close();
  }
}

/** The same for an action that takes its time: the lock is held until its promise is settled. */
export async function inLongTurn<T>(
  what: string,
  lockFile: string,
  action: () => Promise<T>,
): Promise<T> {
  const lock = opened(what, lockFile);
  try {
    return await action();
  } finally {
    lock.close();
  }
}

function opened(what: string, lockFile: string): DatabaseSync {
  mkdirSync(dirname(lockFile), { recursive: true });
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
      message: `${what} is locked: ${(error as Error).message}.`,
      advice: "Another command may be writing it; run this one again when that is done.",
    });
  }
}
