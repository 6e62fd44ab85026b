import { existsSync, mkdtempSync, readdirSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Names the folder of a run of the tests, in which all that its tests make lies until the run ends. */
export const ROOM = "BELLWETHER_TEST_ROOM";

/** Where Linux keeps files in memory: what tests make need not outlive a power cut, and waiting for a disk is most of their time. */
const IN_MEMORY = "/dev/shm";

/** What the folders of a whole run take, with room to spare. */
const RUN_BYTES = 8e9;

/** What the folder of a run is called, before the number of its process. */
const NAMED = "bellwether-tests-";
const OF_RUN = new RegExp(`^${NAMED}(\\d+)-`);

/**
 * Makes the folder of a run: in memory where there is plenty, or where the system has its passing files. Folders of runs that were
 * killed, and could not remove their own, are removed.
 */
export function makeRoom(): string {
  for (const folder of [IN_MEMORY, tmpdir()]) clearAfterKilled(folder);
  const folder = hasPlenty(IN_MEMORY) ? IN_MEMORY : tmpdir();
  return mkdtempSync(join(folder, `${NAMED}${process.pid}-`));
}

function clearAfterKilled(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const [, pid] = OF_RUN.exec(name) ?? [];
    if (pid !== undefined && !isRunning(Number(pid)))
      rmSync(join(folder, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function hasPlenty(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return Math.min(bavail * bsize, process.availableMemory()) > RUN_BYTES;
  } catch {
    return false;
  }
}

/** Makes an empty folder of a test's own. */
export function makeFolder(what: string): string {
  return mkdtempSync(join(process.env[ROOM] ?? tmpdir(), `bellwether-${what}-`));
}

/** Removes such a folder, in a run of the tests with all others at its end: a disk that has just lost many files is slow to make new ones. */
export function removeFolder(folder: string): void {
  if (!process.env[ROOM]) rmSync(folder, { recursive: true, force: true });
}
