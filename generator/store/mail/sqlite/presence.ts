import { join } from "node:path";
import { holdLock, isLocked } from "../../../world/lock.ts";
import type { World } from "../../../world/world.ts";
import type { Presence } from "../sql/database.ts";

/** Who is there holds a lock in a folder: the system lets go of it however a process ends. */
export function presenceIn(world: World, folder: string): Presence {
  const lockOf = (id: string): string => join(folder, `${id}.lock`);
  return {
    async enter(id) {
      const path = lockOf(id);
      const lock = holdLock("A sender", path);
      return {
        async leave() {
          lock.release();
          world.files.remove(path);
        },
      };
    },
    // A lock of the system's is not lost.
    renew: async () => {},
    async gone(ids) {
      const gone = ids.filter((id) => !world.files.exists(lockOf(id)) || !isLocked(lockOf(id)));
      for (const id of gone) world.files.remove(lockOf(id));
      return gone;
    },
  };
}
