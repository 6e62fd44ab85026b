import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { gather } from "../../generator/gather/gather.ts";
import { openRecords } from "../../generator/narrate/evidence/records.ts";
import { BUILT_IN } from "../../generator/newsroom/kit.ts";
import { keptShares, type KeptShares } from "../../generator/newsroom/kept-shares.ts";
import { openNewsroom, type Newsroom } from "../../generator/newsroom/newsroom.ts";
import { draftEdition } from "../../generator/newsroom/draft-edition.ts";
import { aheadOf, type Ahead } from "../../generator/newsroom/shares.ts";
import { openPublicationStore } from "../../generator/store/open.ts";
import type { Store } from "../../generator/store/store.ts";
import { realWorld } from "../../generator/world/disk.ts";
import { makeFolder, removeFolder } from "../support/room.ts";
import { makeTickers } from "../support/tickers/make.ts";

/** A day on which most of the made shares moved far enough for a note. */
const DAY = "2025-04-10";

let home = "";
let newsroom: Newsroom;
let store: Store;
let shares: KeptShares;
let alone: ReturnType<typeof draftEdition>;

beforeAll(async () => {
  home = makeFolder("shares");
  makeTickers(home, { count: 80, until: "2025-04-09", sessions: 400 });
  const world = { ...realWorld(), env: {} };
  newsroom = openNewsroom(world, home, BUILT_IN);
  store = await openPublicationStore(world, home, { milliseconds: 1000 });
  await gather(world, newsroom.publication, store);
  // Worked out once for all that is made of it here.
  const office = await openRecords(newsroom, store);
  office.upTo(DAY).tracks();
  await office.keep();
  shares = await keptShares(newsroom, store, false);
  alone = await drafted(newsroom);
});

afterAll(async () => {
  await store.close();
  removeFolder(home);
});

/** The edition, and how many of its articles were written ahead. */
async function drafted(own: Newsroom, ahead?: Ahead) {
  const office = await openRecords(own, store);
  return draftEdition(own, DAY, office.upTo(DAY), false, ahead);
}

/** With a note of which articles are taken as they were written ahead. */
function noted(ahead: Ahead): { readonly ahead: Ahead; readonly taken: string[] } {
  const taken: string[] = [];
  const checked: Ahead["checked"] = (story, slug) => {
    taken.push(slug);
    return ahead.checked(story, slug);
  };
  return { ahead: { ...ahead, checked }, taken };
}

/** Of an edition what is filed, as it is filed. */
function filed({ drafts, reports, leftOut, isDue }: Awaited<ReturnType<typeof drafted>>): unknown {
  return JSON.parse(JSON.stringify({ drafts, reports, leftOut, isDue }));
}

test.each([1, 2, 3])("an edition put together from %i shares is the one made whole", async (of) => {
  const { ahead, taken } = noted(aheadOf(await shares.all(DAY, of)));
  const together = await drafted(newsroom, ahead);
  expect(filed(together)).toEqual(filed(alone));
  expect(taken.length).toBeGreaterThan(alone.drafts.length / 3);
});

test("a story of few articles is written as the edition is put together, and each story in its order", async () => {
  const stories = newsroom.stories.map((story) => ({ ...story, budget: 2 }));
  const few = { ...newsroom, stories };
  const own = await keptShares(few, store, false);
  own.forget(DAY);
  const { ahead, taken } = noted(aheadOf(await own.all(DAY, 2)));
  expect(filed(await drafted(few, ahead))).toEqual(filed(await drafted(few)));
  expect(taken).toEqual([]);
  own.forget(DAY);
});

test("a story beside others goes by what they tell, whoever has written them", async () => {
  const [note] = newsroom.stories;
  const beside = { ...note!, id: "second-note", slug: "{asset}-second", beside: [note!.id] };
  const two = { ...newsroom, stories: [note!, beside] };
  const own = await keptShares(two, store, false);
  own.forget(DAY);
  const { ahead, taken } = noted(aheadOf(await own.all(DAY, 2)));
  const whole = await drafted(two);
  expect(filed(await drafted(two, ahead))).toEqual(filed(whole));
  expect(taken.length).toBeGreaterThan(0);
  expect(whole.drafts.some(({ slug }) => slug.endsWith("-second"))).toBe(true);
  own.forget(DAY);
});

test("what is left of a share serves as it was left, and not where a fault of the disk has changed or lost it", async () => {
  const folder = join(home, "var/shares", DAY);
  const first = await shares.make(DAY, { part: 1, of: 2 });
  const names = readdirSync(folder);
  for (const name of names) {
    const file = join(folder, name);
    writeFileSync(file, "no share");
    expect(await shares.make(DAY, { part: 1, of: 2 })).toEqual(first);
    rmSync(file);
    expect(await shares.make(DAY, { part: 1, of: 2 })).toEqual(first);
    expect(readdirSync(folder)).toEqual(names);
  }
  shares.forget(DAY);
  expect(readdirSync(join(home, "var/shares"))).toEqual([]);
});

test("a share is another one where rules or data are others", async () => {
  const folder = join(home, "var/shares", DAY);
  await shares.make(DAY, { part: 1, of: 2 });
  const before = readdirSync(folder).length;
  makeTickers(home, { count: 80, until: "2025-04-10", sessions: 401 });
  await gather(newsroom.world, newsroom.publication, store);
  const later = await keptShares(newsroom, store, false);
  await later.make(DAY, { part: 1, of: 2 });
  const grown = readdirSync(folder).length;
  expect(grown).toBeGreaterThan(before);
  makeTickers(home, { count: 80, until: "2025-04-10", sessions: 401, budget: 41 });
  const other = await keptShares(openNewsroom(newsroom.world, home, BUILT_IN), store, false);
  await other.make(DAY, { part: 1, of: 2 });
  expect(readdirSync(folder).length).toBeGreaterThan(grown);
});
