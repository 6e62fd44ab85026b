import type { DatabasePlace } from "../../../publication/database-settings.ts";
import { connectTo } from "../../postgres/connect.ts";
import { guardDatabase } from "../../postgres/faults.ts";
import { sqlOver } from "../../postgres/sql.ts";
import { besideOthers } from "../../postgres/transaction.ts";
import { prepareSchema } from "../../postgres/versions.ts";
import type { Patience } from "../../sql/patience.ts";
import type { MailStore } from "../mail-store.ts";
import type { Dialect, MailDatabase } from "../sql/database.ts";
import { deliveryTable } from "../sql/deliveries.ts";
import { subscriberTable } from "../sql/subscribers.ts";
import { mailPlace } from "./place.ts";
import { presenceIn } from "./presence.ts";
import { MAIL_STEPS } from "./schema.ts";

const DIALECT: Dialect = {
  given: "jsonb_array_elements(?::jsonb) AS each (value)",
  has: (column) => `jsonb_exists(${column}::jsonb, ?)`,
  forUpdate: " FOR UPDATE",
  forShare: " FOR SHARE",
  forWhomFirst: " FOR UPDATE SKIP LOCKED",
  clock: "extract(epoch FROM clock_timestamp())::double precision * 1000",
  // A plan for the few rows of yesterday goes through all of today's for each of them.
  countAnew: "ANALYZE delivery",
};

/**
 * Opens the mail store of a publication on a Postgres server, in a schema beside that of its archive, and makes it when there is none.
 * Several write at once: a row is held by one of them alone.
 * @param archive where the archive lies.
 * @param beforeMaking is asked before it is made.
 * @throws Failure (3) for a server that does not answer, refuses or cannot be used; (2) for a schema of another program or of a newer
 * Bellwether.
 */
export async function openMailSchema(
  archive: DatabasePlace,
  patience: Patience,
  beforeMaking?: () => void,
): Promise<MailStore> {
  const place = mailPlace(archive);
  const pool = await connectTo(place);
  const guard = <T>(action: () => Promise<T>): Promise<T> => guardDatabase(place.shown, action);
  try {
    await guard(() => prepareSchema(pool, place, MAIL_STEPS, patience, beforeMaking));
  } catch (error) {
    await pool.end();
    throw error;
  }
  const open = new Set<Promise<unknown>>();
  const sql = sqlOver(pool);
  const presence = presenceIn(pool, place.schema);
  const database: MailDatabase = {
    dialect: DIALECT,
    presence: {
      enter: (id) => guard(() => presence.enter(id)),
      renew: (id) => guard(() => presence.renew(id)),
      gone: (ids) => guard(() => presence.gone(ids)),
    },
    read: (work) => guard(() => work(sql)),
    write(work) {
      const done = guard(() => besideOthers(pool, patience, work));
      open.add(done);
      return done.finally(() => open.delete(done));
    },
    scrub: () =>
      guard(() => sql.script("VACUUM (FULL) subscriber, subscriber_change, bounce, confirmation")),
  };
  return {
    subscribers: subscriberTable(database),
    deliveries: deliveryTable(database),
    async close() {
      await Promise.allSettled(open);
      presence.close();
      await pool.end();
    },
  };
}
