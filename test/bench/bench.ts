import { QUANTITIES } from "../../generator/publication/quantities.ts";
import { UNITS } from "../../generator/publication/units.ts";
import { calendars, declaredSeries } from "../support/calendars.ts";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { realWorld } from "../../generator/world/disk.ts";
import { backtest } from "../../generator/authoring/backtest/backtest.ts";
import { addDays, daysFrom } from "../../generator/base/day.ts";
import { compose } from "../../generator/compose/compose.ts";
import { admit } from "../../generator/gather/admit.ts";
import { gather } from "../../generator/gather/gather.ts";
import { indexShortInterest } from "../../generator/gather/short-interest.ts";
import { openStore } from "../../generator/store/sqlite/open.ts";
import { storePath, type Store } from "../../generator/store/store.ts";
import { measure } from "../../generator/measure/measure.ts";
import { type Edition, cutoffOf } from "../../generator/narrate/edition.ts";
import { NOTHING, writeKept } from "../../generator/narrate/evidence/cache.ts";
import { narrate } from "../../generator/narrate/narrate.ts";
import { loadLanguage } from "../../generator/compose/language.ts";
import type { SiteKit } from "../../generator/newsroom/kit.ts";
import type { Archive } from "../../generator/store/archive.ts";
import type { AsOfView } from "../../generator/store/asof.ts";
import { cardSvg } from "../../generator/publish/cards/card-svg.ts";
import { renderCard } from "../../generator/publish/cards/render-card.ts";
import { loadFonts } from "../../generator/publish/cards/font.ts";
import type { Chart } from "../../generator/publish/charts/chart.ts";
import { chartDesk } from "../../generator/publish/charts/desk.ts";
import { subjectCharts } from "../../generator/publish/charts/choose.ts";
import { loadChartWords } from "../../generator/publish/charts/chart-words.ts";
import { openNewsroom, type Newsroom } from "../../generator/newsroom/newsroom.ts";
import { makeEditions } from "../../generator/newsroom/pipeline.ts";
import { articlesOf, reportOf } from "../support/year.ts";
import { measureArchive } from "./archive.ts";
import { measureDatabases } from "./databases.ts";
import { measureLedgers } from "./ledgers.ts";
import { measureDesk } from "./desk.ts";
import { measureMail } from "./mail.ts";
import { measureChecks } from "./checking.ts";
import { composeForSubjects } from "./subjects.ts";
import { measureTickers } from "./tickers.ts";
import { bareRenderer, watchRenderings } from "./bare.ts";
import { siteKit } from "../support/bundle.ts";

const ROOT = join(import.meta.dirname, "../..");

const DAY = "2025-05-08";

const RANGE = { from: "2025-04-09", to: "2025-05-08" };

/** The day after the last of the bundled data. */
const LAST = "2025-07-01";

/** The large store is measured in a process of its own, for its peak memory. */
const STORE = "--store";

/** Sites of ten thousand articles too, which takes some minutes more. */
const LARGE = "--large";

/** All else that is measured too: databases, desk, mail, checks, the writing of a year. */
const ALL = "--all";

/** An edition is composed so often in one round. */
const REPEATS = 10;

const home = mkdtempSync(join(tmpdir(), "bellwether-bench-"));

try {
  for (const each of ["bellwether.yaml", "content/data"]) {
    cpSync(join(ROOT, each), join(home, each), { recursive: true });
  }
  if (process.argv.includes(STORE)) await largeStore();
  else await bench();
} finally {
  rmSync(home, { recursive: true, force: true });
}

/** How quick the program is: what it is held to stands beside each figure, as do the programs that it is measured against in the same run. */
async function bench(): Promise<void> {
  const world = realWorld();
  const newsroom = openNewsroom(world, home, siteKit);
  const store = await openStore(world, storePath(home));
  const imported = await timedOver(() => gather(world, newsroom.publication, store));
  const archive = await store.load(newsroom.publication.catalogue);
  line("bundled history imported", `${(imported / 1000).toFixed(2)} s`);
  composing(newsroom, archive);
  await composingForSubjects();
  finding(newsroom, archive);
  await backfilling(newsroom, store);
  starting();
  if (process.argv.includes(ALL)) await others(newsroom, store, archive);
  await store.close();
  measureArchive(1000);
  measureTickers(500);
  if (process.argv.includes(LARGE)) measureArchive(10_000);
  if (!process.argv.includes(ALL)) return;
  spawnSync(process.execPath, [import.meta.filename, STORE], { stdio: "inherit" });
  aggregating();
  measureDesk(10_000);
  measureMail();
  await measureDatabases(400);
  await measureLedgers(20_000);
}

