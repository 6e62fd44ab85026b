import { Failure, outage, type Outage } from "../../base/problem.ts";

/** SQLite's primary result codes that a user can do something about (https://sqlite.org/rescode.html). */
const BUSY = 5;
const LOCKED = 6;
const READONLY = 8;
const IO_ERROR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANNOT_OPEN = 14;
const NOT_A_DATABASE = 26;

/** What to do about a damaged store of what was gathered. */
const GATHER_AGAIN =
  "Move the file away and run `bellwether gather`: it builds the store anew from content/data; what came in through `bellwether import` has to be imported again.";

const DAMAGED: Omit<Outage, "file"> = {
  code: "damaged-store",
  message: "The store is damaged or is not a database.",
};

const WORDS: Readonly<Record<number, Omit<Outage, "file">>> = {
  [BUSY]: {
    code: "store-busy",
    message: "Another command is writing to the store and has not finished.",
    advice: "Nothing was changed; wait for the other command to end and run this one again.",
  },
  [READONLY]: {
    code: "store-read-only",
    message: "The store cannot be written: it is read-only.",
    advice: "Nothing was changed; allow writing to the file and its folder.",
  },
  [IO_ERROR]: {
    code: "store-disk",
    message: "The disk reported an error while the store was in use; it may be full.",
    advice: "Nothing of this step was stored; mend the disk and run the command again.",
  },
  [CORRUPT]: DAMAGED,
  [FULL]: {
    code: "store-full",
    message: "The store cannot grow: no space is left on the disk.",
    advice: "Nothing of this step was stored; free some space and run the command again.",
  },
  [CANNOT_OPEN]: {
    code: "store-unreachable",
    message:
      "The store cannot be opened: a folder is in its place, or its folder cannot be written.",
    advice: "Check the path and its permissions.",
  },
  [NOT_A_DATABASE]: DAMAGED,
};

/** The primary result code of an error of SQLite, undefined for any other error. */
function resultCode(error: unknown): number | undefined {
  const code = (error as { errcode?: unknown }).errcode;
  return typeof code === "number" ? code & 0xff : undefined;
}

/** True when another connection holds the lock. */
export function isBusy(error: unknown): boolean {
  const code = resultCode(error);
  return code === BUSY || code === LOCKED;
}

/** True where the file or its folder cannot be written. */
export function isUnwritable(error: unknown): boolean {
  const code = resultCode(error);
  return code === READONLY || code === CANNOT_OPEN;
}

/**
 * Runs an action on the store; a fault of SQLite becomes a Failure (3) that names the file.
 * @param whenDamaged what to do where the file is damaged.
 */
export async function guardStore<T>(
  path: string,
  action: () => T | Promise<T>,
  whenDamaged = GATHER_AGAIN,
): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof Failure) throw error;
    const words = WORDS[isBusy(error) ? BUSY : (resultCode(error) ?? 0)];
    if (words === undefined) throw error;
    const advice = words === DAMAGED ? `Nothing was deleted. ${whenDamaged}` : words.advice;
    throw outage({ ...words, ...(advice && { advice }), file: path });
  }
}
