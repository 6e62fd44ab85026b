import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { addDays, type Day, type Instant } from "../../generator/base/day.ts";
import { gather } from "../../generator/gather/gather.ts";
import { importFile } from "../../generator/gather/files/import-file.ts";
import type { Series } from "../../generator/publication/catalogue.ts";
import { cutoffOf } from "../../generator/narrate/edition.ts";
import { BUILT_IN } from "../../generator/newsroom/kit.ts";
import { openNewsroom } from "../../generator/newsroom/newsroom.ts";
import { makeEdition } from "../../generator/newsroom/pipeline.ts";
import { openStore } from "../../generator/store/sqlite/open.ts";
import { storePath } from "../../generator/store/store.ts";
import { realWorld } from "../../generator/world/disk.ts";
import { publication } from "../support/bundle.ts";
import { cliHome, filesBelow, type CliHome } from "../support/cli.ts";

/** The way from files to the edition's own files: gather, import, make. The bundled data goes on for weeks after this day. */
const DAY: Day = "2025-05-08";

const cutoff = cutoffOf(DAY, publication.cutoff);
const gathered = [...publication.catalogue.series.values()].filter((each) => each.from);
const world = realWorld();

/** A value as a file that is imported gives it. */
interface Planted {
  readonly series: string;
  readonly day: Day;
  readonly value: number;
  readonly public: Instant;
}

/** The newest period of a series on a day or before. */
function periodBefore(series: Series, day: Day): Day {
  const period = series.calendar.periodOf(day);
  return series.calendar.isPeriod(period) ? period : periodBefore(series, addDays(day, -1));
}

/** The files of the edition, made of the data that lie in a home and of what is imported. */
async function edition(
  home: CliHome,
  planted: readonly Planted[] = [],
): Promise<Map<string, string>> {
  rmSync(home.path("content/editions"), { recursive: true, force: true });
  const newsroom = openNewsroom(world, home.folder, BUILT_IN);
  const store = await openStore(world, storePath(home.folder));
  try {
    await gather(world, newsroom.publication, store);
    let taken = 0;
    for (const [series, rows] of Map.groupBy(planted, (each) => each.series)) {
      const file = home.path("planted.csv");
      const lines = rows.map((row) => [row.day, row.value, new Date(row.public).toISOString()]);
      writeFileSync(file, ["date,value,seen", ...lines].join("\n"));
      const believed = { accept: series, reason: "planted" };
      const request = { file, series, publicColumn: "seen", ...believed };
      const { added, revised } = await importFile(world, newsroom.publication, store, request);
      taken += added + revised;
    }
    expect(taken > 0).toBe(planted.length > 0);
    await makeEdition(newsroom, store, DAY);
  } finally {
    await store.close();
  }
  return filesBelow(home, "content/editions");
}

let whole: CliHome;
let home: CliHome;
let untouched: Map<string, string>;

beforeAll(async () => {
  whole = cliHome();
  untouched = await edition(whole);
  expect(untouched.size).toBeGreaterThan(3);
});

beforeEach(() => {
  home = cliHome(whole);
});

afterAll(() => whole?.[Symbol.dispose]());

test("an edition of files that end at its cut-off, its evidence worked out anew, is that of files that go on", async () => {
  rmSync(storePath(home.folder));
  let left = 0;
  for (const name of readdirSync(home.path("content/data")).filter((each) =>
    each.endsWith(".csv"),
  )) {
    const file = home.path("content/data", name);
    const [head = "", ...rows] = readFileSync(file, "utf8").trimEnd().split("\n");
    // The mood of a day is published as it begins, everything else once it is over.
    const end = name === "fear-greed.csv" ? addDays(DAY, 1) : DAY;
    const known = rows.filter((row) => row < end);
    left += rows.length - known.length;
    writeFileSync(file, `${[head, ...known].join("\n")}\n`);
  }
  expect(left).toBeGreaterThan(200);
  expect(await edition(home)).toEqual(untouched);
});

test("what is imported and became public after the cut-off changes no byte, whatever day it describes", async () => {
  const late = fc.record({
    series: fc.constantFrom(...gathered),
    offset: fc.integer({ min: -400, max: 40 }),
    share: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
    after: fc.integer({ min: 1, max: 30 * 86_400_000 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(late, { minLength: 30, maxLength: 30 }), async (values) => {
      const planted = values.map(({ series, offset, share, after }): Planted => {
        const day = periodBefore(series, addDays(DAY, offset));
        const [low, high] = series.range;
        const value = Number((low + share * (high - low)).toFixed(series.decimals));
        const published = Math.max(cutoff, Date.parse(addDays(day, 2))) + after;
        return { series: series.id, day, value, public: published };
      });
      const once = new Map(planted.map((each) => [`${each.series} ${each.day}`, each]));
      // What one try has planted would be in the next one's store.
      using own = cliHome(whole);
      expect(await edition(own, [...once.values()])).toEqual(untouched);
    }),
    { numRuns: 4 },
  );
});

test.each([
  ["btc.close", "2025-05-07"],
  ["btc.close", "2025-03-01"],
  ["ibit.flow", "2025-05-07"],
  ["vix.level", "2025-05-07"],
] as const)(
  "a revision of %s of %s that is imported and public before the cut-off changes the edition",
  async (series, day) => {
    const { file, column } = publication.catalogue.series.get(series)!.from!;
    const [head = "", ...rows] = readFileSync(home.path("content/data", file), "utf8").split("\n");
    const cells = rows.find((row) => row.startsWith(day))!.split(",");
    const value = Number((Number(cells[head.split(",").indexOf(column)]) * 1.01 + 0.1).toFixed(2));
    const made = await edition(home, [{ series, day, value, public: cutoff - 60_000 }]);
    expect(made).not.toEqual(untouched);
  },
);
