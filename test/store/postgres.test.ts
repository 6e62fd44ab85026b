import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import pg from "pg";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { Failure } from "../../generator/base/problem.ts";
import { openPostgres, openPostgresToRead } from "../../generator/store/postgres/open.ts";
import { connectTo } from "../../generator/store/postgres/connect.ts";
import { STEPS } from "../../generator/store/postgres/schema.ts";
import { prepareSchema, refuseUnfit } from "../../generator/store/postgres/versions.ts";
import type { Store } from "../../generator/store/store.ts";
import { catalogueOf, periodsOf, refusalOf, seriesOf, viewAt } from "../gather/support.ts";
import { startDying } from "../support/kills.ts";
import { freshSchema, placeAt, readerOf, sharedPostgres, sqlClient } from "../support/postgres.ts";
import { days, storeContract } from "./contract.ts";

const NOON = Date.parse("2025-05-08T12:00:00Z");

const QUERIES = { by: "dying-queries-process.ts" } as const;

const WRITER = join(import.meta.dirname, "postgres-writer-process.ts");

const catalogue = catalogueOf(seriesOf({ id: "a.close" }), seriesOf({ id: "shared.close" }));

const server = await sharedPostgres();
let places = 0;
const place = (): string => `${server}?schema=contract_${++places}`;

storeContract("Postgres", place, (url) => openPostgres(placeAt(url)));

async function opened(url: string, ...more: [patience?: object, before?: () => void]) {
  const store = await openPostgres(placeAt(url), ...(more as [never]));
  onTestFinished(() => store.close());
  return store;
}

function record(store: Store, count: number, series = "a.close") {
  return store.write((writer) => writer.record(series, "a.csv", NOON, days(count)));
}