/** What is measured of the same newsroom besides. */
async function others(newsroom: Newsroom<SiteKit>, store: Store, archive: Archive): Promise<void> {
  await backtesting(newsroom, store);
  checking(newsroom, archive);
  drawing(newsroom, archive);
  await wording(newsroom, store);
}

/** A publisher's store: 5,000 series of 1,250 days through the same gate and writer as every gathering. */
async function largeStore(): Promise<void> {
  const world = realWorld();
  const store = await openStore(world, join(home, "large.db"));
  const days = daysFrom("2021-01-01", addDays("2021-01-01", 1249));
  const series = Array.from({ length: 5000 }, (_, at) =>
    declaredSeries({
      id: `s${at}.close`,
      title: `Series ${at}`,
      unit: "USD",
      source: "bench",
      calendar: "24/7",
      lag: "PT10M",
      staleAfter: 2,
      range: [0, 1e9],
      decimals: 2,
    }),
  );
  const written = await timedOver(async () => {
    for (let from = 0; from < series.length; from += 100) {
      await store.write(async (writer) => {
        for (const [at, one] of series.slice(from, from + 100).entries()) {
          const rows = days.map((date, line) => ({
            line,
            date,
            value: `${100 + at + (line % 17)}`,
          }));
          await writer.record(one.id, "bench", world.now(), admit(one, rows, world.now()).accepted);
        }
      });
    }
  });
  line(
    "5,000 series × 1,250 days, rows stored",
    `${rate(series.length * days.length, written)} a second`,
  );
  const catalogue = {
    kinds: siteKit.kinds,
    sources: new Map(),
    subjects: new Map(),
    series: new Map(series.map((one) => [one.id, one])),
    quantities: QUANTITIES,
    events: new Map(),
    feeds: new Map(),
    units: UNITS,
    calendars,
    market: undefined,
  };
  const read: number[] = [];
  for (const { id } of series.filter((_, at) => at % 10 === 0)) {
    const history = async (): Promise<unknown> =>
      (await store.load(catalogue, [id])).view(Date.parse("2024-01-01T12:00:00Z")).history(id);
    read.push(await timedOver(history));
  }
  line("as-of history of one series of these", `${median(read).toFixed(2)} ms`);
  await store.close();
  const peak = process.resourceUsage().maxRSS / 1024;
  line("peak memory of that", `${peak.toFixed(0)} MB (aim: under 400)`);
}

/** The short interest of an index of 2,000 constituents within a market of 20,000 shares. */
function aggregating(): void {
  const market = new Map(
    Array.from({ length: 20_000 }, (_, at) => [
      `T${at}`,
      { short: at * 10, averageVolume: at + 1 },
    ]),
  );
  const constituents = Array.from({ length: 2000 }, (_, at) => ({
    ticker: `T${at * 3}`,
    name: "",
    weight: 0.05,
  }));
  const shares = new Map(constituents.map(({ ticker }) => [ticker, 1e7]));
  const runs = Array.from({ length: 50 }, () =>
    timed(() => indexShortInterest(constituents, market, shares)),
  );
  line("index short interest over 2,000 constituents", `${median(runs).toFixed(2)} ms`);
}

