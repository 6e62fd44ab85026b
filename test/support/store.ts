import { existsSync, readdirSync, readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { digest } from "../../generator/base/digest.ts";
import type { MailStore } from "../../generator/store/mail/mail-store.ts";
import { openMailStore } from "../../generator/store/mail/open.ts";
import { moveStore } from "../../generator/store/move/move.ts";
import { PARTS } from "../../generator/store/move/parts.ts";
import { openPublicationStore } from "../../generator/store/open.ts";
import { postgresSource, postgresTarget } from "../../generator/store/postgres/move-ends.ts";
import { USUAL_PATIENCE } from "../../generator/store/sql/patience.ts";
import { sqliteSource } from "../../generator/store/sqlite/move-ends.ts";
import { storePath, type Store } from "../../generator/store/store.ts";
import type { World } from "../../generator/world/world.ts";
import { freshDatabase, freshSchema, placeAt, sqlClient } from "./postgres.ts";

/** Where stores that tests open by `openTestStore` and `openTestMailStore` lie at the moment. */
let isOnServer = false;

/** Schemas by the folder whose stores they are. */
const schemas = new Map<string, string>();

/** Folders that are copies, by what each was copied from. */
const origins = new Map<string, string>();

/** Has a folder that was copied begin with what the stores of the other hold when it is first asked for. */
export function isCopy(folder: string, of: string): void {
  origins.set(folder, of);
}

/**
 * What commands and processes in a folder are told of its stores: nothing where they are files, else their address. What its files hold
 * when it is first asked for, or the schema of what it was copied from, is brought over.
 */
export async function databaseOf(folder: string): Promise<Readonly<Record<string, string>>> {
  if (!isOnServer) return {};
  let url = schemas.get(folder);
  if (url === undefined) {
    url = await databaseHolding(folder);
    schemas.set(folder, url);
  }
  return { BELLWETHER_DATABASE: url };
}

/** Databases by a digest of the files whose stores they hold: most folders of tests begin with the same ones. */
const brought = new Map<string, string>();

/** The address of a database of its own that holds what the stores of a folder do: copied as a whole where another holds just that. */
export async function databaseHolding(folder: string): Promise<string> {
  const origin = schemas.get(origins.get(folder) ?? "");
  if (origin !== undefined) return (await freshDatabase(origin)) ?? (await moved(folder, origin));
  const files = Object.values(PARTS)
    .map(({ pathIn }) => pathIn(folder))
    .filter((path) => existsSync(path));
  if (files.length === 0) return freshSchema();
  // One that was not closed lies in two files.
  if (files.some((path) => existsSync(`${path}-wal`))) return moved(folder);
  const held = digest(files.map((path) => basename(path) + digest(readFileSync(path))).join());
  if (!brought.has(held)) brought.set(held, await moved(folder));
  return (await freshDatabase(brought.get(held))) ?? (await moved(folder));
}

/** Opens the store of a folder, or makes it: in its file, or on a server while `onPostgres` runs tests. */
export async function openTestStore(world: World, folder: string): Promise<Store> {
  return openPublicationStore(await knowing(world, folder), folder);
}

/** The same of who gets mail and what was sent. */
export async function openTestMailStore(world: World, folder: string): Promise<MailStore> {
  return openMailStore(await knowing(world, folder), folder);
}

async function knowing(world: World, folder: string): Promise<World> {
  return { ...world, env: { ...world.env, ...(await databaseOf(folder)) } };
}

/** Moves what the stores of a folder hold, or those at another address, into a database of its own. */
async function moved(folder: string, from?: string): Promise<string> {
  const url = (await freshDatabase())!;
  for (const { pathIn, file, placeIn, schema, tables } of Object.values(PARTS)) {
    if (from === undefined && !existsSync(pathIn(folder))) continue;
    const source =
      from === undefined
        ? await sqliteSource(pathIn(folder), file, USUAL_PATIENCE)
        : await postgresSource(placeIn(placeAt(from)), schema, USUAL_PATIENCE);
    const target = await postgresTarget(placeIn(placeAt(url)), schema, USUAL_PATIENCE);
    await moveStore(tables, source, target, { reading: quiet, copying: quiet, proving: quiet });
    await target.close();
    await source.close();
  }
  return url;
}

async function quiet(): Promise<void> {}

/** Changes the store of a folder as somebody would who can write to its file or its tables: past the program, and past what holds its rows. */
export async function tamper(folder: string, sql: string): Promise<void> {
  const url = schemas.get(folder);
  if (url !== undefined) {
    const client = await sqlClient(url);
    await client.query(`SET session_replication_role = replica; ${sql}`);
    return;
  }
  const database = new DatabaseSync(storePath(folder));
  for (const { name } of database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
    .all())
    database.exec(`DROP TRIGGER ${String(name)}`);
  database.exec(sql);
  database.close();
}

/** All that lies in the stores of a folder, byte by byte of its files or row by row. */
export async function keptIn(folder: string): Promise<string> {
  const url = schemas.get(folder);
  if (url === undefined)
    return readdirSync(join(folder, "var"))
      .map((name) => readFileSync(join(folder, "var", name), "latin1"))
      .join("");
  const sql = await sqlClient(url);
  const { rows: tables } = await sql.query(
    "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = ANY($1)",
    [Object.values(PARTS).map(({ placeIn }) => placeIn(placeAt(url)).schema)],
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await sql.query(`SELECT kept::text AS text FROM ${name} AS kept`);
    texts.push(...rows.map(({ text }) => text as string));
  }
  return texts.join("\n");
}

/** Runs the tests of other files once more, with the stores that they open on a server. @param folder in which the files lie. */
export function onPostgres(folder: string, ...names: readonly string[]): void {
  const before = schemas.size;
  beforeAll(() => void (isOnServer = true));
  afterAll(() => {
    isOnServer = false;
    expect(schemas.size).toBeGreaterThan(before);
  });
  for (const name of names) {
    // By another address than in a run of their own, so that they are loaded once more.
    const file = `${join(folder, name)}.test.ts?on-postgres`;
    describe(`${name} on Postgres`, async () => void (await import(/* @vite-ignore */ file)));
  }
}
