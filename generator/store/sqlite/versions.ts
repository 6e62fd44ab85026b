import type { DatabaseSync } from "node:sqlite";
import { mistake } from "../../base/problem.ts";
import type { Patience } from "../sql/patience.ts";
import { inTransaction } from "./transaction.ts";

/** The tables of one database, as they came to be. */
export interface Schema {
  /** Marks the file as ours (https://sqlite.org/pragma.html#pragma_application_id). */
  readonly applicationId: number;
  /** What each version adds to the one before. A step that was ever released stays as it is. */
  readonly steps: readonly string[];
  /** What to do about a file of a newer Bellwether. */
  readonly whenNewer: string;
}

/** Makes what is missing of the tables, unless another command has just done so. @throws Failure (2) for a database that is not ours to change. */
export async function prepareTables(
  database: DatabaseSync,
  path: string,
  schema: Schema,
  patience: Patience,
): Promise<void> {
  if (isCurrent(database, path, schema)) return;
  if (isFresh(database)) database.exec("PRAGMA journal_mode = WAL");
  await inTransaction(database, patience, () => {
    if (!isCurrent(database, path, schema)) bringUpToDate(database, schema);
  });
}

/** True for a database that holds nothing yet. */
export function isFresh(database: DatabaseSync): boolean {
  const row = database.prepare("SELECT count(*) AS count FROM sqlite_schema").get();
  return row?.["count"] === 0 && pragma(database, "application_id") === 0;
}

function pragma(database: DatabaseSync, name: string): number {
  const row = database.prepare(`PRAGMA ${name}`).get() as Record<string, number>;
  return row[name] ?? 0;
}

function isCurrent(database: DatabaseSync, path: string, schema: Schema): boolean {
  if (isFresh(database)) return false;
  checkOwnership(database, path, schema);
  return pragma(database, "user_version") === schema.steps.length;
}

function bringUpToDate(database: DatabaseSync, { applicationId, steps }: Schema): void {
  for (const step of steps.slice(pragma(database, "user_version"))) database.exec(step);
  database.exec(`
    PRAGMA application_id = ${applicationId};
    PRAGMA user_version = ${steps.length};`);
}

/** @throws Failure (2) when the database belongs to another program or to a newer Bellwether. */
function checkOwnership(database: DatabaseSync, path: string, schema: Schema): void {
  if (pragma(database, "application_id") !== schema.applicationId) {
    throw mistake({
      code: "foreign-store",
      file: path,
      message: "This database was made by another program; a store of Bellwether was expected.",
      advice: "Nothing was changed. Move the file away, or choose another folder with --home.",
    });
  }
  const version = pragma(database, "user_version");
  const { length } = schema.steps;
  if (version < 1 || version > length) {
    throw mistake({
      code: "store-version",
      file: path,
      message: `The store has version ${version}; this Bellwether reads versions 1 to ${length}.`,
      advice: `Nothing was changed. ${schema.whenNewer}`,
    });
  }
}
