import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { mistake, type Failure } from "../base/problem.ts";
import type { World } from "../world/world.ts";

/** Tokens that are no longer asked about are removed after so long, in milliseconds. */
const OLD_MS = 3_600_000;

/** What the database knows of folders: for each the token that was left in it last. */
export interface FolderTable {
  /** Undefined for a folder that it does not know. */
  token(): Promise<string | undefined>;
  /** Puts one token in the place of another, or of none; false where somebody was first. */
  change(from: string | undefined, to: string): Promise<boolean>;
}

/** The name of the publication's folder in the queue, which tells it from others; it is given one where it has none. */
export function folderName({ files }: World, home: string): string {
  const file = folderFile(home);
  files.writeSecret(file, randomUUID());
  return named(files.read(file));
}

/** The same where nothing is to be written; one that no folder has where it has none. */
export function folderNameIfAny({ files }: World, home: string): string {
  const file = folderFile(home);
  return named(files.exists(file) ? files.read(file) : "none");
}

/**
 * Leaves a new token in the folder and in the database, as each worker does that begins: a copy of the folder that goes by its name has
 * the one and not the other from then on, whichever of the two it was left in.
 * @throws Failure (2) where the folder has not the token that was left last.
 */
export async function leaveToken(world: World, home: string, table: FolderTable): Promise<void> {
  const { files, now } = world;
  const token = randomUUID();
  for (const old of files.list(tokens(home)))
    if (files.changedAt(join(tokens(home), old)) < now() - OLD_MS && old !== (await table.token()))
      files.remove(join(tokens(home), old));
  files.write(join(tokens(home), token), "");
  for (;;) {
    const last = await table.token();
    if (last !== undefined) holdTo(world, home, last);
    if (await table.change(last, token)) return;
  }
}

/** @throws Failure (2) where the folder has not the token that was left last: it was left in a copy. */
export async function holdToToken(world: World, home: string, table: FolderTable): Promise<void> {
  const last = await table.token();
  if (last !== undefined) holdTo(world, home, last);
}

function holdTo({ files }: World, home: string, token: string): void {
  if (!files.exists(join(tokens(home), token))) throw folderCopied();
}

function folderCopied(): Failure {
  return mistake({
    code: "folder-copied",
    file: "var/folder",
    message:
      "Another folder goes by the name of this one, a copy or the one that this was copied from, and its workers began later.",
    advice:
      "Each would make a part of an edition. Have all see one folder, on a disk that they share (where that shows new files a minute late, try again then). Or remove var/folder here, and this is a folder of its own, as it has to be when it was put back from a backup.",
  });
}

function named(id: string): string {
  return `folder-${id.trim()}`;
}

/** Tells the folder of a publication from others of it. */
function folderFile(home: string): string {
  return join(home, "var", "folder");
}

function tokens(home: string): string {
  return join(home, "var", "workers");
}
