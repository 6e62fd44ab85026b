import { existsSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, onTestFinished, test } from "vitest";
import { addDays } from "../../generator/base/day.ts";
import { PARTS } from "../../generator/store/move/parts.ts";
import { openPostgres } from "../../generator/store/postgres/open.ts";
import { postgresTarget } from "../../generator/store/postgres/move-ends.ts";
import { connectTo } from "../../generator/store/postgres/connect.ts";
import { prepareSchema } from "../../generator/store/postgres/versions.ts";
import { TABLES } from "../../generator/store/sql/tables.ts";
import { openStore } from "../../generator/store/sqlite/open.ts";
import type { Moved } from "../../generator/store/move/move.ts";
import type { Store } from "../../generator/store/store.ts";
import { catalogueOf, seriesOf, temporaryFolder, viewAt, worldAt } from "../gather/support.ts";
import { ended } from "../support/ended.ts";
import { spread, startDying } from "../support/kills.ts";
import { freshSchema, placeAt, sqlClient } from "../support/postgres.ts";

const NOON = Date.parse("2025-05-08T12:00:00Z");

// Each test waits for several processes.

const MOVER = join(import.meta.dirname, "move-process.ts");

const SERIES = ["a.close", "b.close", "c.close"];

const QUERIES = { by: "dying-queries-process.ts" } as const;

const newFile = (): string => join(temporaryFolder(), "bellwether.db");

async function at(place: string): Promise<Store> {
  const isFile = place.startsWith("/");
  const store = await (isFile
    ? openStore(worldAt("2025-07-01T00:00:00Z"), place)
    : openPostgres(placeAt(place)));
  onTestFinished(() => store.close());
  return store;
}

/** Something in every table, and more than a batch in some. */
async function fill(place: string): Promise<void> {
  const store = await at(place);
  await store.write(async (writer) => {
    for (const [index, series] of SERIES.entries()) {
      const rows = Array.from({ length: 4500 }, (_, day) => ({
        day: addDays("1990-01-01", day),
        value: day === 7 ? -0 : (day + 0.1) * 1.1 ** index,
        public: NOON - 5 + day,
        stated: false,
      }));
      await writer.record(series, `${series}.csv`, NOON, rows);
      await writer.record(series, "again.csv", NOON + 9, [{ ...rows[3]!, value: 1e-300 }]);
    }
    const remark = {
      series: "a.close",
      code: "gap",
      period: "1990-01-01",
      why: '„größer“ \\ " {,} 😀',
    } as const;
    for (const line of [undefined, 3])
      await writer.recordReading({
        file: "a.csv",
        digest: "d",
        at: NOON,
        remarks: [{ ...remark, line }],
      });
    for (let count = 0; count < 250; count++) {
      await writer.keepText(`Text ${count}, “größer” 😀\n\\N \t NULL`);
      await writer.appendTrail({ path: `a${count % 7}.md`, why: `${count}` } as never);
    }
    await writer.keepDocument("Zebra", "z");
    await writer.keepDocument("äpfel", "ä".repeat(100_000));
    await writer.keepDocument("apple", "");
    await writer.recordClaim({ id: "one", seen: "2025-05-08T10:00:00Z" } as never, NOON);
    await writer.recordHeadline({ id: "f:1", seen: "2025-05-01T00:00:00Z" } as never, NOON);
    await writer.announce({ id: "d:1", known: "2025-05-01T00:00:00Z" } as never, NOON);
  });
}

/** All that the port says of a store. */
async function contents(place: string) {
  const store = await at(place);
  const catalogue = catalogueOf(...SERIES.map((id) => seriesOf({ id })));
  const view = await viewAt(store, NOON + 1e9, catalogue);
  return {
    version: await store.version(),
    series: SERIES.map((id) => view.history(id)),
    readings: await store.lastReadings(["a.csv"]),
    trail: await store.trail(),
    claims: await store.latestClaims(),
    headlines: await store.latestHeadlines(),
    events: await store.latestAnnouncements(),
    documents: await Promise.all(["Zebra", "äpfel", "apple"].map((name) => store.document(name))),
  };
}

