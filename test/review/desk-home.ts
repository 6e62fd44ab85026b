import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { CheckRoom } from "../../generator/newsroom/newsroom.ts";
import type { ReviewPolicy } from "../../generator/publication/review-policy.ts";
import type { Store } from "../../generator/store/store.ts";
import { makeFolder, removeFolder } from "../support/room.ts";
import { openTestStore } from "../support/store.ts";
import { deskFolder, deskRoom, FLASH } from "./desk-folder.ts";

/** A publication with one article on its desk, and a store of its own. */
export interface DeskHome {
  readonly room: CheckRoom;
  readonly store: Store;
  readonly folder: string;
  path(...names: string[]): string;
  read(path?: string): string;
  write(text: string, path?: string): void;
}

let template: string | undefined;

/** Opens a desk of its own, gone after the test. */
export async function deskHome(review?: Partial<ReviewPolicy>): Promise<DeskHome> {
  template ??= deskFolder();
  const folder = makeFolder("desk");
  cpSync(template, folder, { recursive: true });
  const room = deskRoom(folder, review);
  const store = await openTestStore(room.world, folder);
  onTestFinished(async () => {
    await store.close();
    removeFolder(folder);
  });
  const path = (...names: string[]): string => join(folder, ...names);
  return {
    room,
    store,
    folder,
    path,
    read: (file = FLASH) => readFileSync(path(file), "utf8"),
    write: (text, file = FLASH) => writeFileSync(path(file), text),
  };
}
