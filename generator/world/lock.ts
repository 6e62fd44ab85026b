import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import { outage, type Failure } from "../base/problem.ts";
import { makeFolders } from "./disk.ts";

/** How long one command waits for another. */
const PATIENCE_MS = 30_000;

/** How long one that goes on with other work waits before it looks again. */
const PAUSE_MS = 10;

/** SQLite's result code where another connection holds the lock (https://sqlite.org/rescode.html). */
const SQLITE_BUSY = 5;

/**
 * Runs an action while no other process runs one under the same lock file. The lock is SQLite's: the system lets it go
 * when the process ends, however it ends. `what` names in the message what the lock guards, such as "The site".
 * @throws Failure (3) when the other one takes longer than half a minute.
 */
export function withLockSync<T>(what: string, lockFile: string, action: () => T): T {
  const lock = opened(what, lockFile);
  try {
    return action();
  } finally {
    lock.close();
  }
}

/**
 * The same for an action that takes its time: the lock is held until its promise is settled. While it waits for another, of this
 * process too, everything else goes on.
 */
export async function withLock<T>(
  what: string,
  lockFile: string,
  action: () => Promise<T>,
): Promise<T> {
  const lock = await openedInTime(what, lockFile);
  try {
    return await action();
  } finally {
    lock.close();
  }
}

/** Holds a lock until it is let go, or this process ends, however it ends. @throws Failure (3) when another holds it. */
export function holdLock(what: string, lockFile: string): { release(): void } {
  const lock = opened(what, lockFile);
  return { release: () => lock.close() };
}

/** Whether somebody holds the lock at this moment. */
export function isLocked(lockFile: string): boolean {
  try {
    locked(lockFile, 0).close();
    return false;
  } catch (error) {
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) return true;
    throw error;
  }
}

function opened(what: string, lockFile: string): DatabaseSync {
  try {
    return locked(lockFile, PATIENCE_MS);
  } catch (error) {
    throw unlocked(what, lockFile, error as Error);
  }
}

async function openedInTime(what: string, lockFile: string): Promise<DatabaseSync> {
  for (const until = performance.now() + PATIENCE_MS; ;) {
    try {
      return locked(lockFile, 0);
    } catch (error) {
      const isBusy = (error as { errcode?: number }).errcode === SQLITE_BUSY;
      if (!isBusy || performance.now() > until) throw unlocked(what, lockFile, error as Error);
    }
    await pause(PAUSE_MS);
  }
}

function locked(lockFile: string, timeout: number): DatabaseSync {
  makeFolders(dirname(lockFile));
  const lock = new DatabaseSync(lockFile, { timeout });
  try {
    lock.exec("BEGIN EXCLUSIVE");
    return lock;
  } catch (error) {
    lock.close();
    throw error;
  }
}

/** What is told where the lock cannot be had: that another holds it, or that the disk does not let it be made. */
function unlocked(
  what: string,
  lockFile: string,
  { message, errcode }: Error & { readonly errcode?: number },
): Failure {
  const isBusy = errcode === SQLITE_BUSY;
  return outage({
    code: isBusy ? "busy" : "disk",
    file: lockFile,
    message: `${what} ${isBusy ? "is" : "cannot be"} locked: ${message}.`,
    advice: isBusy
      ? "Another command may be writing it; run this one again when that is done."
      : "Nothing was changed by this step; make room, or mend the disk or its permissions, and run the command again.",
  });
}
