import { DatabaseSync } from "node:sqlite";
import { dirname } from "node:path";
import type { World } from "../../world/world.ts";
import type { MoveSource, MoveTarget } from "../move/end.ts";
import type { Patience } from "../sql/patience.ts";
import { insert } from "../sql/sql.ts";
import type { Table } from "../sql/tables.ts";
import { guardStore } from "./faults.ts";
import { sqlOver, type SqliteSql } from "./sql.ts";
import { inTransaction } from "./transaction.ts";
import { prepareTables, type Schema } from "./versions.ts";

/** What to do where the file that is moved from or to is damaged. */
const ADVICE = "Restore it from a copy, or move it away.";

/** What a file holds that is moved. */
export interface FileKind {
  readonly schema: Schema;
  readonly tables: readonly Table[];
  /** Nobody but its owner reads it. */
  readonly isSecret?: boolean;
}

/** The store of a file, to be moved from. @throws Failure for one that cannot be used */
export async function sqliteSource(
  path: string,
  { schema }: FileKind,
  patience: Patience,
): Promise<MoveSource> {
  const sql = await opened(path, schema, patience);
  return {
    shown: path,
    held: (work) =>
      guardStore(path, () => inTransaction(sql.database, patience, () => work(sql)), ADVICE),
    close: async () => sql.database.close(),
  };
}

/** A file to move a store to; until all is there it has another name. */
export async function sqliteTarget(
  { files }: World,
  path: string,
  { schema, tables, isSecret }: FileKind,
  patience: Patience,
): Promise<MoveTarget> {
  const unfinished = `${path}.moving`;
  const guard = <T>(work: () => T | Promise<T>): Promise<T> => guardStore(path, work, ADVICE);
  let present: SqliteSql | undefined;
  let making: SqliteSql | undefined;
  const made = (): SqliteSql => {
    if (making === undefined) throw new Error("a move that was not begun goes on");
    return making;
  };
  const open = async (): Promise<SqliteSql> => {
    if (isSecret && !files.exists(unfinished)) files.writeSecret(unfinished, "");
    making = await opened(unfinished, schema, patience);
    await making.all("CREATE TABLE IF NOT EXISTS moving (about TEXT NOT NULL)");
    return making;
  };

  return {
    shown: path,
    get sql() {
      return made();
    },
    async present() {
      if (files.exists(path)) present = await opened(path, schema, patience);
      return present;
    },
    begun: () =>
      guard(async () => {
        if (!files.exists(unfinished)) return undefined;
        const [row] = await (await open()).all("SELECT about FROM moving");
        return row && String(row["about"]);
      }),
    begin: (about) =>
      guard(async () => {
        making?.database.close();
        for (const suffix of ["", "-wal", "-shm"]) files.remove(unfinished + suffix);
        files.makeFolder(dirname(path));
        const sql = await open();
        await inTransaction(sql.database, patience, async () => {
          for (const { name, isNeverEmpty } of tables)
            if (isNeverEmpty) await sql.all(`DELETE FROM ${name}`);
          await insert(sql, "INTO moving", { about });
        });
      }),
    add: ({ name, columns }, rows) =>
      guard(() => {
        const sql = made();
        const names = Object.keys(columns);
        const places = names.map(() => "?").join(", ");
        const text = `INSERT INTO ${name} (${names.join(", ")}) VALUES (${places})`;
        return inTransaction(sql.database, patience, async () => {
          for (const row of rows) await sql.all(text, ...row);
        });
      }),
    finish: (mayReplace) =>
      guard(async () => {
        const { database } = made();
        database.exec("DROP TABLE moving; PRAGMA wal_checkpoint(TRUNCATE)");
        database.close();
        if (!present) return files.rename(unfinished, path);
        // What an empty store has in its log must not be read into the one that takes its place.
        present.database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
        await inTransaction(present.database, patience, async () => {
          await mayReplace();
          files.rename(unfinished, path);
        });
      }),
    async close() {
      for (const each of [present, making]) if (each?.database.isOpen) each.database.close();
    },
  };
}

async function opened(path: string, schema: Schema, patience: Patience): Promise<SqliteSql> {
  return guardStore(
    path,
    async () => {
      const database = new DatabaseSync(path, { timeout: patience.milliseconds });
      try {
        await prepareTables(database, path, schema, patience);
        return sqlOver(database);
      } catch (error) {
        database.close();
        throw error;
      }
    },
    ADVICE,
  );
}
