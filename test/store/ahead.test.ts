import { join } from "node:path";
import { expect, test } from "vitest";
import type { Store } from "../../generator/store/store.ts";
import { openStore } from "../../generator/store/sqlite/open.ts";
import {
  catalogueOf,
  seriesOf,
  temporaryFolder,
  temporaryStore,
  worldAt,
} from "../gather/support.ts";
import { days } from "./contract.ts";

const NOON = Date.parse("2025-05-08T12:00:00Z");

/** As many as are read in a thread of their own. */
const IDS = Array.from({ length: 600 }, (_, at) => `s${at}.close`);

const catalogue = catalogueOf(...IDS.map((id) => seriesOf({ id })));

async function filled(): Promise<string> {
  const path = join(temporaryFolder(), "bellwether.db");
  const store = await temporaryStore(path);
  await store.write(async (writer) => {
    for (const [at, id] of IDS.entries())
      await writer.record(id, "a.csv", NOON, days(3 + (at % 3)));
  });
  return path;
}

/** What a store says of all series. */
async function allOf(store: Store): Promise<unknown[]> {
  const view = (await store.load(catalogue)).view(Number.MAX_SAFE_INTEGER);
  return IDS.map((id) => view.history(id));
}

/** What one says that has expected nothing. */
async function plainly(path: string): Promise<unknown[]> {
  return allOf(await temporaryStore(path));
}

test("series that were expected are loaded as if they had not been", async () => {
  const path = await filled();
  const store = await temporaryStore(path);
  store.expect(IDS);
  const first = (await store.load(catalogue, IDS.slice(0, 5))).view(Number.MAX_SAFE_INTEGER);
  expect(first.history(IDS[1]!).days).toHaveLength(4);
  expect(await allOf(store)).toEqual(await plainly(path));
});

test("what this store writes meanwhile, behind what there was or over it, is loaded", async () => {
  const path = await filled();
  const store = await temporaryStore(path);
  store.expect(IDS);
  await store.load(catalogue, IDS.slice(0, 5));
  await store.write(async (writer) => {
    await writer.record(IDS[0]!, "b.csv", NOON, days(9));
    await writer.record(IDS[1]!, "b.csv", NOON, [{ ...days(1)[0]!, value: 77 }]);
    await writer.record(IDS[500]!, "b.csv", NOON, days(7));
  });
  const all = await allOf(store);
  expect(all).toEqual(await plainly(path));
  expect(all[500]).toHaveProperty("days.length", 7);
});

test("what others write meanwhile is loaded", async () => {
  const path = await filled();
  const store = await temporaryStore(path);
  store.expect(IDS);
  await store.load(catalogue, IDS.slice(0, 5));
  const other = await temporaryStore(path);
  await other.write((writer) => writer.record(IDS[599]!, "b.csv", NOON, days(8)));
  await store.write((writer) => writer.record(IDS[0]!, "b.csv", NOON, days(9)));
  const all = await allOf(store);
  expect(all).toEqual(await plainly(path));
  expect(all[599]).toHaveProperty("days.length", 8);
});

test("a store is closed while series are read that nobody has asked for", async () => {
  const store = await openStore(worldAt("2025-07-01T00:00:00Z"), await filled());
  store.expect(IDS);
  await expect(store.close()).resolves.toBeUndefined();
});
