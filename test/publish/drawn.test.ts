import {
  appendFileSync,
  cpSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { gather } from "../../generator/gather/gather.ts";
import { BUILT_IN, withCharts, type SiteKit } from "../../generator/newsroom/kit.ts";
import { openNewsroom, type Newsroom } from "../../generator/newsroom/newsroom.ts";
import { makeEdition } from "../../generator/newsroom/pipeline.ts";
import { drawShare, publishEditions } from "../../generator/newsroom/publishing.ts";
import { openPublicationStore } from "../../generator/store/open.ts";
import type { Store } from "../../generator/store/store.ts";
import { realWorld } from "../../generator/world/disk.ts";
import { makeFolder, removeFolder } from "../support/room.ts";
import { makeTickers } from "../support/tickers/make.ts";

const world = { ...realWorld(), env: {}, now: () => Date.parse("2025-05-08T15:00:00Z") };

/** A publication with an edition and without a site. */
let made = "";
/** Its site by one process: its digest, and how many files it has. */
let whole: { readonly build: string; readonly pages: number };
const folders: string[] = [];

beforeAll(async () => {
  made = makeFolder("drawn");
  folders.push(made);
  makeTickers(made, { count: 12, until: "2025-05-07", sessions: 260 });
  await within(made, async (newsroom, store) => {
    await gather(world, newsroom.publication, store);
    const { articles } = await makeEdition(newsroom, store, "2025-05-08");
    expect(articles.length).toBeGreaterThan(0);
  });
  whole = await within(copyOf(made), (newsroom, store) =>
    publishEditions(newsroom, store, { search: true }),
  );
});

afterAll(() => folders.forEach(removeFolder));

function copyOf(folder: string): string {
  const copy = makeFolder("drawn");
  folders.push(copy);
  cpSync(folder, copy, { recursive: true });
  return copy;
}

async function within<T>(
  home: string,
  work: (newsroom: Newsroom<SiteKit>, store: Store) => Promise<T>,
): Promise<T> {
  const newsroom = openNewsroom(world, home, await withCharts(BUILT_IN));
  const store = await openPublicationStore(world, home, { milliseconds: 1000 });
  try {
    return await work(newsroom, store);
  } finally {
    await store.close();
  }
}

const drawAll = (home: string, of: number): Promise<number> =>
  within(home, async (newsroom, store) => {
    let drawn = 0;
    for (let part = 1; part <= of; part++) drawn += await drawShare(newsroom, store, { part, of });
    return drawn;
  });

const publishIn = (home: string): Promise<typeof whole> =>
  within(home, (newsroom, store) => publishEditions(newsroom, store, { search: true }));

const below = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name));

/** Files of the site shown that were written before an instant, in milliseconds. */
function writtenBefore(home: string, instant: number): string[] {
  const dist = join(home, "site/dist/");
  return below(dist).filter((path) => statSync(path).mtimeMs < instant);
}

const leftIn = (home: string): string[] =>
  readdirSync(join(home, "site/.builds")).filter((name) => name.startsWith("drawn-"));

test("a site of which shares were drawn ahead is the one made whole, and takes what was drawn", async () => {
  const home = copyOf(made);
  const drawn = await drawAll(home, 3);
  expect(drawn).toBeGreaterThan(whole.pages / 2);
  expect(leftIn(home)).toHaveLength(6);
  const begun = Date.now();
  expect(await publishIn(home)).toMatchObject({ build: whole.build, pages: whole.pages });
  expect(writtenBefore(home, begun).length).toBeGreaterThanOrEqual(drawn);
  expect(leftIn(home)).toEqual([]);
  // What the site shows already is not drawn again.
  expect(await drawAll(home, 1)).toBe(0);
});

test("what was drawn is not taken where another hand has changed it, nor what nobody finished", async () => {
  const home = copyOf(made);
  await drawAll(home, 1);
  const builds = join(home, "site/.builds");
  const own = leftIn(home).find((name) => !name.endsWith(".list"));
  const pages = below(join(builds, own!)).filter((path) => path.endsWith(".html"));
  appendFileSync(pages[0]!, "<p>changed</p>");
  writeFileSync(pages[1]!, "");
  cpSync(join(builds, own!), join(builds, "drawn-unfinished"), { recursive: true });
  expect(await publishIn(home)).toMatchObject({ build: whole.build });
  expect(leftIn(home)).toEqual([]);
});

test("what was drawn of another theme is not taken", async () => {
  const [drawn, plain] = [copyOf(made), copyOf(made)];
  await drawAll(drawn, 2);
  for (const home of [drawn, plain]) {
    const file = join(home, "bellwether.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace("Five Hundred", "Another Name"));
  }
  const { build } = await publishIn(plain);
  expect(build).not.toBe(whole.build);
  expect(await publishIn(drawn)).toMatchObject({ build });
});
