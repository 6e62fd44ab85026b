import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { daysFrom } from "../../generator/base/day.ts";
import { sentencesOf } from "../../generator/base/sentences.ts";
import { gather } from "../../generator/gather/gather.ts";
import { BUILT_IN } from "../../generator/newsroom/kit.ts";
import { openNewsroom } from "../../generator/newsroom/newsroom.ts";
import { openStore } from "../../generator/store/sqlite/open.ts";
import { storePath } from "../../generator/store/store.ts";
import { world } from "../support/bundle.ts";
import { cliHome, inLanguage, type CliHome } from "../support/cli.ts";
import { articlesOf, type YearArticle } from "../support/year.ts";

/** What each language writes in its own way. */
const LANGUAGES = {
  de: {
    percent: /\d,\d\u00A0%/,
    money: /\d\.\d{3}(?:,\d\d)?\u00A0\$/,
    large: /\d,\d (?:Millionen|Milliarden) Dollar/,
    date: /\d\. (?:April|Mai) 2025/,
    title: "Bitcoin steigt um 0,2 % auf 97.032 $",
  },
  fr: {
    percent: /\d,\d[\u00A0\u202F]%/,
    money: /\d\u202F\d{3}(?:,\d\d)?\u00A0\$/,
    large: /\d,\d (?:million|milliard)s? de dollars/,
    date: /\d (?:avril|mai) 2025/,
    title: "Le bitcoin gagne 0,2 % à 97 032 $",
  },
  pt: {
    percent: /\d,\d%/,
    money: /US\$\u00A0\d{1,3}\.\d{3}(?:,\d\d)?/,
    large: /US\$\u00A0\d+,\d (?:milh|bilh)(?:ão|ões)/,
    date: /\d de (?:abril|maio) de 2025/,
    title: "O bitcoin sobe 0,2% para US$ 97.032",
  },
} as const;

const ENGLISH =
  /\b(?:the|and|were|closed|rose|fell|above|below|sessions|days|since|after|with|small-cap fund|fear|greed)\b/iu;

/** A figure as English prints it: a point before its decimals, or a comma before three digits. */
const ENGLISH_FIGURE = /\d\.\d{1,2}(?![\d.])|\d,\d{3}(?!\d)/u;

/** A text without addresses, and without the publishers who are named in their own words. */
const proseOf = ({ draft }: YearArticle): string => draft.body.replace(/\[[^\]]*\]\([^)]*\)/g, "");

describe.each(Object.entries(LANGUAGES))("in the language %s", (code, form) => {
  let home: CliHome;
  let articles: readonly YearArticle[];

  beforeAll(async () => {
    home = cliHome();
    await inLanguage(home, code);
    const newsroom = openNewsroom(world, home.folder, BUILT_IN);
    const store = await openStore(world, storePath(home.folder));
    await gather(world, newsroom.publication, store);
    articles = await articlesOf(newsroom, store, daysFrom("2025-04-30", "2025-05-10"));
    await store.close();
  });

  afterAll(() => home?.[Symbol.dispose]());

  test("wrap, flash and note of one asset are written and check clean", () => {
    const slugs = new Set(articles.map(({ draft }) => draft.slug));
    for (const slug of ["market-wrap", "flash", "bitcoin-note"]) expect(slugs).toContain(slug);
    const faulty = articles.filter(({ report }) => report.messages.length > 0);
    expect(faulty.map(({ day, draft, report }) => [day, draft.slug, report.messages])).toEqual([]);
  });

  test("nothing is in English", () => {
    const english = articles.flatMap((each) => [
      ENGLISH.exec(proseOf(each))?.[0] ?? [],
      ENGLISH_FIGURE.exec(proseOf(each))?.[0] ?? [],
    ]);
    expect(english.flat()).toEqual([]);
  });

  test("no article says a sentence twice", () => {
    const twice = articles.flatMap(({ day, draft }) => {
      const sentences = draft.body.split("\n").flatMap(sentencesOf);
      const said = sentences.filter((each) => each.length > 40);
      return said.filter((each, at) => said.indexOf(each) !== at).map((each) => [day, each]);
    });
    expect(twice).toEqual([]);
  });

  test("figures and days stand as the language writes them", () => {
    const wraps = articles.filter(({ draft }) => draft.slug === "market-wrap");
    for (const { draft } of wraps) {
      for (const pattern of [form.percent, form.money, form.date])
        expect(draft.body).toMatch(pattern);
    }
    expect(wraps.map(({ draft }) => draft.body).join("\n")).toMatch(form.large);
    const title = wraps.find(({ day }) => day === "2025-05-08")?.draft.frontMatter.title;
    expect(title?.replace(/[\u00A0\u202F]/g, " ")).toBe(form.title);
  });
});
