import { BUILT_IN } from "../../generator/newsroom/kit.ts";
import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { World } from "../../generator/world/world.ts";
import { gatherLive, type LiveSummary } from "../../generator/gather/live/gather-live.ts";
import { openStore } from "../../generator/store/sqlite/open.ts";
import { storePath } from "../../generator/store/store.ts";
import { openNewsroom } from "../../generator/newsroom/newsroom.ts";
import { makeEdition, type Made } from "../../generator/newsroom/pipeline.ts";
import { PROJECT, temporaryFolder } from "../gather/support.ts";
import { copyEvidence } from "../support/evidence.ts";
import { keepFew } from "../support/few.ts";
import { routed } from "../gather/sources/routes.ts";
import { provider, worldVia } from "../gather/web/provider.ts";
import { providersUntil } from "./providers.ts";

const NIGHT = "2025-05-09T00:30:00Z";

/** A home without any bundled data. */
function emptyHome(): string {
  const home = temporaryFolder();
  for (const each of ["bellwether.yaml", "live.yaml"])
    cpSync(join(PROJECT, each), join(home, each), { recursive: true });
  return home;
}

function filesOf(home: string, day: string): Record<string, string> {
  const folder = join(home, "content/editions", day);
  const files = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]);
  return Object.fromEntries(files) as Record<string, string>;
}

interface LiveEdition {
  readonly home: string;
  readonly summary: LiveSummary;
  readonly made: Made;
  readonly files: Record<string, string>;
}

/** An edition gathered from live sources into the store of a home of its own. */
async function edition(
  world: World,
  options: { record?: string; replay?: string },
  home = emptyHome(),
): Promise<LiveEdition> {
  const newsroom = openNewsroom(world, home, BUILT_IN, { live: true });
  const store = await openStore(world, storePath(home));
  try {
    const summary = await gatherLive(world, BUILT_IN, newsroom.publication, store, options);
    const made = await makeEdition(newsroom, store, "2025-05-09");
    return { home, summary, made, files: filesOf(home, "2025-05-09") };
  } finally {
    await store.close();
  }
}

test("the edition is made from every source of live.yaml, and the same again from the recording", async () => {
  const recording = temporaryFolder();
  const { base } = await provider(routed(providersUntil("2025-05-08")));
  const live = await edition(worldVia(base, NIGHT), { record: recording });
  expect(live.summary.series.filter(({ fault }) => fault !== undefined)).toEqual([]);
  expect(live.summary.series.filter(({ last }) => last === undefined)).toEqual([]);
  const refused = live.summary.series.flatMap((each) =>
    each.refused.map(({ why }) => `${each.id}: ${why}`),
  );
  expect(refused).toEqual([]);
  expect(live.made.articles.length).toBeGreaterThan(0);
  expect(live.made.articles.map(({ report }) => report.errors)).toEqual(
    live.made.articles.map(() => 0),
  );

  // What the past amounts to follows from the data alone, and need not be worked out a second time.
  const other = emptyHome();
  await copyEvidence(live.home, other);
  const replayed = await edition(
    worldVia("http://127.0.0.1:9", "2031-01-01T00:00:00Z"),
    { replay: recording },
    other,
  );
  expect(replayed.summary.requests).toBe(0);
  expect(replayed.summary.series.map(({ id, added }) => [id, added])).toEqual(
    live.summary.series.map(({ id, added }) => [id, added]),
  );
  // Only an edition that is made as news says by when its data had come.
  expect(undated(replayed.files)).toEqual(undated(live.files));
});

test("a revision is reported, and yesterday's edition stays as it was when made again", async () => {
  const home = emptyHome();
  keepFew(home);
  const routes = providersUntil("2025-05-08");
  const first = worldVia((await provider(routed(routes))).base, NIGHT);
  const newsroom = openNewsroom(first, home, BUILT_IN, { live: true });
  const store = await openStore(first, storePath(home));
  await gatherLive(first, BUILT_IN, newsroom.publication, store);
  await makeEdition(newsroom, store, "2025-05-09");
  const before = filesOf(home, "2025-05-09");

  const cboe = Object.entries(routes["cdn.cboe.com"]!).map(([path, text]) => [
    path,
    String(text).replace(/(05\/07\/2025,.*),23.55/, "$1,24.55"),
  ]);
  const revised = { ...routes, "cdn.cboe.com": Object.fromEntries(cboe) as object };
  const next = worldVia(
    (await provider(routed(revised as typeof routes))).base,
    "2025-05-10T00:30:00Z",
  );
  const summary = await gatherLive(next, BUILT_IN, newsroom.publication, store, { only: "vix.*" });
  expect(summary.notes).toEqual(["vix.level: 2025-05-07 was 23.55 and is 24.55 from now on"]);
  await makeEdition({ ...newsroom, world: next }, store, "2025-05-09");
  await store.close();
  expect(filesOf(home, "2025-05-09")).toEqual(before);
});

/** Without the lines that say by when the data had come, and the approval, which is of these lines too. */
function undated(files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => [
      name,
      text.replaceAll(/^(?:arrived|approved): .*\n/gm, ""),
    ]),
  );
}
