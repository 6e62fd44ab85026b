import { close, closeSync, fsync, open, openSync, rmSync, writeSync } from "node:fs";
import { promisify } from "node:util";
import { diskFailure, guarded } from "./disk-failure.ts";
import type { FileBatch } from "./world.ts";

const opened = promisify(open);
const flushed = promisify(fsync);
const closed = promisify(close);

/** Flushes under way: the disk takes so many together, and no more files are open. */
const AT_ONCE = 32;

/** What a system answers that flushes no folders, as Windows does not. */
const NO_FOLDERS: ReadonlySet<unknown> = new Set(["EISDIR", "EPERM", "EACCES", "EINVAL"]);

/** A batch on the real disk: what was written is flushed while the next files are made. */
export function fileBatch(): FileBatch {
  const underWay = new Set<Promise<void>>();
  const failures: unknown[] = [];
  /** Waits while as many are under way as may be. */
  const begin = async (path: string, work: () => Promise<void>): Promise<void> => {
    const one = work().catch((error: unknown) => {
      failures.push(diskFailure("write", path, error));
    });
    underWay.add(one);
    void one.then(() => underWay.delete(one));
    if (underWay.size >= AT_ONCE) await Promise.race(underWay);
  };
  return {
    async write(path, content) {
      const handle = guarded("write", path, () => written(path, content));
      await begin(path, () => flushed(handle).finally(() => closed(handle)));
    },
    async settled(folders) {
      for (const folder of folders) await begin(folder, () => flushedFolder(folder));
      await Promise.all(underWay);
      if (failures.length > 0) throw failures[0];
    },
  };
}

/** Writes a file, and leaves it open. What stood there is not written over: it may be in use under another name. */
function written(path: string, content: string | Uint8Array): number {
  const handle = openedAnew(path);
  try {
    writeWhole(handle, content);
    return handle;
  } catch (error) {
    closeSync(handle);
    throw error;
  }
}

function openedAnew(path: string): number {
  try {
    return openSync(path, "wx");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    rmSync(path);
    return openSync(path, "wx");
  }
}

/** Makes the names in a folder outlast a power cut. */
async function flushedFolder(folder: string): Promise<void> {
  try {
    const handle = await opened(folder, "r");
    await flushed(handle).finally(() => closed(handle));
  } catch (error) {
    if (!NO_FOLDERS.has((error as NodeJS.ErrnoException).code)) throw error;
  }
}

/** One call may write less than it was given. */
export function writeWhole(handle: number, content: string | Uint8Array): void {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  for (let done = 0; done < bytes.length;) done += writeSync(handle, bytes, done);
}
