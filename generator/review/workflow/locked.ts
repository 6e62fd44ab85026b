import { editionsLock } from "../../articles/editions.ts";
import { recover } from "../../articles/record.ts";
import type { CheckRoom } from "../../newsroom/newsroom.ts";
import type { Store } from "../../store/store.ts";
import { withLock } from "../../world/lock.ts";

/** Works on articles while nobody else does, after what a killed run has left undone. */
export function whileLocked<T>(
  { world, publication: { home } }: Pick<CheckRoom, "world" | "publication">,
  store: Store,
  work: () => Promise<T>,
): Promise<T> {
  return withLock("The folder of editions", editionsLock(home), async () => {
    await recover(world, home, store);
    return work();
  });
}
