import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays } from "../../generator/base/day.ts";
import { compose } from "../../generator/compose/compose.ts";
import { gather } from "../../generator/gather/gather.ts";
import { openRecords, type RecordOffice } from "../../generator/narrate/evidence/records.ts";
import { narrate } from "../../generator/narrate/narrate.ts";
import { BUILT_IN } from "../../generator/newsroom/kit.ts";
import { openNewsroom, type Newsroom } from "../../generator/newsroom/newsroom.ts";
import { openEdition } from "../../generator/newsroom/open-edition.ts";
import { draftEdition } from "../../generator/newsroom/draft-edition.ts";
import { openStore } from "../../generator/store/sqlite/open.ts";
import { storePath, type Store } from "../../generator/store/store.ts";
import { world } from "../support/bundle.ts";
import { cliHome, type CliHome } from "../support/cli.ts";
import { desk, editionOf, narratives, stories } from "../support/edition.ts";

/** Bitcoin's close was the highest since July 28 on the day before too. */
const DAY = "2024-10-17";

function textOn(before: ReadonlyMap<string, string>): string {
  const edition = { ...editionOf(DAY), before };
  const { drafts } = compose(stories, narrate(narratives, edition), edition, desk);
  const wrap = drafts.find(({ slug }) => slug === "market-wrap")!;
  return `${wrap.frontMatter.title}\n${wrap.frontMatter.description}\n${wrap.body}`;
}

test("what the edition before told is told as going on, and without it as new", () => {
  const key = "price/year-high|btc";
  expect(textOn(new Map())).toContain("Bitcoin posts highest close since July 28 at $67,613");
  const again = textOn(new Map([[key, "2024-07-28"]]));
  expect(again).toContain("Bitcoin extends its climb to $67,613, its highest close since July 28");
  expect(again).toContain("again its highest since July 28");
  expect(again).not.toContain("and at its highest since July 28");
});

test("a high since another day than the day before's is told as new", () => {
  const other = textOn(new Map([["price/year-high|btc", "2024-08-02"]]));
  expect(other).toContain("Bitcoin posts highest close since July 28 at $67,613");
});

let home: CliHome;
let newsroom: Newsroom;
let store: Store;
let office: RecordOffice;

beforeAll(async () => {
  home = cliHome();
  newsroom = openNewsroom(world, home.folder, BUILT_IN);
  store = await openStore(world, storePath(home.folder));
  await gather(world, newsroom.publication, store);
  office = await openRecords(newsroom, store);
});

afterAll(async () => {
  await store?.close();
  home?.[Symbol.dispose]();
});

test("the findings of the day before are made again from what was public then", () => {
  const records = office.upTo(DAY);
  const { before } = openEdition(newsroom, DAY, records);
  const yesterday = openEdition(newsroom, addDays(DAY, -1), records);
  const told = new Map(narrate(newsroom.narratives, yesterday).map(({ key, same }) => [key, same]));
  expect(told.get("price/year-high|btc")).toBe("2024-07-28");
  const today = narrate(newsroom.narratives, openEdition(newsroom, DAY, records));
  const asked = [
    ...told.keys(),
    ...today.map(({ key }) => key),
    "price/none|btc",
    "price/year-high|none",
  ];
  expect(asked.filter((key) => before!.get(key) !== told.get(key))).toEqual([]);
});

test("an edition is the same bytes whether the one before was made in the same run or never", () => {
  const alone = draftEdition(newsroom, DAY, office.upTo(DAY)).drafts;
  const running = office.upTo(DAY);
  draftEdition(newsroom, addDays(DAY, -1), running);
  const after = draftEdition(newsroom, DAY, running).drafts;
  expect(after.map(({ markdown }) => markdown)).toEqual(alone.map(({ markdown }) => markdown));
  expect(alone.map(({ markdown }) => markdown).join()).toContain("extends its climb");
});
