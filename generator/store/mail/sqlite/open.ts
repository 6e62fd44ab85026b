import { DatabaseSync } from "node:sqlite";
import type { World } from "../../../world/world.ts";
import { guardStore } from "../../sqlite/faults.ts";
import type { Patience } from "../../sql/patience.ts";
import { inTransaction } from "../../sqlite/transaction.ts";
import { prepareTables } from "../../sqlite/versions.ts";
import { mailStorePath, type MailStore } from "../mail-store.ts";
import { statementsOf, type MailDatabase } from "./database.ts";
import { deliveryTable } from "./deliveries.ts";
import { MAIL_SCHEMA } from "./schema.ts";
import { subscriberTable } from "./subscribers.ts";

const PATIENCE: Patience = { milliseconds: 30_000 };

const WHEN_DAMAGED = "Put a copy of it from a backup in its place.";

/**
 * Opens the mail store of a publication, and makes it when there is none. What is read goes through one connection and what is
 * written through another, so that nobody sees half of a transaction.
 * @throws Failure (2) for a database of another program or of a newer Bellwether; (3) for a damaged or unreachable file.
 */
export async function openMailStore(world: World, home: string): Promise<MailStore> {
  const path = mailStorePath(home);
  const guard = <T>(action: () => T | Promise<T>): Promise<T> =>
    guardStore(path, action, WHEN_DAMAGED);
  // Nobody but the owner reads who subscribes; what SQLite puts beside the file is as closed as it.
  if (!world.files.exists(path)) world.files.writeSecret(path, "");
  const reader = await guard(async () => {
    const database = connection(path);
    try {
      await prepareTables(database, path, MAIL_SCHEMA, PATIENCE);
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  });
  const writer = await guard(() => connection(path));
  const [reading, writing] = [statementsOf(reader), statementsOf(writer)];
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => T | Promise<T>): Promise<T> => {
    const done = turn.then(() => guard(work));
    turn = done.catch(() => {});
    return done;
  };
  const database: MailDatabase = {
    read: (work) => guard(() => work(reading)),
    write: (work) => inTurn(() => inTransaction(writer, PATIENCE, () => work(writing))),
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

function connection(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: PATIENCE.milliseconds });
  database.exec("PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY");
  return database;
}