/** Another process that writes, or holds the lock until it is told to let go. */
function run(...words: readonly string[]) {
  const child = spawn(process.execPath, [WRITER, ...words], { stdio: ["pipe", "pipe", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

function told(failure: Failure): (string | number | undefined)[] {
  return [failure.exit, failure.problems[0]?.code];
}

async function schemaWithStore(): Promise<string> {
  const url = await freshSchema();
  await (await openPostgres(placeAt(url))).close();
  return url;
}

/** How an address is refused that differs in something from a right one. */
async function refusalWith(change: (url: URL) => void): Promise<Failure> {
  const url = new URL(await freshSchema());
  change(url);
  const failure = await refusalOf(() => openPostgres(placeAt(url.href)));
  expect(failure.message).not.toContain("a-password-of-tests");
  expect(failure.problems[0]?.advice).toBeTruthy();
  expect(failure.problems[0]?.file).toContain("?schema=test_");
  return failure;
}

test("what was gathered or done cannot be updated, deleted or emptied, by any program", async () => {
  const url = await freshSchema();
  const store = await opened(url);
  await record(store, 3);
  const client = await sqlClient(url);
  for (const table of ["series", "origin", "observation", "claim", "event", "reading", "remark"])
    for (const statement of [`DELETE FROM ${table}`, `TRUNCATE ${table} CASCADE`])
      await expect(client.query(statement)).rejects.toThrow("append-only");
  for (const table of ["trail", "text"])
    await expect(client.query(`UPDATE ${table} SET hash = hash`)).rejects.toThrow("append-only");
  await expect(
    client.query(
      "INSERT INTO observation SELECT * FROM observation ON CONFLICT (series, period, revision) DO UPDATE SET value = 0",
    ),
  ).rejects.toThrow("append-only");
  expect(await periodsOf(store, "a.close")).toBe(3);
});

test("two publishers in one database do not see each other, and do not wait for each other", async () => {
  const [one, other] = [await opened(await freshSchema()), await opened(await freshSchema())];
  await one.write(async (writer) => {
    await writer.record("a.close", "a.csv", NOON, days(3));
    await writer.keepDocument("note", "of one");
    await record(other, 5);
  });
  expect(await periodsOf(one, "a.close")).toBe(3);
  expect(await periodsOf(other, "a.close")).toBe(5);
  expect(await other.document("note")).toBeUndefined();
});

test("a schema that comes from a publication's name is not begun beside the stores of others", async () => {
  const named = placeAt(await freshSchema());
  const place = { ...named, schema: "a_new_name", isSchemaNamed: false };
  await (await openPostgres(named)).close();
  const failure = await refusalOf(() => openPostgres(place));
  expect(told(failure)).toEqual([2, "database-schema"]);
  expect(failure.problems[0]?.advice).toContain("?schema=");
});

describe("writers of several processes", () => {
  test("lose nothing and store nothing twice, also when they make the store at once", async () => {
    const url = await freshSchema();
    const names = ["a.close", "b.close", "c.close"];
    const children = names.map((name) => run("write", url, name, "15"));
    const exits = await Promise.all(children.map((child) => once(child, "exit")));
    expect(exits.map(([code]) => code)).toEqual([0, 0, 0]);
    const store = await opened(url);
    const all = catalogueOf(...[...names, "shared.close"].map((id) => seriesOf({ id })));
    const view = await viewAt(store, Date.parse("2100-01-01T00:00:00Z"), all);
    for (const id of all.series.keys()) {
      const { values, revisions } = view.history(id);
      expect([...values]).toEqual(Array.from({ length: 300 }, (_, index) => index));
      expect(new Set(revisions)).toEqual(new Set([0]));
    }
  });

  test("wait for the one that is writing, say so once, and go on; reading goes on meanwhile", async () => {
    const url = await freshSchema();
    const onWait = vi.fn<() => void>(() => void holder.stdin.end());
    const store = await opened(url, { milliseconds: 20_000, onWait });
    await record(store, 2);
    const holder = run("hold", url);
    await once(holder.stdout, "data");
    expect(await periodsOf(store, "a.close")).toBe(2);
    expect((await record(store, 3)).added).toBe(1);
    expect(onWait).toHaveBeenCalledOnce();
  });

  test("whose patience is over store nothing and say who is in the way", async () => {
    const url = await freshSchema();
    const onWait = vi.fn<() => void>();
    const store = await opened(url, { milliseconds: 300, onWait });
    const holder = run("hold", url);
    await once(holder.stdout, "data");
    const failure = await refusalOf(() => record(store, 3));
    expect(told(failure)).toEqual([3, "store-busy"]);
    expect(onWait).toHaveBeenCalledOnce();
    expect(await periodsOf(store, "a.close")).toBe(0);
  });

  test("that are killed leave whole transactions behind, and no lock", async () => {
    // By statements of the whole run: making the store, then some ten for each transaction.
    for (const at of [4, 9, 14, 19, 21, 24, 27, 30, 33, 35]) {
      const url = await freshSchema();
      const { ended } = startDying([WRITER, "write", url, "a.close", "50"], at, QUERIES);
      expect((await ended).signal).toBe("SIGKILL");
      const store = await opened(url);
      const view = await viewAt(store, Date.parse("2100-01-01T00:00:00Z"), catalogue);
      const [mine, shared] = [view.history("a.close"), view.history("shared.close")];
      expect(mine.days.length % 20).toBe(0);
      expect(mine.days.length).toBeLessThan(1000);
      expect([...mine.values]).toEqual([...shared.values]);
      expect((await record(store, 2, "b.close")).added).toBe(2);
    }
  });
});

test("a transaction of which a statement failed stores nothing, also when whoever asked goes on", async () => {
  const store = await opened(await freshSchema());
  const work = store.write(async (writer) => {
    await writer.keepDocument("note", "half");
    await writer.record("a.close", "a", NOON, [{ ...days(1)[0]!, value: NaN }]).catch(() => {});
  });
  await expect(work).rejects.toThrow("had failed");
  expect(await store.document("note")).toBeUndefined();
  expect((await record(store, 2)).added).toBe(2);
});

describe("a user that may only read", () => {
  test("reads, and is told so when something would be written", async () => {
    const url = await freshSchema();
    await record(await opened(url), 3);
    const store = await opened(await readerOf(url));
    expect(await periodsOf(store, "a.close")).toBe(3);
    expect((await viewAt(store, NOON, catalogue)).history("a.close").days).toHaveLength(3);
    const failure = await refusalOf(() => record(store, 5));
    expect(told(failure)).toEqual([3, "database-rights"]);
    expect(failure.message).toContain("Nothing was changed");
    expect(failure.message).not.toContain("read@");
  });

  test("is told the same where a store would have to be made, and finds none to read", async () => {
    const url = new URL(await readerOf(await schemaWithStore()));
    url.searchParams.set("schema", "not_there");
    expect(told(await refusalOf(() => openPostgres(placeAt(url.href))))).toEqual([
      3,
      "database-rights",
    ]);
    expect(await openPostgresToRead(placeAt(url.href))).toBeUndefined();
  });
});

describe("a database that cannot be used", () => {
  test("is named, with what to do about it, and never with its password", async () => {
    const closed = createServer();
    await once(closed.listen(0, "127.0.0.1"), "listening");
    const { port } = closed.address() as AddressInfo;
    closed.close();
    for (const [code, change] of [
      ["database-unreachable", (url: URL) => (url.port = String(port))],
      ["database-unreachable", (url: URL) => (url.hostname = "no-such-host.invalid")],
      ["database-unreachable", (url: URL) => url.searchParams.set("sslmode", "verify-full")],
      ["database-password", (url: URL) => (url.password = "wrong")],
      ["database-password", (url: URL) => (url.username = "nobody")],
      ["database-password", (url: URL) => (url.password = "")],
      ["database-missing", (url: URL) => (url.pathname = "/no_such_database")],
    ] as const)
      expect(told(await refusalWith(change))).toEqual([3, code]);
  });

  test("is one without a connection left", async () => {
    const url = new URL(await freshSchema());
    const client = await sqlClient(url.href);
    await client.query("CREATE ROLE narrow LOGIN PASSWORD 'narrow' CONNECTION LIMIT 0");
    [url.username, url.password] = ["narrow", "narrow"];
    const failure = await refusalOf(() => openPostgres(placeAt(url.href)));
    expect(told(failure)).toEqual([3, "database-connections"]);
  });

  test("is one of a newer Bellwether, or of another program: it is left alone", async () => {
    const url = await freshSchema();
    await (await openPostgres(placeAt(url))).close();
    const client = await sqlClient(url);
    await client.query("UPDATE bellwether SET version = 99");
    expect(told(await refusalOf(() => openPostgres(placeAt(url))))).toEqual([2, "store-version"]);
    const other = await freshSchema();
    const { schema } = placeAt(other);
    await client.query(`CREATE SCHEMA ${schema} CREATE TABLE recipes (name text)`);
    expect(told(await refusalOf(() => openPostgres(placeAt(other))))).toEqual([2, "foreign-store"]);
    const tables = await client.query("SELECT FROM pg_tables WHERE schemaname = $1", [schema]);
    expect(tables.rowCount).toBe(1);
  });

  test("is one that is too old, or not encoded in UTF-8", () => {
    const standing = {
      server: 180_004,
      encoding: "UTF8",
      tables: 0,
      version: undefined,
      stores: [],
    };
    const place = placeAt("postgres://localhost/news");
    expect(() => refuseUnfit(standing, place, 1)).not.toThrow();
    expect(() => refuseUnfit({ ...standing, server: 150_009 }, place, 1)).toThrow(
      "The server is Postgres 15.9; Bellwether needs 16 or later. (database-too-old)",
    );
    expect(() => refuseUnfit({ ...standing, encoding: "LATIN1" }, place, 1)).toThrow(
      "(database-encoding)",
    );
  });
});

describe("a store of an earlier version", () => {
  const next = [...STEPS, "CREATE TABLE later (id integer); ALTER TABLE document ADD note text"];

  test("is brought up to date while another reads, which sees the one state or the other", async () => {
    const url = await freshSchema();
    const store = await opened(url);
    await store.write((writer) => writer.keepDocument("note", "kept"));
    await record(store, 3);
    const place = placeAt(url);
    const pool = await connectTo(place);
    onTestFinished(() => pool.end());
    const migrated = new AbortController();
    const reading = (async () => {
      let reads = 0;
      while (!migrated.signal.aborted || reads < 20) {
        expect(await store.document("note")).toBe("kept");
        expect(await periodsOf(store, "a.close")).toBe(3);
        reads++;
      }
    })();
    const steps = Promise.all(
      [1, 2].map(() => prepareSchema(pool, place, next, { milliseconds: 9_000 })),
    );
    await steps.finally(() => migrated.abort());
    await reading;
    const client = await sqlClient(url);
    const { rows } = await client.query(
      "SELECT version, (SELECT count(*) FROM later) FROM bellwether",
    );
    expect(rows).toEqual([{ version: STEPS.length + 1, count: "0" }]);
  });

  test("stays as it is, whole, where another holds its tables for longer than the patience lasts", async () => {
    const url = await freshSchema();
    const store = await opened(url);
    const place = placeAt(url);
    const pool = await connectTo(place);
    onTestFinished(() => pool.end());
    const client = await sqlClient(url);
    await client.query("BEGIN; SELECT * FROM document");
    const migration = prepareSchema(pool, place, next, { milliseconds: 300 });
    await expect(migration).rejects.toMatchObject({ code: "55P03" });
    await client.query("ROLLBACK");
    expect((await client.query("SELECT to_regclass('later') AS later")).rows).toEqual([
      { later: null },
    ]);
    expect((await record(store, 1)).added).toBe(1);
  });
});

test("no more connections are open than the configuration says, and none when the store is closed", async () => {
  const url = await freshSchema();
  const place = { ...placeAt(url), connections: 2 };
  const store = await openPostgres(place);
  await record(store, 3);
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  onTestFinished(() => client.end());
  await Promise.all(Array.from({ length: 12 }, () => store.version()));
  const open = async (): Promise<number> => {
    const { rows } = await client.query(
      "SELECT count(*)::integer AS open FROM pg_stat_activity WHERE application_name = 'bellwether' AND query LIKE '%gathered%'",
    );
    return rows[0].open;
  };
  expect(await open()).toBeLessThanOrEqual(2);
  await store.close();
  await expect.poll(open).toBe(0);
});
