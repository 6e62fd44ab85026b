import { mkdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import type { Failure } from "../../generator/base/problem.ts";
import { openStore } from "../../generator/store/sqlite/open.ts";
import { guardStore } from "../../generator/store/sqlite/faults.ts";
import { addTo } from "../../generator/store/sqlite/observations.ts";
import { sqlOver } from "../../generator/store/sqlite/sql.ts";
import { writingTo } from "../../generator/store/sql/writer.ts";
import { inTransaction } from "../../generator/store/sqlite/transaction.ts";
import {
  catalogueOf,
  periodsOf,
  refusalOf,
  seriesOf,
  temporaryFolder,
  temporaryStore,
  worldAt,
} from "../gather/support.ts";
import { days, storeContract } from "./contract.ts";

const world = worldAt("2025-07-01T00:00:00Z");

const noon = Date.parse("2025-05-08T12:00:00Z");

const catalogue = catalogueOf(seriesOf({ id: "a.close" }));

const place = (): string => join(temporaryFolder(), "bellwether.db");

storeContract("SQLite", place, (path) => openStore(world, path));

test("what was gathered or done cannot be updated, deleted or replaced, by any program", async () => {
  const path = place();
  const store = await temporaryStore(path);
  await store.write(async (writer) => {
    await writer.record("a.close", "a.csv", noon, days(3));
    const remark = {
      series: "a.close",
      code: "gap",
      line: undefined,
      period: "x",
      why: "y",
    } as const;
    await writer.recordReading({ file: "a.csv", digest: "d", at: noon, remarks: [remark] });
    await writer.recordClaim({ id: "c", seen: "2025-05-08T10:00:00Z" } as never, noon);
    await writer.appendTrail({ path: "a.md" } as never);
    await writer.keepText("A text.");
  });
  const database = new DatabaseSync(path);
  const tables = ["series", "origin", "observation", "claim", "reading", "remark", "trail", "text"];
  for (const table of tables) {
    const columns = database.prepare(`PRAGMA table_info(${table})`).all();
    const column = String(columns.at(-1)?.["name"]);
    for (const sql of [
      `UPDATE ${table} SET ${column} = ${column}`,
      `DELETE FROM ${table}`,
      `INSERT OR REPLACE INTO ${table} SELECT * FROM ${table}`,
    ]) {
      expect(() => database.exec(sql)).toThrow("the store is append-only");
    }
  }
  database.close();
});

test("a store of the first version holds documents once it was opened, and all that it held before", async () => {
  const path = place();
  const before = await openStore(world, path);
  await before.write((writer) => writer.record("a.close", "a.csv", noon, days(3)));
  await before.close();
  const database = new DatabaseSync(path);
  for (const table of ["document", "gathered", "trail", "text", "event", "headline"])
    database.exec(`DROP TABLE ${table}`);
  database.exec("PRAGMA user_version = 1");
  database.close();
  const store = await temporaryStore(path);
  await store.write((writer) => writer.keepDocument("note", "kept"));
  expect(await store.document("note")).toBe("kept");
  expect(await periodsOf(store, "a.close")).toBe(3);
});

async function failureToOpen(content: string | Uint8Array): Promise<Failure> {
  const path = place();
  writeFileSync(path, content);
  const failure = await refusalOf(() => openStore(world, path));
  expect(failure.problems[0]?.file).toBe(path);
  expect(failure.problems[0]?.advice).toContain("Nothing was");
  expect(readFileSync(path)).toEqual(Buffer.from(content));
  return failure;
}

function databaseWith(sql: string): Uint8Array {
  const path = join(temporaryFolder(), "other.db");
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
  return readFileSync(path);
}

describe("a file in the store's place", () => {
  test("that is no database is said to be damaged, and kept", async () => {
    const failure = await failureToOpen("date,close\n2025-05-07,1\n".repeat(100));
    expect([failure.exit, failure.problems[0]?.code]).toEqual([3, "damaged-store"]);
  });

  test("that is another program's database is left alone", async () => {
    const failure = await failureToOpen(databaseWith("CREATE TABLE recipes (name TEXT)"));
    expect([failure.exit, failure.problems[0]?.code]).toEqual([2, "foreign-store"]);
  });

  test("of a newer Bellwether is left alone", async () => {
    const ours = databaseWith(
      "CREATE TABLE series (id); PRAGMA application_id = 0x42656c6c; PRAGMA user_version = 99",
    );
    const failure = await failureToOpen(ours);
    expect([failure.exit, failure.problems[0]?.code]).toEqual([2, "store-version"]);
  });

  test("that is a folder is an outage that names it", async () => {
    const path = place();
    mkdirSync(path);
    const failure = await refusalOf(() => openStore(world, path));
    expect([failure.exit, failure.problems[0]?.code]).toEqual([3, "store-unreachable"]);
  });

  test.each(["cut short", "overwritten in the middle"])(
    "that was %s is said to be damaged",
    async (how) => {
      const path = place();
      const whole = await openStore(world, path);
      await whole.write((writer) => writer.record("a.close", "a.csv", noon, days(20_000)));
      await whole.close();
      if (how === "cut short") truncateSync(path, 200_000);
      else writeFileSync(path, readFileSync(path).fill(0xa5, 100_000, 300_000));
      const failure = await refusalOf(async () => (await temporaryStore(path)).load(catalogue));
      expect([failure.exit, failure.problems[0]?.code]).toEqual([3, "damaged-store"]);
      expect(failure.problems[0]?.file).toBe(path);
    },
  );
});

test("a disk without space stores nothing of the step and says so", async () => {
  const path = place();
  const store = await temporaryStore(path);
  await store.write((writer) => writer.record("a.close", "a.csv", noon, days(10)));
  const database = new DatabaseSync(path);
  database.exec("PRAGMA max_page_count = 30");
  const failure = await refusalOf(() =>
    guardStore(path, () =>
      inTransaction(database, { milliseconds: 1000 }, () =>
        writingTo(sqlOver(database), addTo).writer.record("a.close", "a.csv", noon, days(20_000)),
      ),
    ),
  );
  database.close();
  expect([failure.exit, failure.problems[0]?.code]).toEqual([3, "store-full"]);
  expect(await periodsOf(store, "a.close")).toBe(10);
});