async function move(from: string, to: string): Promise<Moved> {
  const { status, stdout, stderr } = await ended(process.execPath, [MOVER, from, to], "/tmp");
  expect([status, stderr]).toEqual([0, ""]);
  return JSON.parse(stdout) as Moved;
}

async function refusal(from: string, to: string): Promise<string> {
  const { status, stderr } = await ended(process.execPath, [MOVER, from, to], "/tmp");
  expect(status).toBe(1);
  return stderr;
}

test("a store is the same on a server and back in a file, table by table", async () => {
  const [file, server, back] = [newFile(), await freshSchema(), newFile()];
  await fill(file);
  const there = await move(file, server);
  expect(there).toMatchObject({ isNew: true, resumed: 0 });
  expect(there.proofs.map(({ table, rows }) => [table, rows > 0])).toEqual(
    TABLES.map(({ name }) => [name, true]),
  );
  expect(there.proofs.find(({ table }) => table === "observation")?.rows).toBe(13_503);
  expect((await move(server, back)).proofs).toEqual(there.proofs);
  const before = await contents(file);
  expect(await contents(server)).toEqual(before);
  expect(await contents(back)).toEqual(before);
  expect(existsSync(`${back}.moving`)).toBe(false);
});

test("one that was moved is written on, and moving it again finds that something else is there", async () => {
  const [file, server] = [newFile(), await freshSchema()];
  await fill(file);
  await move(file, server);
  expect(await move(file, server)).toMatchObject({ isNew: false });
  const store = await at(server);
  const rows = [{ day: "2025-05-07", value: 2, public: NOON, stated: false }];
  const change = await store.write(async (writer) => {
    await writer.appendTrail({ path: "next.md" } as never);
    await writer.recordReading({ file: "b.csv", digest: "d", at: NOON, remarks: [] });
    return writer.record("new.close", "new.csv", NOON, rows);
  });
  expect(change.added).toBe(1);
  expect((await store.trailHead()).count).toBe(251);
  expect(await refusal(file, server)).toContain("(move-target)");
  expect(await refusal(server, file)).toContain("(move-target)");
  expect((await store.trailHead()).count).toBe(251);
});

test("it takes the place of one in which nothing was ever kept", async () => {
  const [file, server, back] = [newFile(), await freshSchema(), newFile()];
  await fill(file);
  await at(server);
  await move(file, server);
  await (await openStore(worldAt("2025-07-01T00:00:00Z"), back)).close();
  await move(server, back);
  expect(await contents(back)).toEqual(await contents(file));
});

test("what another program keeps there is left alone", async () => {
  const [file, server] = [newFile(), await freshSchema()];
  await fill(file);
  const client = await sqlClient(server);
  await client.query(`CREATE SCHEMA ${placeAt(server).schema} CREATE TABLE recipes (name text)`);
  expect(await refusal(file, server)).toContain("(foreign-store)");
  await client.query("SELECT * FROM recipes");
});

