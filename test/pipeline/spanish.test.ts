import { UNITS } from "../../generator/publication/units.ts";
import { BUILT_IN } from "../../generator/newsroom/kit.ts";
import { openNewsroom } from "../../generator/newsroom/newsroom.ts";
import { daysFrom } from "../../generator/base/day.ts";
import { countWords } from "../../generator/base/text.ts";
import { openStore } from "../../generator/store/sqlite/open.ts";
import { storePath } from "../../generator/store/store.ts";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { realWorld } from "../../generator/world/disk.ts";
import { check } from "../../generator/check/check.ts";
import { parseFacts } from "../../generator/articles/facts-file.ts";
import { loadFigureVocabulary } from "../../generator/check/figures/vocabulary.ts";
import { parseArticle } from "../../generator/articles/article.ts";
import { loadNarratives } from "../../generator/narrate/narrative.ts";
import { untranslated } from "../../generator/narrate/translation.ts";
import { loadPublication } from "../../generator/publication/publication.ts";
import { ROOT, world, ground } from "../support/bundle.ts";
import { cliHome, run, inLanguage, type CliHome } from "../support/cli.ts";
import { proseOf, readOf, type Prose } from "../support/prose.ts";
import { articlesOf, type YearArticle } from "../support/year.ts";

const DAY = "2025-05-08";
const STORIES = ["market-wrap", "flash"];
const vocabulary = loadFigureVocabulary(realWorld(), ROOT, "es", UNITS);

let home: CliHome;

beforeAll(async () => {
  home = cliHome();
  await inLanguage(home, "es");
  expect(await run(home, ["daily", "--date", DAY])).toMatchObject({ status: 0 });
});

afterAll(() => home?.[Symbol.dispose]());

const read = (name: string): string =>
  readFileSync(home.path("content/editions", DAY, name), "utf8");

describe.each(STORIES)("the Spanish %s", (story) => {
  test("reads as it did", async () => {
    const { frontMatter, body } = parseArticle(read(`${story}.md`), story);
    const { title, description, tags } = frontMatter;
    const golden = join(import.meta.dirname, "golden", `${story}.es.txt`);
    const text = `# ${title}\n\n${description}\n\n${tags.join(", ")}\n${body}`;
    await expect(text).toMatchFileSnapshot(golden);
  });

  test("passes the check, and no changed figure does", () => {
    const text = read(`${story}.md`);
    const facts = parseFacts(read(`${story}.facts.json`), story);
    const errors = (changed: string): number =>
      check({ text: changed, file: story }, facts, vocabulary).errors;
    expect(errors(text)).toBe(0);
    const body = text.indexOf("\n---\n", 4);
    const places = [...text.matchAll(/\d/g)].map(({ index }) => index).filter((at) => at > body);
    const inNames = facts.names.flatMap((name) => placesOf(text, name));
    const inLinks = [...text.matchAll(/\]\(.*?\)/g)].map(
      (link) => [link.index, link.index + link[0].length] as const,
    );
    const free = places.filter(
      (at) => ![...inNames, ...inLinks].some(([start, end]) => start <= at && at < end),
    );
    expect(free.length).toBeGreaterThan(50);
    const missed = free.filter((at) => {
      const digit = (Number(text[at]) + 1) % 10;
      return errors(text.slice(0, at) + digit + text.slice(at + 1)) === 0;
    });
    expect(missed.map((at) => text.slice(at - 20, at + 10))).toEqual([]);
  });
});

function placesOf(text: string, name: string): (readonly [number, number])[] {
  const places: (readonly [number, number])[] = [];
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1))
    places.push([at, at + name.length]);
  return places;
}

test.each([
  ["ganó un 0,2 %", "perdió un 0,2 %", "wrong-direction"],
  ["un 11,0 % por encima", "un 11,0 % por debajo", "wrong-direction"],
  ["captaron 142,3", "perdieron 142,3", "wrong-direction"],
  ["77.000 millones de dólares", "78.000 millones de dólares", "figure-changed"],
  ["142,3 millones de dólares", "142,3 mil millones de dólares", "figure-changed"],
  ["142,3 millones de dólares", "142,3 millones de euros", "wrong-unit"],
  ["97.032 $", "97,032 $", "figure-changed"],
  ["97.032 $", "97.032 €", "wrong-unit"],
  ["un alza del 16,5 %", "una baja del 16,5 %", "wrong-direction"],
  ["8 de mayo de 2025", "8 de mayo de 2024", "figure-changed"],
  ["8 de mayo de 2025", "8 de junio de 2025", "figure-changed"],
  ["cinco sesiones", "seis sesiones", "figure-changed"],
  ["2,7 veces", "2,8 veces", "figure-changed"],
])("%s for %s is found", (from, to, code) => {
  const text = read("market-wrap.md").replaceAll("\u00A0", " ");
  const facts = parseFacts(read("market-wrap.facts.json"), "wrap");
  expect(text).toContain(from);
  const changed = text.replaceAll(from, to);
  const report = check({ text: changed, file: "wrap.md" }, facts, vocabulary);
  expect(report.messages.map((each) => each.code)).toContain(code);
});

