import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { gather } from "../../generator/gather/gather.ts";
import {
  publicationOf,
  seriesOf,
  temporaryFolder,
  temporaryStore,
  viewAt,
  worldAt,
} from "./support.ts";

const world = worldAt("2025-05-13T12:00:00Z");
const NOW = Date.parse("2025-05-13T12:00:00Z");

/** From Friday to Monday. */
const ROWS = "date,value\n2025-05-09,100\n2025-05-10,101\n2025-05-11,102\n2025-05-12,103\n";

function folderWithRows(): string {
  const home = temporaryFolder();
  mkdirSync(join(home, "content/data"), { recursive: true });
  writeFileSync(join(home, "content/data/a.csv"), ROWS);
  return home;
}

const declared = (home: string, change: object) =>
  publicationOf(
    home,
    seriesOf({ id: "a.close", from: { file: "a.csv", column: "value" }, ...change }),
  );

test("a series that is declared with another calendar is read by that, and gathering says what is left in the store", async () => {
  const [home, store] = [folderWithRows(), await temporaryStore()];
  const before = declared(home, {});
  await gather(world, before, store);
  const stored = await viewAt(store, NOW, before.catalogue);
  expect(stored.history("a.close").days).toHaveLength(4);

  const after = declared(home, { calendar: "XNYS" });
  const { series } = await gather(world, after, store);
  const view = await viewAt(store, NOW, after.catalogue);
  expect(view.history("a.close").days).toEqual(["2025-05-09", "2025-05-12"]);
  expect([...view.history("a.close").values]).toEqual([100, 103]);
  const said = series[0]!.flags.find(({ code }) => code === "declared-otherwise");
  expect(said?.why).toMatch(
    /^The store has 2 values of days that are no periods of .*, and not read/,
  );
  expect(said?.why).toContain("begin a new store");
});

test("a lag that was lengthened is told where values count from before it", async () => {
  const [home, store] = [folderWithRows(), await temporaryStore()];
  await gather(world, declared(home, {}), store);
  const flags = async (change: object) => {
    const { series } = await gather(world, declared(home, change), store);
    return series[0]!.flags.filter(({ code }) => code === "declared-otherwise");
  };
  expect(await flags({})).toEqual([]);
  const [said] = await flags({ lag: "PT10H" });
  expect(said?.why).toMatch(/^The store has 4 values from 2025-05-09 on with an earlier time/);
  expect(await flags({ lag: "PT10M" })).toEqual([]);
});
