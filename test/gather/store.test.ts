import { mkdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, onTestFinished, test } from "vitest";
import { openStore } from "../../generator/store/sqlite/open.ts";
import { guardStore } from "../../generator/store/sqlite/faults.ts";
import { storeWriter } from "../../generator/store/sqlite/writer.ts";
import { inTransaction } from "../../generator/store/sqlite/transaction.ts";
import {
  catalogueOf,
  failureOf,
  seriesOf,
  temporaryFolder,
  temporaryStore,
  worldAt,
} from "./support.ts";

const world = worldAt("2025-07-01T00:00:00Z");

const noon = Date.parse("2025-05-08T12:00:00Z");

const HOUR = 3_600_000;

const catalogue = catalogueOf(seriesOf({ id: "a.close" }));

function observation(day: string, value: number, published = noon, stated = false) {
  return { day, value, public: published, stated };
}

function days(count: number) {
  return Array.from({ length: count }, (_, index) =>
    observation(new Date(index * 86_400_000).toISOString().slice(0, 10), index + 0.5),
  );
}

describe("what is written", () => {
  test("comes back as it was", () => {
    const store = temporaryStore();
    const values = [0.1 + 0.2, -0, 1e-300, 97032.32, 149218945580];
    const rows = values.map((value, index) => observation(`2025-05-0${index + 1}`, value));
    const change = store.write((writer) => writer.record("a.close", "a.csv", noon, rows));
    expect(change).toEqual({ added: 5, revised: 0, unchanged: 0 });
    const history = store.view(noon, catalogue).history("a.close");
    expect([...history.values].map((value) => value + 0)).toEqual(values.map((value) => value + 0));
    expect(history.days).toEqual(rows.map(({ day }) => day));
    expect(store.extent("a.close")).toEqual({ periods: 5, last: "2025-05-05" });
  });

  test("is unchanged when it is written again", () => {
    const store = temporaryStore();
    const write = () => store.write((writer) => writer.record("a.close", "a.csv", noon, days(9)));
    write();
    expect(write()).toEqual({ added: 0, revised: 0, unchanged: 9 });
    expect([...store.view(noon, catalogue).history("a.close").revisions]).toEqual(Array(9).fill(0));
  });

  test("is seen by a view made later, also when another connection wrote it", () => {
    const path = join(temporaryFolder(), "bellwether.db");
    const [one, other] = [temporaryStore(path), temporaryStore(path)];
    const count = () => one.view(noon, catalogue).history("a.close").days.length;
    expect(count()).toBe(0);
    other.write((writer) => writer.record("a.close", "a.csv", noon, days(3)));
    expect(count()).toBe(3);
    one.write((writer) => writer.record("a.close", "a.csv", noon, days(5)));
    expect(count()).toBe(5);
  });

  test("is taken back whole when the work fails half way", () => {
    const store = temporaryStore();
    expect(() =>
      store.write((writer) => {
        writer.record("a.close", "a.csv", noon, days(3));
        throw new Error("half way");
      }),
    ).toThrow("half way");
    expect(store.extent("a.close")).toEqual({ periods: 0, last: undefined });
  });

  test("cannot be updated, deleted or replaced, by any program", () => {
    const path = join(temporaryFolder(), "bellwether.db");
    temporaryStore(path).write((writer) => {
      writer.record("a.close", "a.csv", noon, days(3));
      const remark = {
        series: "a.close",
        code: "gap",
        line: undefined,
        period: "x",
        why: "y",
      } as const;
      writer.recordReading({ file: "a.csv", digest: "d", at: noon, remarks: [remark] });
      writer.recordClaim({ id: "c", seen: "2025-05-08T10:00:00Z" } as never, noon);
    });
    const database = new DatabaseSync(path);
    const tables = ["series", "origin", "observation", "claim", "reading", "remark"];
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

  test.each([
    [NaN, /NOT NULL/],
    [Infinity, /CHECK/],
    [-Infinity, /CHECK/],
  ])("is never %f", (value, constraint) => {
    const rows = [observation("2025-05-01", value)];
    const store = temporaryStore();
    expect(() => store.write((writer) => writer.record("a.close", "a.csv", noon, rows))).toThrow(
      constraint,
    );
  });
});

describe("a changed value", () => {
  const later = noon + 5 * HOUR;

  test("is a revision that was public when it was retrieved, not before", () => {
    const store = temporaryStore();
    const write = (value: number, retrieved: number) =>
      store.write((writer) =>
        writer.record("a.close", "a.csv", retrieved, [observation("2025-05-07", value)]),
      );
    write(1, noon);
    expect(write(2, later)).toEqual({ added: 0, revised: 1, unchanged: 0 });
    const at = (instant: number) => store.view(instant, catalogue).history("a.close");
    expect([...at(later - 1).values]).toEqual([1]);
    expect([...at(later).values]).toEqual([2]);
    expect([...at(later).revisions]).toEqual([1]);
    write(1, later + HOUR);
    expect([...at(later + HOUR).values]).toEqual([1]);
    expect([...at(later + HOUR).revisions]).toEqual([2]);
  });

  test("was public when the source says so, if that is after the value it replaces", () => {
    const store = temporaryStore();
    const write = (value: number, published: number) =>
      store.write((writer) =>
        writer.record("a.close", "a.csv", later, [
          observation("2025-05-07", value, published, true),
        ]),
      );
    write(1, noon);
    write(2, noon + HOUR);
    write(3, noon + HOUR);
    const at = (instant: number) => [...store.view(instant, catalogue).history("a.close").values];
    expect(at(noon)).toEqual([1]);
    expect(at(noon + HOUR)).toEqual([2]);
    expect(at(later - 1)).toEqual([2]);
    expect(at(later)).toEqual([3]);
  });

  test("is never public before the one it replaces, even if the clock went back", () => {
    const store = temporaryStore();
    const write = (value: number, retrieved: number) =>
      store.write((writer) =>
        writer.record("a.close", "a.csv", retrieved, [observation("2025-05-07", value)]),
      );
    write(1, noon);
    write(2, noon - 9 * HOUR);
    expect([...store.view(noon - 1, catalogue).history("a.close").values]).toEqual([]);
    expect([...store.view(noon, catalogue).history("a.close").values]).toEqual([2]);
  });
});

function failureToOpen(content: string | Uint8Array): ReturnType<typeof failureOf> {
  const path = join(temporaryFolder(), "bellwether.db");
  writeFileSync(path, content);
  const failure = failureOf(() => openStore(world, path));
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
  test("that is no database is said to be damaged, and kept", () => {
    const failure = failureToOpen("date,close\n2025-05-07,1\n".repeat(100));
    expect([failure.exit, failure.problems[0]?.code]).toEqual([3, "damaged-store"]);
  });

  test("that is another program's database is left alone", () => {
    const failure = failureToOpen(databaseWith("CREATE TABLE recipes (name TEXT)"));
    expect([failure.exit, failure.problems[0]?.code]).toEqual([2, "foreign-store"]);
  });

  test("of a newer Bellwether is left alone", () => {
    const ours = databaseWith(
      "CREATE TABLE series (id); PRAGMA application_id = 0x42656c6c; PRAGMA user_version = 99",
    );
    const failure = failureToOpen(ours);
    expect([failure.exit, failure.problems[0]?.code]).toEqual([2, "store-version"]);
  });

  test("that is a folder is an outage that names it", () => {
    const path = join(temporaryFolder(), "bellwether.db");
    mkdirSync(path);
    const failure = failureOf(() => openStore(world, path));
    expect([failure.exit, failure.problems[0]?.code]).toEqual([3, "store-unreachable"]);
  });

  test.each(["cut short", "overwritten in the middle"])(
    "that was %s is said to be damaged",
    (how) => {
      const path = join(temporaryFolder(), "bellwether.db");
      const whole = openStore(world, path);
      whole.write((writer) => writer.record("a.close", "a.csv", noon, days(20_000)));
      whole.close();
      if (how === "cut short") truncateSync(path, 200_000);
      else writeFileSync(path, readFileSync(path).fill(0xa5, 100_000, 300_000));
      const failure = failureOf(() => {
        const store = openStore(world, path);
        onTestFinished(() => store.close());
        store.view(noon, catalogue).history("a.close");
      });
      expect([failure.exit, failure.problems[0]?.code]).toEqual([3, "damaged-store"]);
      expect(failure.problems[0]?.file).toBe(path);
    },
  );
});

test("a disk without space stores nothing of the step and says so", () => {
  const path = join(temporaryFolder(), "bellwether.db");
  const store = temporaryStore(path);
  store.write((writer) => writer.record("a.close", "a.csv", noon, days(10)));
  const database = new DatabaseSync(path);
  database.exec("PRAGMA max_page_count = 30");
  const failure = failureOf(() =>
    guardStore(path, () =>
      inTransaction(database, { milliseconds: 1000 }, () =>
        storeWriter(database).record("a.close", "a.csv", noon, days(20_000)),
      ),
    ),
  );
  database.close();
  expect([failure.exit, failure.problems[0]?.code]).toEqual([3, "store-full"]);
  expect(store.extent("a.close").periods).toBe(10);
});