/** Composition with facts beside the same templates rendered by bare precompiled Handlebars, turn by turn in one run. */
function composing(newsroom: Newsroom, archive: Archive): void {
  const { publication, narratives, stories, desk } = newsroom;
  const view = archive.view(cutoffOf(DAY, publication.cutoff));
  const edition: Edition = { day: DAY, view, signals: measure(view, newsroom.kit.measures) };
  const findings = narrate(narratives, edition);
  let articles = 0;
  const write = (): void => {
    articles = compose(stories, findings, edition, desk).drafts.length;
  };
  const bare = bareRenderer(watchRenderings(narratives, stories, write));
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < 45; round++) {
    ours.push(timed(() => repeat(REPEATS, write)));
    theirs.push(timed(() => repeat(REPEATS, bare)));
  }
  line(
    "articles composed with facts",
    `${rate(articles * REPEATS, settled(ours))} a second (aim: 4,000)`,
  );
  line(
    "the same templates by bare Handlebars",
    `${rate(articles * REPEATS, settled(theirs))} a second`,
  );
  line(
    "ours against bare Handlebars",
    `${(settled(theirs) / settled(ours)).toFixed(2)} (aim: 0.40 or more)`,
  );
}

/** A note on each of a thousand assets. */
async function composingForSubjects(): Promise<void> {
  const { articles, milliseconds } = await composeForSubjects(1000);
  line(
    `${articles.toLocaleString("en-US")} notes on 1,000 assets, all cores`,
    `${rate(articles, milliseconds)} a second (aim: 5,000)`,
  );
}

/** Every rule over every way to bind its names, each edition from its own view: measured and narrated. */
function finding(newsroom: Newsroom, archive: Archive): void {
  const { publication, narratives } = newsroom;
  const days = daysFrom(RANGE.from, RANGE.to);
  let findings = 0;
  const runs = Array.from({ length: 5 }, () => {
    findings = 0;
    return timed(() => {
      for (const day of days) {
        const view = archive.view(cutoffOf(day, publication.cutoff));
        findings += narrate(narratives, {
          day,
          view,
          signals: measure(view, newsroom.kit.measures),
        }).length;
      }
    });
  });
  line(
    `findings of ${narratives.length} narratives`,
    `${rate(findings, Math.min(...runs))} a second`,
  );
}

/** The whole pack over all bundled days, with nothing kept and then with all but the last day kept. */
async function backtesting(newsroom: Newsroom, store: Store): Promise<void> {
  const made = (day: string): Promise<number> =>
    timedOver(() => backtest(newsroom, store, { day }));
  const cold: number[] = [];
  for (let run = 0; run < 3; run++) {
    await writeKept(store, NOTHING);
    cold.push(await made(LAST));
  }
  line(
    "backtest of the whole pack, 3.5 years",
    `${(median(cold) / 1000).toFixed(2)} s (aim: under 10)`,
  );
  await writeKept(store, NOTHING);
  const days = daysFrom(addDays(LAST, -5), LAST);
  await made(days[0]!);
  const next: number[] = [];
  for (const day of days.slice(1)) next.push(await made(day));
  line("backtest of one new day", `${(median(next) / 1000).toFixed(2)} s (aim: under 0.5)`);
}

/** The check of a text of 900 words, in time of the processor. */
function checking(newsroom: Newsroom, archive: Archive): void {
  const { article, foreign } = measureChecks(newsroom, archive, ROOT, DAY);
  line("check of an article of 900 words", `${article.toFixed(1)} ms (aim: under 30)`);
  line("of a foreign text of 900 words", `${foreign.toFixed(1)} ms (aim: under 100)`);
}

/** All charts of Bitcoin, from a view of their own each time as an article's are, and the cards of one article. */
function drawing(newsroom: Newsroom<SiteKit>, archive: Archive): void {
  const { world, publication, scales } = newsroom;
  const { language: code } = publication;
  const language = loadLanguage(world, home, code, UNITS);
  const words = loadChartWords(world, home, code);
  const view = (): AsOfView => archive.view(cutoffOf(DAY, publication.cutoff));
  let charts: readonly Chart[] = [];
  const drawn = Array.from({ length: 60 }, () =>
    timed(() => {
      const desk = chartDesk(view(), newsroom.kit.measures, { scales, language, words });
      charts = subjectCharts(newsroom.kit.charts, desk, "btc");
    }),
  );
  const largest = Math.max(...charts.map(({ svg }) => Buffer.byteLength(svg)));
  line("charts drawn from the store", `${rate(charts.length, settled(drawn))} a second`);
  line("the largest of them", `${(largest / 1000).toFixed(1)} KB (aim: under 25)`);
  const fonts = loadFonts(world, ROOT);
  const content = { publication: "Bench", title: "Bitcoin edges up 0.2% to $97,032", date: DAY };
  const svg = cardSvg({ ...content, figure: undefined }, fonts);
  const cards = Array.from({ length: 30 }, () => timed(() => renderCard(svg)));
  line("cards drawn as PNG", `${rate(1, settled(cards))} a second`);
}

