import { setTimeout as pause } from "node:timers/promises";
import type { Pool } from "pg";
import type { DatabasePlace } from "../../publication/database-settings.ts";
import type { RateLimiter } from "../../web/rate-limiter.ts";
import { connectTo } from "./connect.ts";
import { guardDatabase } from "./faults.ts";
import { waitForLock, type SessionLock } from "./transaction.ts";

/** Requests to one provider by all machines that share a store: one at a time, and as far apart as the provider wants them. */
export interface Pace {
  readonly limiter: RateLimiter;
  /** To be called when no request is under way. */
  close(): Promise<void>;
}

/**
 * The lock of a provider is the server's, and goes with the connection of a machine that ends; that the provider was asked is stored
 * before it is asked, so that not even then it is asked too soon. Connections are opened when they are needed, besides those of the store.
 */
export function paceIn(place: DatabasePlace): Pace {
  let opened: Promise<Pool> | undefined;
  /** Of this process one request a provider waits at the server. */
  const tails = new Map<string, Promise<unknown>>();
  const turnOf = (provider: string, spacingMs: number): Promise<SessionLock> =>
    guardDatabase(place.shown, async () => {
      const lock = await waitForLock(
        await (opened ??= connectTo(place)),
        `pace ${place.schema} ${provider}`,
      );
      try {
        await waitUntilFree(lock, provider, spacingMs);
        return lock;
      } catch (error) {
        await lock.letGo();
        throw error;
      }
    });
  return {
    limiter(provider, spacingMs, work) {
      const done = (tails.get(provider) ?? Promise.resolve()).then(async () => {
        const turn = await turnOf(provider, spacingMs);
        try {
          return await work();
        } finally {
          await turn.letGo();
        }
      });
      tails.set(
        provider,
        done.catch(() => undefined),
      );
      return done;
    },
    close: async () => (await opened)?.end(),
  };
}

async function waitUntilFree(
  { sql }: SessionLock,
  provider: string,
  spacingMs: number,
): Promise<void> {
  const ask =
    "SELECT greatest(0, ceil(extract(epoch FROM free - clock_timestamp()) * 1000))::integer AS left FROM pace WHERE provider = ?";
  const [row] = await sql.all(ask, provider);
  if (row) await pause(Number(row["left"]));
  await sql.all(
    `INSERT INTO pace VALUES (?, clock_timestamp() + ? * interval '1 millisecond')
     ON CONFLICT (provider) DO UPDATE SET free = excluded.free`,
    provider,
    spacingMs,
  );
}
