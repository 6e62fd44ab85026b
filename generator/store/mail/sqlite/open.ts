import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { World } from "../../../world/world.ts";
import type { Patience } from "../../sql/patience.ts";
import { guardStore } from "../../sqlite/faults.ts";
import { sqlOver } from "../../sqlite/sql.ts";
import { inTransaction } from "../../sqlite/transaction.ts";
import { prepareTables } from "../../sqlite/versions.ts";
import type { MailStore } from "../mail-store.ts";
import type { Dialect, MailDatabase } from "../sql/database.ts";
import { deliveryTable } from "../sql/deliveries.ts";
import { subscriberTable } from "../sql/subscribers.ts";
import { presenceIn } from "./presence.ts";
import { MAIL_SCHEMA } from "./schema.ts";

const WHEN_DAMAGED = "Put a copy of it from a backup in its place.";

const DIALECT: Dialect = {
  given: "json_each(?)",
  has: (column) => `EXISTS (SELECT 1 FROM json_each(${column}) WHERE value = ?)`,
  forUpdate: "",
  forShare: "",
  forWhomFirst: "",
  clock: undefined,
  countAnew: undefined,
};

/**
 * Opens the mail store of one file, and makes it when there is none. What is read goes through one connection and what is written
 * through another, so that nobody sees half of a transaction.
 * @throws Failure (2) for a database of another program or of a newer Bellwether; (3) for a damaged or unreachable file.
 */
export async function openMailFile(
  world: World,
  path: string,
  patience: Patience,
): Promise<MailStore> {
  const guard = <T>(action: () => T | Promise<T>): Promise<T> =>
    guardStore(path, action, WHEN_DAMAGED);
  // Nobody but the owner reads who subscribes; what SQLite puts beside the file is as closed as it.
  if (!world.files.exists(path)) world.files.writeSecret(path, "");
  const reader = await guard(async () => {
    const database = connection(path, patience);
    try {
      await prepareTables(database, path, MAIL_SCHEMA, patience);
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  });
  const writer = await guard(() => connection(path, patience));
  const [reading, writing] = [sqlOver(reader), sqlOver(writer)];
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => T | Promise<T>): Promise<T> => {
    const done = turn.then(() => guard(work));
    turn = done.catch(() => {});
    return done;
  };
  const database: MailDatabase = {
    dialect: DIALECT,
    presence: presenceIn(world, join(dirname(path), "senders")),
    read: (work) => guard(() => work(reading)),
    write: (work) => inTurn(() => inTransaction(writer, patience, () => work(writing))),
    // What moved from one page of the file to another leaves copies behind that `secure_delete` does not see.
    scrub: () => inTurn(() => writer.exec("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)")),
  };
  return {
    subscribers: subscriberTable(database),
    deliveries: deliveryTable(database),
    async close() {
      await turn;
      writer.close();
      reader.close();
    },
  };
}

function connection(path: string, { milliseconds }: Patience): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: milliseconds });
  database.exec("PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY");
  return database;
}
