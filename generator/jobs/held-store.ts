import { openPublicationStore } from "../store/open.ts";
import { databaseOf } from "../publication/database-settings.ts";
import type { Store } from "../store/store.ts";
import type { World } from "../world/world.ts";

/** A worker has nothing better to do than to wait for another that writes, in milliseconds: what it has worked out until then is not lost. */
const PATIENCE_MS = 600_000;

/** After so long without a job what was loaded is let go, in milliseconds. */
const IDLE_MS = 30_000;

/** The store of a publication, open from one job to the next. */
export interface HeldStore {
  /**
   * Does what takes the store. What was loaded of it for the jobs before serves this one, as far as it is of the version that the database
   * has by now: a store holds what it loads by that version. It is opened anew where the database is another one, and after work that failed.
   */
  use<T>(world: World, home: string, work: (store: Store) => Promise<T>): Promise<T>;
}

export function heldStore(): HeldStore {
  let held: { readonly key: string; readonly store: Store } | undefined;
  let idle: NodeJS.Timeout | undefined;
  const letGo = async (): Promise<void> => {
    const store = held?.store;
    held = undefined;
    await store?.close();
  };
  return {
    async use(world, home, work) {
      clearTimeout(idle);
      const key = JSON.stringify([home, databaseOf(world, home)]);
      if (held?.key !== key) await letGo();
      held ??= {
        key,
        store: await openPublicationStore(world, home, { milliseconds: PATIENCE_MS }),
      };
      try {
        return await work(held.store);
      } catch (error) {
        await letGo().catch(() => {});
        throw error;
      } finally {
        // Whoever waits for work need not hold what it may never use again.
        idle = setTimeout(() => void letGo().catch(() => {}), IDLE_MS);
      }
    },
  };
}
