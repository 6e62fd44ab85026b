import { sentencesOf } from "../../generator/base/sentences.ts";
import { join } from "node:path";
import { BUILT_IN } from "../../generator/newsroom/kit.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { daysFrom } from "../../generator/base/day.ts";
import { realWorld } from "../../generator/world/disk.ts";
import { gather } from "../../generator/gather/gather.ts";
import { openStore } from "../../generator/store/sqlite/open.ts";
import { storePath } from "../../generator/store/store.ts";
import { openNewsroom } from "../../generator/newsroom/newsroom.ts";
import { cliHome, type CliHome } from "../support/cli.ts";
import { proseOf, readOf, type Read } from "../support/prose.ts";
import { articlesOf, reportOf, type YearArticle, type YearReport } from "../support/year.ts";

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

let articles: YearArticle[];

beforeAll(async () => {
  home = cliHome();
  const world = realWorld();
  const newsroom = openNewsroom(world, home.folder, BUILT_IN);
  const store = await openStore(world, storePath(home.folder));
  try {
    await gather(world, newsroom.publication, store);
    articles = await articlesOf(newsroom, store, DAYS);
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

/** Articles in a hundred may tell a figure again: an average in whose light a cross is read, an RSI beside its divergence. */
const TOLD_TWICE = 5;

/** Every article but the lists of figures, as its reader has it. */
function read(): Read[] {
  return articles.filter(({ draft }) => draft.slug !== "flash").map(({ draft }) => readOf(draft));
}

test("articles are written as a desk writes", () => {
  const prose = proseOf(read());
  expect(prose.contrast).toBeGreaterThanOrEqual(6);
  expect(prose.possessives).toBeGreaterThan(10 * prose.genitives);
  // To a tenth of a word: the whole year has 17.99.
  expect(Math.round(prose.sentence * 10) / 10).toBeGreaterThanOrEqual(18);
  expect(prose.sentence).toBeLessThanOrEqual(22);
  expect(prose.spread).toBeGreaterThan(5);
  expect(prose.empty).toBeLessThan(0.05);
  expect(
    read()
      .map(({ title }) => title)
      .filter((title) => title.length > 90),
  ).toEqual([]);
  expect(prose.sources).toBeLessThan(0.18);
  expect(prose.repeated).toEqual([]);
  expect(prose.unpriced).toEqual([]);
  expect(prose.oddAnswers).toEqual([]);
  expect(prose.odd).toEqual([]);
  expect(prose.shared).toEqual([]);
});

test("an article tells a figure once, and nothing as news that the day before told", () => {
  const told = read();
  const prose = proseOf(told);
  expect((100 * prose.twice.length) / told.length).toBeLessThanOrEqual(TOLD_TWICE);
  expect(prose.stale).toEqual([]);
});

/** What a sentence says of a correlation, in words. */
const LINKS: Readonly<Record<string, RegExp>> = {
  uncertain: /loose(?:ly)? link|loosely/,
  none: /no clear link|no link at all/,
  firm: /moved (?:with|together|against)/,
};

/** The ends of an interval of a correlation: `(0.09 to 0.69)`, `with an interval of −0.20 to 0.51`. */
const INTERVAL = /interval (?:of )?(−?\d\.\d\d) to (−?\d\.\d\d)|\((−?\d\.\d\d) to (−?\d\.\d\d)\)/g;

/** The words that an interval bears; at an end within rounding of a limit, those of both sides. */
function linksOf(low: number, high: number): Set<string> {
  const nearest = low > 0 ? low : high < 0 ? -high : 0;
  return new Set(
    [-0.006, 0.006].map((slack) =>
      nearest + slack >= 0.2 ? "firm" : nearest + slack >= 0.005 ? "uncertain" : "none",
    ),
  );
}

test("every article of an edition says the same of a correlation, by its interval", () => {
  const said = articles.flatMap(({ day, draft: { slug, body } }) =>
    body
      .split("\n")
      .flatMap((line) => sentencesOf(line))
      .filter((sentence) => /correlation/.test(sentence) && !/\bbeta\b/.test(sentence))
      .flatMap((sentence) => {
        const [interval, ...others] = sentence.matchAll(INTERVAL);
        const word = Object.keys(LINKS).find((each) => LINKS[each]!.test(sentence));
        if (!interval || others.length > 0 || word === undefined) return [];
        const [low = "", high = ""] = interval.slice(1).filter((end) => end !== undefined);
        const [from, to] = [low, high].map((end) => Number(end.replace("−", "-")));
        const isBorne = linksOf(from!, to!).has(word);
        return [{ word, isBorne, told: `${day} ${slug}: ${sentence}` }];
      }),
  );
  expect(said.filter(({ isBorne }) => !isBorne).map(({ told }) => told)).toEqual([]);
  expect(new Set(said.map(({ word }) => word))).toEqual(new Set(Object.keys(LINKS)));
});

test("no article has a sentence twice in its running text", () => {
  const twice = read().flatMap(({ body, facts: { edition }, slug }) => {
    const [running = ""] = body.split(/\n## (?:What to watch|Questions and answers|Sources)/);
    const sentences = running.split("\n").flatMap((line) => sentencesOf(line));
    return [...Map.groupBy(sentences, (each) => each).values()]
      .filter(({ length }) => length > 1)
      .map(([sentence]) => `${edition} ${slug}: ${sentence}`);
  });
  expect(twice).toEqual([]);
});

/** Ten kinds of day, each an article that a person would sign. */
test.each([
  ["crash", "2024-08-05", "market-wrap"],
  ["rally", "2025-04-10", "market-wrap"],
  ["quiet-weekend", "2024-10-06", "market-wrap"],
  ["holiday", "2024-07-04", "market-wrap"],
  ["month-end", "2025-05-01", "market-wrap"],
  ["conflicting-signals", "2024-09-04", "market-wrap"],
  ["data-missing", "2025-05-04", "market-wrap"],
  ["record-high", "2024-11-07", "market-wrap"],
  ["flows-against-price", "2025-03-05", "market-wrap"],
  ["short-interest", "2025-05-08", "cross-market-note"],
])("the %s of %s reads as it was signed", async (kind, day, slug) => {
  const { draft } = articles.find((each) => each.day === day && each.draft.slug === slug)!;
  const { title, description } = draft.frontMatter;
  await expect(`# ${title}\n\n${description}\n${draft.body}`).toMatchFileSnapshot(
    join(import.meta.dirname, "golden", `${kind}.txt`),
  );
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
    "events/ahead",
    "events/cpi-ahead",
    "events/further-ahead",
    "flows/exchange-net-flow",
    "flows/volume",
    "levels/between",
    "momentum/rsi",
    "price/averages",
    "price/day-move",
    "watch/levels",
    "watch/support",
  ]);
  expect(often.filter((narrative) => !plain.has(narrative))).toEqual([]);
  expect(often.length).toBeGreaterThan(4);
});