test("figures of an editor's own Spanish sentence are found and paired", () => {
  const facts = parseFacts(read("market-wrap.facts.json"), "wrap");
  const codes = (sentence: string): string[] =>
    check(
      {
        text: read("market-wrap.md").replace("\n## Qué vigilar", `\n${sentence}\n\n## Qué vigilar`),
        file: "x",
      },
      facts,
      vocabulary,
    )
      .messages.map(({ code }) => code)
      .filter((code) => code !== "by-hand");
  expect(codes("Bitcoin quedó en 97.032 dólares el 7 de mayo.")).toEqual([]);
  expect(codes("Bitcoin avanzó un 0,2 por ciento.")).toEqual([]);
  expect(codes("Bitcoin retrocedió un 0,2 por ciento.")).toEqual(["wrong-direction"]);
  expect(codes("Bitcoin valía treinta y dos veces más.")).toEqual(["figure-without-fact"]);
  expect(codes("Ether quedó en 97.032 dólares.")).toEqual(["figure-of-another-subject"]);
  expect(codes("Bitcoin subirá sin duda.")).toEqual(["banned-wording", "banned-wording"]);
});

test("what a language names otherwise can still be called by its first name", () => {
  const { subjects, series } = loadPublication(realWorld(), home.folder, BUILT_IN).catalogue;
  expect(subjects.get("vix")?.name).toBe("índice de volatilidad Cboe");
  expect(subjects.get("vix")?.aliases).toContain("Cboe Volatility Index");
  expect(subjects.get("btc")?.name).toBe("bitcoin");
  expect(subjects.get("btc")?.aliases).toContain("Bitcoin");
  expect(series.get("btc.close")?.title).toBe("Precio del bitcoin");
});

/** A crash, an election and a record, a rally that was undone, tariffs, month ends, weekends, and the days up to that of the golden texts. */
const STRETCHES = [
  ["2024-08-04", "2024-08-07"],
  ["2024-11-05", "2024-11-08"],
  ["2024-12-31", "2025-01-01"],
  ["2025-03-02", "2025-03-05"],
  ["2025-04-09", "2025-04-12"],
  ["2025-04-30", DAY],
] as const;

/** Words of a wrap that says what the day had to say: the English ones of the same days have 450 on average. */
const FULL_WRAP = 450;

describe("Spanish is held to what English is, in its own idiom", () => {
  let articles: readonly YearArticle[];
  let prose: Prose;

  beforeAll(async () => {
    const newsroom = openNewsroom(world, home.folder, BUILT_IN);
    const store = await openStore(world, storePath(home.folder));
    articles = await articlesOf(
      newsroom,
      store,
      STRETCHES.flatMap(([from, to]) => daysFrom(from, to)),
    );
    await store.close();
    const read = articles.filter(({ draft }) => draft.slug !== "flash");
    prose = proseOf(
      read.map(({ draft }) => readOf(draft)),
      "es",
    );
  });

  test("every article checks clean", () => {
    const faulty = articles.filter(({ report }) => report.messages.length > 0);
    expect(faulty.map(({ day, draft, report }) => [day, draft.slug, report.messages])).toEqual([]);
  });

  test("a day has its wrap in full, its list of figures, and the notes that it has something for", () => {
    const of = (slug: string): YearArticle[] => articles.filter(({ draft }) => draft.slug === slug);
    const days = new Set(articles.map(({ day }) => day));
    expect(of("market-wrap")).toHaveLength(days.size);
    expect(of("flash").length).toBeGreaterThanOrEqual(0.9 * days.size);
    for (const slug of ["bitcoin-note", "ether-note", "cross-market-note", "weekly-review"])
      expect([slug, of(slug).length > 0]).toEqual([slug, true]);
    const words = of("market-wrap").map(({ draft }) => countWords(draft.body));
    expect(words.reduce((sum, each) => sum + each) / words.length).toBeGreaterThan(FULL_WRAP);
  });

  test("articles are written as a desk writes", () => {
    expect(prose.contrast).toBeGreaterThanOrEqual(6);
    expect(prose.sentence).toBeLessThanOrEqual(26);
    expect(prose.spread).toBeGreaterThan(5);
    expect(prose.empty).toBeLessThan(0.05);
    expect(prose.figured).toBeGreaterThan(0.9);
    const long = articles.filter(({ draft }) => draft.frontMatter.title.length > 90);
    expect(long.map(({ draft }) => draft.frontMatter.title)).toEqual([]);
    expect(prose.sources).toBeLessThan(0.18);
    for (const faults of [prose.repeated, prose.unpriced, prose.oddAnswers, prose.odd])
      expect(faults).toEqual([]);
    for (const faults of [prose.stale, prose.shared]) expect(faults).toEqual([]);
    expect(prose.twice.length).toBeLessThanOrEqual(0.05 * articles.length);
  });
});

test("a narrative without Spanish texts is listed, one with them is not", () => {
  const narratives = loadNarratives(world, ROOT, ground);
  const missing = untranslated(world, ROOT, narratives, "es").map(({ id }) => id);
  expect(missing).toContain("short-interest/reported-claim");
  expect(missing).not.toContain("price/day-move");
  expect(untranslated(world, ROOT, narratives, "en")).toEqual([]);
});

test("the site speaks Spanish throughout: its pages, the zones of its charts, its scales", async () => {
  expect(await run(home, ["publish", "--no-search"])).toMatchObject({ status: 0 });
  const page = (name: string): string =>
    readFileSync(home.path("site/dist", name, "index.html"), "utf8");
  const front = page("");
  expect(front).toMatch(/<html lang="es" dir="ltr">/);
  expect(front).toContain("En este artículo");
  expect(front).toContain("RSI 66,2, firmeza");
  expect(page("subjects/btc")).toContain("Zonas ahora");
  expect(page("methodology")).toContain("Tamaño de un movimiento");
  const english = /Latest|Data to|Skip to|All articles|Source of|neutral<|close to its average/;
  for (const name of ["", "2025/05/08/market-wrap", "subjects/btc", "archive", "about"])
    expect([name, english.exec(page(name))?.[0]]).toEqual([name, undefined]);
});
