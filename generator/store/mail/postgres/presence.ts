import type { Pool, PoolClient } from "pg";
import { lockForSession, sessionLock } from "../../postgres/transaction.ts";
import type { Presence } from "../sql/database.ts";

/** Where somebody's lock is held: gone with the connection. */
interface Held {
  client: PoolClient | undefined;
}

/** Who is there holds a lock of the database's: the server lets go of it when the connection ends, from whichever machine. */
export function presenceIn(pool: Pool, schema: string): Presence & { close(): void } {
  const held = new Map<string, Held>();
  const nameOf = (id: string): string => `${schema} ${id}`;
  const take = async (id: string, place: Held): Promise<void> => {
    const client = await lockForSession(pool, nameOf(id));
    // What the connection before held may not be free yet: then it still says that we are there.
    if (client === undefined) return;
    place.client = client;
    client.once("error", () => letGo(place));
    client.once("end", () => (place.client = undefined));
  };
  return {
    async enter(id) {
      const place: Held = { client: undefined };
      held.set(id, place);
      await take(id, place);
      return {
        async leave() {
          held.delete(id);
          await unlock(place, nameOf(id));
        },
      };
    },
    close() {
      for (const place of held.values()) letGo(place);
      held.clear();
    },
    async renew(id) {
      const place = held.get(id);
      if (place !== undefined && place.client === undefined) await take(id, place);
    },
    async gone(ids) {
      if (ids.length === 0) return [];
      const { rows } = await pool.query<{ number: number }>(
        `SELECT objid::bigint AS number FROM pg_locks WHERE locktype = 'advisory' AND granted
          AND classid::bigint = $1 AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
        [sessionLock("")[0]],
      );
      const there = new Set(rows.map(({ number }) => number));
      // The server tells its keys without a sign.
      return ids.filter((id) => !there.has(sessionLock(nameOf(id))[1] >>> 0));
    },
  };
}

/** Lets go at once: a connection that is closed may hold its locks for a moment longer. */
async function unlock(place: Held, name: string): Promise<void> {
  await place.client
    ?.query("SELECT pg_advisory_unlock($1, $2)", [...sessionLock(name)])
    .catch(() => {});
  letGo(place);
}

function letGo(place: Held): void {
  const { client } = place;
  place.client = undefined;
  client?.release(true);
}