describe("a move that is killed", () => {
  test("to a server goes on where it was, and nobody takes the half of it for the store", async () => {
    const file = newFile();
    await fill(file);
    const all = startDying([MOVER, file, await freshSchema()], Infinity, QUERIES);
    const { code, changes } = await all.ended;
    expect(code).toBe(0);
    expect(changes.some((each) => each.startsWith("INSERT INTO observation"))).toBe(true);
    const whole = await contents(file);
    let resumed = 0;
    for (const dies of spread(9, changes.length - 2)) {
      const server = await freshSchema();
      expect((await startDying([MOVER, file, server], dies, QUERIES).ended).signal).toBe("SIGKILL");
      const client = await sqlClient(server);
      const { rows } = await client.query("SELECT to_regclass('observation') AS there");
      const moved = await move(file, server);
      resumed += moved.resumed;
      expect(rows[0].there === null).toBe(moved.isNew);
      expect(await contents(server)).toEqual(whole);
    }
    expect(resumed).toBeGreaterThan(0);
  });

  test("to a file goes on where it was too", async () => {
    const [file, server] = [newFile(), await freshSchema()];
    await fill(file);
    await move(file, server);
    const { code, changes } = await startDying([MOVER, server, newFile()]).ended;
    expect(code).toBe(0);
    const whole = await contents(file);
    let resumed = 0;
    for (const dies of spread(7, changes.length)) {
      const back = newFile();
      expect((await startDying([MOVER, server, back], dies).ended).signal).toBe("SIGKILL");
      expect(existsSync(back)).toBe(false);
      resumed += (await move(server, back)).resumed;
      expect(await contents(back)).toEqual(whole);
    }
    expect(resumed).toBeGreaterThan(0);
  });

  test("begins anew where the store it comes from was written to since", async () => {
    const [file, server] = [newFile(), await freshSchema()];
    await fill(file);
    const { changes } = await startDying([MOVER, file, await freshSchema()], Infinity, QUERIES)
      .ended;
    const late = changes.findLastIndex((each) => each.startsWith("INSERT INTO text"));
    await startDying([MOVER, file, server], late, QUERIES).ended;
    const store = await at(file);
    const early = [{ day: "1989-12-31", value: 1, public: NOON, stated: false }];
    await store.write((writer) => writer.record("a.close", "a.csv", NOON, early));
    expect(await move(file, server)).toMatchObject({ isNew: true, resumed: 0 });
    expect(await contents(server)).toEqual(await contents(file));
  });
});

test("a store that somebody writes to is not moved meanwhile, and two do not move to one place", async () => {
  const [file, server] = [newFile(), await freshSchema()];
  await fill(file);
  const database = new DatabaseSync(file);
  onTestFinished(() => database.close());
  database.exec("BEGIN IMMEDIATE");
  expect(await refusal(file, server)).toContain("Another command is writing");
  database.exec("ROLLBACK");
  const target = await postgresTarget(placeAt(server), PARTS.archive.schema, { milliseconds: 100 });
  expect(await refusal(file, server)).toContain("Another command is moving");
  await target.close();
  expect(await move(file, server)).toMatchObject({ isNew: true });
});

test.each(["archive", "subscribers"] as const)(
  "both databases have the tables and columns that are moved, and no other: %s",
  async (name) => {
    const [file, server] = [newFile(), await freshSchema()];
    const { tables, placeIn, schema } = PARTS[name];
    const place = placeIn(placeAt(server));
    const [database, pool] = [new DatabaseSync(file), await connectTo(place)];
    onTestFinished(() => pool.end());
    for (const step of PARTS[name].file.schema.steps) database.exec(step);
    await prepareSchema(pool, place, schema.steps, { milliseconds: 1000 });
    const wanted = tables
      .flatMap((table) => Object.keys(table.columns).map((column) => `${table.name}.${column}`))
      .toSorted();
    const here = database
      .prepare(
        "SELECT m.name || '.' || c.name AS place FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name <> 'pace'",
      )
      .all();
    expect(here.map((row) => row["place"]).toSorted()).toEqual(wanted);
    // When a provider may be asked again, and when a mail may go out, is of the server's moment and is not moved.
    const { rows } = await pool.query(
      "SELECT table_name || '.' || column_name AS place, data_type FROM information_schema.columns WHERE table_schema = $1 AND table_name NOT IN ('bellwether', 'pace')",
      [place.schema],
    );
    expect(rows.map((row) => row.place).toSorted()).toEqual(wanted);
    const kinds = new Map(
      tables.flatMap((table) =>
        Object.entries(table.columns).map(([column, kind]) => [`${table.name}.${column}`, kind]),
      ),
    );
    for (const row of rows)
      expect([row.place, row.data_type]).toEqual([row.place, kinds.get(row.place)]);
  },
);
