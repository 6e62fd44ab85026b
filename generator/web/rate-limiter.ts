import type { World } from "../world/world.ts";

/** Lets requests to one provider through one at a time, at least so many milliseconds after each other. */
export type RateLimiter = <T>(
  provider: string,
  spacingMs: number,
  work: () => Promise<T>,
) => Promise<T>;

export function rateLimiter(world: World): RateLimiter {
  const queues = new Map<string, { tail: Promise<unknown>; free: number }>();
  return (provider, spacingMs, work) => {
    const queue = queues.get(provider) ?? { tail: Promise.resolve(), free: 0 };
    queues.set(provider, queue);
    const turn = queue.tail.then(async () => {
      const ahead = queue.free - world.now();
      if (ahead > 0) await world.net.wait(ahead);
      queue.free = world.now() + spacingMs;
      return work();
    });
    queue.tail = turn.catch(() => undefined);
    return turn;
  };
}