async function backfilling(newsroom: Newsroom, store: Store): Promise<void> {
  const runs: number[] = [];
  let editions = 0;
  for (let run = 0; run < 2; run++) {
    rmSync(join(home, "content/editions"), { recursive: true, force: true });
    const start = performance.now();
    editions = (await makeEditions(newsroom, store, RANGE, async () => {}, { live: false })).length;
    runs.push(performance.now() - start);
  }
  line(
    "editions in backfill, written and checked",
    `${rate(editions, Math.min(...runs))} a second (aim: 60)`,
  );
}

/** What a year of editions reads like. */
async function wording(newsroom: Newsroom, store: Store): Promise<void> {
  const articles = await articlesOf(newsroom, store, daysFrom("2024-07-01", "2025-06-30"));
  const report = reportOf(articles, newsroom.vocabulary, newsroom.desk.language);
  const { long, repeats, repeatsAnywhere, words, sentence, lix, fired } = report;
  line(
    "articles of a year, of which check clean",
    `${report.articles}, ${report.articles - report.faulty.length}`,
  );
  line("sentences of more than eight words", long.toLocaleString("en-US"));
  line(
    "of these again within a week, in one story",
    `${repeats.length} (${((100 * repeats.length) / long).toFixed(1)}%; aim: 0)`,
  );
  line(
    "in any story",
    `${repeatsAnywhere.length} (${((100 * repeatsAnywhere.length) / long).toFixed(1)}%)`,
  );
  line("words of an article: fewest, median, most", words.join(", "));
  line("words of a sentence: median, most", sentence.join(", "));
  line("readability (LIX)", `${lix.toFixed(0)} (newspapers: 40 to 50)`);
  for (const [narrative, days] of fired) line(`  ${narrative}`, `${days} days`);
}

/** What a command takes from its start to its end, turn by turn with Node that has nothing to do: help alone, and one article held to its facts. */
function starting(): void {
  const article = `content/editions/${DAY}/flash.md`;
  const commands: Readonly<Record<string, readonly string[]>> = {
    "--help": ["--help"],
    "check of one article": ["check", article],
  };
  const node: number[] = [];
  const taken = new Map<string, number[]>(Object.keys(commands).map((name) => [name, []]));
  for (let round = 0; round < 12; round++) {
    node.push(nodeTakes(["-e", "0"]));
    for (const [name, args] of Object.entries(commands))
      taken.get(name)!.push(nodeTakes([join(ROOT, "generator/cli.ts"), ...args]));
  }
  const bare = median(node);
  for (const [name, times] of taken) {
    const own = median(times);
    line(
      `${name}, start to end`,
      `${own.toFixed(0)} ms: ${(own / bare).toFixed(1)} times Node that does nothing (${bare.toFixed(0)} ms)`,
    );
  }
}

/** What a process of Node takes, in milliseconds. */
function nodeTakes(args: readonly string[]): number {
  return timed(() => {
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: home, encoding: "utf8" });
    if (status !== 0) throw new Error(`${args.join(" ")}: ${stderr}`);
  });
}

function repeat(times: number, work: () => unknown): void {
  for (let time = 0; time < times; time++) work();
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

async function timedOver(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The median without the rounds in which the engine was still warming up. */
function settled(runs: readonly number[]): number {
  return median(runs.slice(20));
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}

function rate(count: number, milliseconds: number): string {
  return Math.round((count / milliseconds) * 1000).toLocaleString("en-US");
}

function line(what: string, figure: string): void {
  process.stdout.write(`${what.padEnd(44)} ${figure}\n`);
}
