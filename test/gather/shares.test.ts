import { expect, test } from "vitest";
import { gather } from "../../generator/gather/gather.ts";
import type { Store } from "../../generator/store/store.ts";
import {
  PROJECT,
  publicationOf,
  refusalOf,
  sample,
  seriesOf,
  temporaryFolder,
  temporaryStore,
  worldAt,
} from "./support.ts";
import { writeFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";

const OF = 3;
const world = worldAt("2025-07-01T00:00:00Z");

/** All that was stored of the sample, and said of its files. */
async function contents(store: Store): Promise<unknown> {
  const { catalogue } = sample();
  const view = (await store.load(catalogue)).view(Number.MAX_SAFE_INTEGER);
  const files = new Set(
    [...catalogue.series.values()].flatMap(({ from }) =>
      from ? [`content/data/${from.file}`] : [],
    ),
  );
  return {
    histories: [...catalogue.series.keys()].map((id) => [id, view.history(id)]),
    readings: [...(await store.lastReadings(files))].toSorted(([a], [b]) => (a < b ? -1 : 1)),
    claims: await store.latestClaims(),
    events: await store.latestAnnouncements(),
  };
}

test("files that are read in parts, at once or backwards, come to what one run stores", async () => {
  const publication = { ...sample(), home: PROJECT };
  const whole = await temporaryStore();
  const { series } = await gather(world, publication, whole);
  const expected = await contents(whole);
  for (const order of [[3, 2, 1], undefined]) {
    const store = await temporaryStore();
    const one = (part: number) => gather(world, publication, store, { share: { part, of: OF } });
    const told = order ? [] : await Promise.all([1, 2, 3].map(one));
    for (const part of order ?? []) told.push(await one(part));
    expect(await contents(store)).toEqual(expected);
    const ids = told.flatMap((each) => each.series.map(({ series: id }) => id));
    expect(ids.toSorted()).toEqual(series.map(({ series: id }) => id).toSorted());
    expect(told.filter((each) => each.series.length > 0).length).toBeGreaterThan(1);
    expect(told.filter(({ newEvents, newClaims }) => newEvents + newClaims > 0).length).toBe(1);
  }
});

const rows = (last: number): string =>
  `date,close\n2025-06-26,100\n2025-06-27,101\n2025-06-28,100\n2025-06-29,${last}\n`;

test("files whose series bear witness of each other are read in one part", async () => {
  const home = temporaryFolder();
  mkdirSync(join(home, "content/data"), { recursive: true });
  const names = ["a", "b", "c", "d"];
  for (const name of names)
    writeFileSync(join(home, `content/data/${name}.csv`), rows(name < "c" ? 400 : 99));
  const publication = publicationOf(
    home,
    ...names.map((name) =>
      seriesOf({
        id: `${name}.close`,
        related: name === "a" ? ["b.close"] : name === "b" ? ["a.close"] : [],
        from: { file: `${name}.csv`, column: "close" },
      }),
    ),
  );
  const store = await temporaryStore();
  const told = await Promise.all(
    [1, 2, 3].map((part) => gather(world, publication, store, { share: { part, of: 3 } })),
  );
  const parts = told.map(({ series }) => series.map(({ series: id }) => id).join());
  expect(parts).toEqual(["a.close,b.close", "c.close", "d.close"]);
  // A leap that the other shares is believed of both, as in one run.
  const alone = await temporaryStore();
  const whole = await gather(world, publication, alone);
  expect(told.flatMap(({ series }) => series)).toEqual(whole.series);
});

test("hundreds of files are stored lot by lot: what stands before one that is broken is there, whole, and the next run takes the rest", async () => {
  const home = temporaryFolder();
  mkdirSync(join(home, "content/data"), { recursive: true });
  const names = Array.from({ length: 250 }, (_, at) => `s${String(at).padStart(3, "0")}`);
  const file = (name: string): string => join(home, `content/data/${name}.csv`);
  for (const name of names) writeFileSync(file(name), rows(99));
  // The first bears witness of the last, so that both are of one lot.
  const [first, last] = [names[0]!, names.at(-1)!];
  for (const name of [first, last]) writeFileSync(file(name), rows(400));
  const publication = publicationOf(
    home,
    ...names.map((name) =>
      seriesOf({
        id: `${name}.close`,
        related: name === first ? [`${last}.close`] : name === last ? [`${first}.close`] : [],
        from: { file: `${name}.csv`, column: "close" },
      }),
    ),
  );
  const store = await temporaryStore();
  writeFileSync(file("s150"), "day,yield\n");
  const steps: number[] = [];
  const progress = (done: number): void => void steps.push(done);
  const failure = await refusalOf(() => gather(world, publication, store, { progress }));
  expect([failure.exit, failure.problems[0]?.file]).toEqual([2, "content/data/s150.csv"]);
  const counts = [...(await store.extents(publication.catalogue.series.keys())).values()];
  const there = counts.filter(({ periods }) => periods > 0);
  expect(there.length).toBeGreaterThan(50);
  expect(there.length).toBeLessThan(200);
  expect(new Set(there.map(({ periods }) => periods))).toEqual(new Set([4]));
  writeFileSync(file("s150"), rows(99));
  const { series } = await gather(world, publication, store, { progress });
  expect(steps.slice(-250)).toEqual(names.map((_, at) => at + 1));
  expect(series.map(({ added, unchanged }) => added + unchanged)).toEqual(names.map(() => 4));
  expect(series.flatMap(({ refused }) => refused)).toEqual([]);
});
