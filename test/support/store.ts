import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { openPostgres } from "../../generator/store/postgres/open.ts";
import { USUAL_PATIENCE } from "../../generator/store/sql/patience.ts";
import { openStore } from "../../generator/store/sqlite/open.ts";
import { storePath, type Store } from "../../generator/store/store.ts";
import type { World } from "../../generator/world/world.ts";
import { freshSchema, placeAt, sqlClient } from "./postgres.ts";

/** Where stores that tests open by `openTestStore` lie at the moment. */
let isOnServer = false;

/** Schemas by the folder whose store they are. */
const schemas = new Map<string, string>();

/** Opens the store of a folder, or makes it: in its file, or on a server while `onPostgres` runs tests. */
export async function openTestStore(world: World, folder: string): Promise<Store> {
  if (!isOnServer) return openStore(world, storePath(folder));
  const url = schemas.get(folder) ?? (await freshSchema());
  schemas.set(folder, url);
  return openPostgres(placeAt(url), USUAL_PATIENCE);
}

/** All that lies in the store of a folder, byte by byte of its files or row by row. */
export async function keptIn(folder: string): Promise<string> {
  const url = schemas.get(folder);
  if (url === undefined)
    return readdirSync(join(folder, "var"))
      .map((name) => readFileSync(join(folder, "var", name), "latin1"))
      .join("");
  const sql = await sqlClient(url);
  const { rows: tables } = await sql.query(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = $1",
    [placeAt(url).schema],
  );
  const texts = tables.map(async ({ name }) => {
    const { rows } = await sql.query(`SELECT kept::text AS text FROM "${name}" AS kept`);
    return rows.map(({ text }) => text as string).join("\n");
  });
  return (await Promise.all(texts)).join("\n");
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
