import { afterAll, beforeAll, expect, test } from "vitest";
import { realWorld } from "../../generator/base/disk.ts";
import { gather } from "../../generator/gather/gather.ts";
import { openStore, storePath } from "../../generator/gather/store.ts";
import { openNewsroom } from "../../generator/newsroom.ts";
import { cliHome, type CliHome } from "../support/cli.ts";
import { articlesOf, reportOf, type YearReport } from "../support/year.ts";

let home: CliHome;
let year: YearReport;

beforeAll(() => {
  home = cliHome();
  const world = realWorld();
  const newsroom = openNewsroom(world, home.folder);
  const store = openStore(world, storePath(home.folder));
  try {
    gather(world, newsroom.publication, store);
    const articles = articlesOf(newsroom, store, "2024-07-01", "2025-06-30");
    year = reportOf(articles, newsroom.vocabulary, newsroom.desk.language);
  } finally {
    store.close();
  }
}, 150_000);

afterAll(() => home?.[Symbol.dispose]());

test("every article of a year passes the check, without a warning", () => {
  expect(year.articles).toBeGreaterThan(2 * 365);
  const said = year.faulty.map(({ day, draft, report }) => [day, draft.slug, report.messages]);
  expect(said).toEqual([]);
});

test("a story hardly ever prints a sentence again within a week, but for its figures", () => {
  expect(year.long).toBeGreaterThan(10_000);
  expect(year.repeats.length / year.long).toBeLessThan(0.01);
  expect(year.repeatsAnywhere.length / year.long).toBeLessThan(0.05);
});

test("articles read as a newspaper does", () => {
  expect(year.sentence[0]).toBeLessThanOrEqual(22);
  expect(year.lix).toBeLessThan(50);
});

test("what is printed on most days is plain: prices, momentum, levels, flows, and the setting", () => {
  const often = year.fired.filter(([, days]) => days > 182).map(([narrative]) => narrative);
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
