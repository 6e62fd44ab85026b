import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { DatabaseSync } from "node:sqlite";
import type { World } from "../../world/world.ts";
import type { ReadingAhead } from "../sql/ahead.ts";
import { storeOver } from "../sql/open-store.ts";
import { USUAL_PATIENCE, type Patience } from "../sql/patience.ts";
import type { Store } from "../store.ts";
import { readAhead } from "./columns-ahead.ts";
import { guardStore, isUnwritable } from "./faults.ts";
import { addTo, columnsIn, extentsIn } from "./observations.ts";
import { STORE_SCHEMA } from "./schema.ts";
import { sqlOver, type SqliteSql } from "./sql.ts";
import { inTransaction } from "./transaction.ts";
import { isFresh, prepareTables } from "./versions.ts";

/**
 * Opens the store of one file, and makes it when there is none. What is read goes through one connection and what is written through
 * another, so that nobody sees half of a transaction.
 * @throws Failure (2) for a database of another program or of a newer Bellwether; (3) for a damaged or unreachable file.
 */
export async function openStore(
  world: World,
  path: string,
  patience = USUAL_PATIENCE,
): Promise<Store> {
  world.files.makeFolder(dirname(path));
  return storeIn(
    path,
    patience,
    () => connection(path, patience),
    (series) => readAhead(path, series),
  );
}

/** Opens the store to be read, in a folder too that cannot be written; an empty one where there is none, of which nothing is left behind. */
export async function openToRead(world: World, path: string): Promise<Store> {
  const connect = world.files.exists(path)
    ? () => readable(path)
    : () => new DatabaseSync(":memory:");
  return storeIn(path, USUAL_PATIENCE, connect);
}

function connection(path: string, { milliseconds }: Patience): DatabaseSync {
  return new DatabaseSync(path, { timeout: milliseconds });
}

function readable(path: string): DatabaseSync {
  const database = connection(path, USUAL_PATIENCE);
  try {
    isFresh(database);
    return database;
  } catch (error) {
    database.close();
    if (!isUnwritable(error)) throw error;
    // Nobody can write there, so that SQLite need keep no account of who is reading.
    const url = pathToFileURL(path);
    url.search = "immutable=1";
    return new DatabaseSync(url, { readOnly: true });
  }
}

async function storeIn(
  path: string,
  patience: Patience,
  connect: () => DatabaseSync,
  ahead?: (series: readonly string[]) => ReadingAhead,
): Promise<Store> {
  const guard = <T>(action: () => T | Promise<T>): Promise<T> => guardStore(path, action);
  const database = await guard(connect);
  await guard(async () => {
    try {
      await prepareTables(database, path, STORE_SCHEMA, patience);
    } catch (error) {
      database.close();
      throw error;
    }
  });
  const sql = sqlOver(database);
  let writing: SqliteSql | undefined;
  return storeOver<SqliteSql>({
    sql,
    async atOnce(read) {
      database.exec("BEGIN");
      try {
        return await read(sql);
      } finally {
        database.exec("COMMIT");
      }
    },
    inTransaction(work) {
      const into = (writing ??= sqlOver(connect()));
      return inTransaction(into.database, patience, () => work(into));
    },
    columns: columnsIn,
    ...(ahead && { readAhead: ahead }),
    extents: extentsIn,
    add: addTo,
    guard,
    async close() {
      writing?.database.close();
      database.close();
    },
  });
}
