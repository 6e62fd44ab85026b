import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { DeliveryTable } from "../../store/mail/deliveries.ts";
import { holdLock, isLocked } from "../../world/lock.ts";
import type { World } from "../../world/world.ts";

/** One run that sends. The system lets go of its lock however it ends, so that the next knows whether it is still there. */
export interface Sender {
  readonly id: string;
  release(): void;
}

const lockOf = (home: string, id: string): string => join(home, "var", "senders", `${id}.lock`);

export function openSender(world: World, home: string): Sender {
  const id = randomUUID();
  const path = lockOf(home, id);
  const lock = holdLock("A sender", path);
  return {
    id,
    release() {
      lock.release();
      world.files.remove(path);
    },
  };
}

/** Marks as uncertain what senders had begun that are no longer there; returns how many. */
export async function abandonDead(
  world: World,
  home: string,
  deliveries: DeliveryTable,
): Promise<number> {
  const senders = await deliveries.senders();
  const isThere = (id: string): boolean => {
    const path = lockOf(home, id);
    return world.files.exists(path) && isLocked(path);
  };
  const dead = senders.filter((id) => !isThere(id));
  if (dead.length === 0) return 0;
  const abandoned = await deliveries.abandon(dead, new Date(world.now()).toISOString());
  for (const id of dead) world.files.remove(lockOf(home, id));
  return abandoned;
}
