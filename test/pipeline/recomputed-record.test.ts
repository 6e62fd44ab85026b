import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays, daysFrom } from "../../generator/base/day.ts";
import { gather } from "../../generator/gather/gather.ts";
import { measure } from "../../generator/measure/measure.ts";
import { BUILT_IN } from "../../generator/newsroom/kit.ts";
import type { Archive } from "../../generator/store/archive.ts";
import { openStore } from "../../generator/store/sqlite/open.ts";
import { PROJECT, sample, temporaryFolder, worldAt } from "../gather/support.ts";

/** Funding, breadth and changes to date of twenty days, computed again by plain loops over the bundled CSV files. */

const DAYS = daysFrom("2024-10-22", "2024-11-10");

/** By day, the cells of a bundled file by column. */
function table(file: string): Map<string, Record<string, string>> {
  const text = readFileSync(join(PROJECT, "content/data", file), "utf8").trim();
  const [head = "", ...lines] = text.split("\n");
  const names = head.split(",");
  return new Map(
    lines.map((line) => {
      const cells = line.split(",");
      return [cells[0]!, Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ""]))];
    }),
  );
}

const tables = {
  btc: table("btc.csv"),
  funding: table("funding.csv"),
  coins: table("coins.csv"),
  sectors: table("sectors.csv"),
};

/** How many columns of a row are above those of another. */
function risen(
  now: Readonly<Record<string, string>>,
  before: Readonly<Record<string, string>>,
): number {
  const names = Object.keys(now).filter((name) => name !== "date");
  return names.filter((name) => Number(now[name]) > Number(before[name])).length;
}

const folder = temporaryFolder(afterAll);
let archive: Archive;

beforeAll(async () => {
  const world = worldAt("2025-07-02T12:00:00Z");
  const store = await openStore(world, join(folder, "bellwether.db"));
  await gather(world, sample(), store);
  archive = await store.load(sample().catalogue);
  await store.close();
});

function read(day: string): (subject: string, quantity: string, name: string) => unknown {
  const view = archive.view(Date.parse(`${addDays(day, 1)}T12:00:00Z`));
  const signals = measure(view, BUILT_IN.measures);
  return (subject, quantity, name) => {
    const outcome = signals.read(subject, quantity, name);
    return outcome.ok ? outcome.signal.value : outcome.why.reason;
  };
}

test.each(DAYS)("funding, coins that rose and changes to date of %s", (day) => {
  const value = read(day);
  const before = addDays(day, -1);
  expect(value("btc", "funding", "last")).toBe(Number(tables.funding.get(day)!["btc"]));
  expect(value("btc", "funding", "previous")).toBe(Number(tables.funding.get(before)!["btc"]));
  expect(value("coins", "advances", "last")).toBe(
    risen(tables.coins.get(day)!, tables.coins.get(before)!),
  );
  const close = (at: string): number => Number(tables.btc.get(at)!["close"]);
  const since = (at: string): number => (close(day) / close(at) - 1) * 100;
  expect(value("btc", "close", "yearChange")).toBeCloseTo(since("2023-12-31"), 9);
  expect(value("btc", "close", "quarterChange")).toBeCloseTo(since("2024-09-30"), 9);
  const month = addDays(`${day.slice(0, 8)}01`, -1);
  expect(value("btc", "close", "monthChange")).toBeCloseTo(since(month), 9);
});

test.each(DAYS)("sectors that rose by the session up to %s", (day) => {
  const sessions = [...tables.sectors.keys()].filter((each) => each <= day);
  const [before = "", newest = ""] = sessions.slice(-2);
  expect(read(day)("sectors", "advances", "last")).toBe(
    risen(tables.sectors.get(newest)!, tables.sectors.get(before)!),
  );
});
