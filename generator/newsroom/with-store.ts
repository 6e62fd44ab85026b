import { openPublicationStore, openPublicationToRead } from "../store/open.ts";
import type { Store } from "../store/store.ts";
import type { World } from "../world/world.ts";

/** How long a command waits for another one that is writing, in milliseconds. */
const PATIENCE_MS = 30_000;

/** Runs `work` with the publication's store open, and closes it whatever happens; `onWait` is told when it has to wait. */
export async function withStore<T>(
  world: World,
  home: string,
  onWait: (world: World) => void,
  work: (store: Store) => T | Promise<T>,
): Promise<T> {
  return closing(
    await openPublicationStore(world, home, {
      milliseconds: PATIENCE_MS,
      onWait: () => onWait(world),
    }),
    work,
  );
}

/** The same for work that only reads: it makes no store and no folder, and needs none that can be written. */
export async function withStoreToRead<T>(
  world: World,
  home: string,
  work: (store: Store) => T | Promise<T>,
): Promise<T> {
  return closing(await openPublicationToRead(world, home), work);
}

async function closing<T>(store: Store, work: (store: Store) => T | Promise<T>): Promise<T> {
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
