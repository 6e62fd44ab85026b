import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Names the folder of a run of the tests, in which all that its tests make lies until the run ends. */
export const ROOM = "BELLWETHER_TEST_ROOM";

/** Makes an empty folder of a test's own. */
export function makeFolder(what: string): string {
  return mkdtempSync(join(process.env[ROOM] ?? tmpdir(), `bellwether-${what}-`));
}

/** Removes such a folder, in a run of the tests with all others at its end: a disk that has just lost many files is slow to make new ones. */
export function removeFolder(folder: string): void {
  if (!process.env[ROOM]) rmSync(folder, { recursive: true, force: true });
}
