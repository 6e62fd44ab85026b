import { readHead } from "../../articles/trail-head.ts";
import type { Newsroom } from "../../newsroom/newsroom.ts";
import { whileLocked } from "../../review/workflow/locked.ts";
import type { Store } from "../../store/store.ts";
import { NO_ROWS } from "../../store/trail.ts";

/** Between two looks at the trail, in milliseconds. */
const PAUSE_MS = 1000;

/**
 * Brings to the disk what was done with articles on other machines that share the store, once a second at most. Nobody waits for it: a
 * page shows what is there, and the next what has come.
 */
export function catchingUp(newsroom: Newsroom, store: Store): () => void {
  const { world, publication } = newsroom;
  let looked = -Infinity;
  let isLooking = false;
  const catchUp = async (): Promise<void> => {
    const { count } = readHead(world, publication.home) ?? NO_ROWS;
    if ((await store.trailHead()).count > count) await whileLocked(newsroom, store, async () => {});
  };
  return () => {
    if (isLooking || world.now() - looked < PAUSE_MS) return;
    isLooking = true;
    looked = world.now();
    void catchUp()
      // Where it cannot be read or written just now, the next page looks again.
      .catch(() => undefined)
      .finally(() => (isLooking = false));
  };
}
