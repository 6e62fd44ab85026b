import { BUILT_IN } from "../../generator/newsroom/kit.ts";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { addDays, type Day, DAY_MS } from "../../generator/base/day.ts";
import { realWorld } from "../../generator/world/disk.ts";
import { compose } from "../../generator/compose/compose.ts";
import { gather } from "../../generator/gather/gather.ts";
import { openStore } from "../../generator/store/sqlite/open.ts";
import { storePath, type Store } from "../../generator/store/store.ts";
import { measure } from "../../generator/measure/measure.ts";
import { cutoffOf } from "../../generator/narrate/edition.ts";
import { narrate } from "../../generator/narrate/narrate.ts";
import { openNewsroom, type Newsroom } from "../../generator/newsroom/newsroom.ts";
import { cliHome, type CliHome } from "../support/cli.ts";
import { measures } from "../support/bundle.ts";

const DAY: Day = "2025-05-08";

const world = realWorld();

let home: CliHome;

let newsroom: Newsroom;

let store: Store;

let untouched: string[];

beforeEach(async () => {
  home = cliHome();
  newsroom = openNewsroom(world, home.folder, BUILT_IN);
  store = await openStore(world, storePath(home.folder));
  await gather(world, newsroom.publication, store);
  untouched = await edition();
});

afterEach(async () => {
  await store?.close();
  home?.[Symbol.dispose]();
});

/** The edition's files as they would be written. */
async function edition(): Promise<string[]> {
  const { publication, narratives, stories, desk } = newsroom;
  const archive = await store.load(publication.catalogue);
  const view = archive.view(cutoffOf(DAY, publication.cutoff));
  const made = { day: DAY, view, signals: measure(view, measures) };
  const findings = narrate(narratives, made);
  return stories.flatMap((story) =>
    compose(story, findings, made, desk).flatMap((draft) => [
      draft.markdown,
      JSON.stringify(draft.facts),
    ]),
  );
}

async function record(series: string, day: Day, value: number, instant: number): Promise<void> {
  await store.write((writer) =>
    writer.record(series, "test", instant, [{ day, value, public: instant, stated: true }]),
  );
}

test("what became public after the cut-off changes no byte, whatever day it describes", async () => {
  const cutoff = cutoffOf(DAY, newsroom.publication.cutoff);
  const gathered = [...newsroom.publication.catalogue.series.values()].filter((each) => each.from);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...gathered),
      fc.integer({ min: -400, max: 40 }),
      fc.double({ min: 0.2, max: 5, noNaN: true }),
      fc.integer({ min: 1, max: 400 * DAY_MS }),
      async (series, offset, factor, late) => {
        await record(series.id, addDays(DAY, offset), 100 * factor, cutoff + late);
        expect(await edition()).toEqual(untouched);
      },
    ),
    { numRuns: 60 },
  );
});

test("a revision before the cut-off of an observation that is used changes the edition", async () => {
  const cutoff = cutoffOf(DAY, newsroom.publication.cutoff);
  for (const [series, day] of [
    ["btc.close", "2025-05-07"],
    ["btc.close", "2025-03-01"],
    ["ibit.flow", "2025-05-07"],
    ["vix.level", "2025-05-07"],
  ] as const) {
    const before = await edition();
    const archive = await store.load(newsroom.publication.catalogue);
    const history = archive.view(cutoff).history(series);
    const value = history.values[history.days.indexOf(day)] as number;
    await record(series, day, value * 1.01 + 0.1, cutoff - 60_000 + Number(day.slice(-2)));
    expect(await edition()).not.toEqual(before);
  }
});
