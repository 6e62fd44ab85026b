import { BUILT_IN } from "../../generator/newsroom/kit.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { daysFrom } from "../../generator/base/day.ts";
import { realWorld } from "../../generator/world/disk.ts";
import { gather } from "../../generator/gather/gather.ts";
import { openStore } from "../../generator/store/sqlite/open.ts";
import { storePath } from "../../generator/store/store.ts";
import { openNewsroom } from "../../generator/newsroom/newsroom.ts";
import { cliHome, type CliHome } from "../support/cli.ts";
import { articlesOf, reportOf, type YearReport } from "../support/year.ts";

/** The first ten days of every month, or with `BELLWETHER_YEAR=whole`, as CI has it, all of them. */
const STRETCHES = [..."789"]
  .map((month) => `2024-0${month}`)
  .concat(
    ["2024-10", "2024-11", "2024-12"],
    [..."123456"].map((month) => `2025-0${month}`),
  )
  .map((month) => ({ from: `${month}-01`, to: `${month}-10` }));

const RANGES =
  process.env["BELLWETHER_YEAR"] === "whole"
    ? [{ from: "2024-07-01", to: "2025-06-30" }]
    : STRETCHES;

const DAYS = RANGES.flatMap(({ from, to }) => daysFrom(from, to));

let home: CliHome;

let year: YearReport;

beforeAll(async () => {
  home = cliHome();
  const world = realWorld();
  const newsroom = openNewsroom(world, home.folder, BUILT_IN);
  const store = await openStore(world, storePath(home.folder));
  try {
    await gather(world, newsroom.publication, store);
    const articles = await articlesOf(newsroom, store, DAYS);
    year = reportOf(articles, newsroom.vocabulary, newsroom.desk.language);
  } finally {
    await store.close();
  }
});

afterAll(() => home?.[Symbol.dispose]());

test("every article of a year passes the check, without a warning", () => {
  expect(year.articles).toBeGreaterThan(2 * DAYS.length);
  const said = year.faulty.map(({ day, draft, report }) => [day, draft.slug, report.messages]);
  expect(said).toEqual([]);
});

test("articles read as a newspaper does", () => {
  expect(year.sentence[0]).toBeLessThanOrEqual(22);
  expect(year.lix).toBeLessThan(50);
});

test("what is printed on most days is plain: prices, momentum, levels, flows, and the setting", () => {
  const often = year.fired
    .filter(([, days]) => days > DAYS.length / 2)
    .map(([narrative]) => narrative);
  const plain = new Set([
    "conditions/fear-greed",
    "conditions/vix",
    "conditions/yield",
    "cross/correlation",
    "equities/crypto-stocks",
    "equities/session",
    "flows/exchange-net-flow",
    "flows/volume",
    "levels/between",
    "momentum/rsi",
    "price/averages",
    "price/day-move",
  ]);
  expect(often.filter((narrative) => !plain.has(narrative))).toEqual([]);
  expect(often.length).toBeGreaterThan(6);
});
