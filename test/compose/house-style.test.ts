import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { check } from "../../generator/check/check.ts";
import { loadFigureVocabulary } from "../../generator/check/figures/vocabulary.ts";
import { compose } from "../../generator/compose/compose.ts";
import { deskOf } from "../../generator/compose/desk.ts";
import {
  loadHouseLanguage,
  loadLanguage,
  type Language,
} from "../../generator/compose/language.ts";
import type { Draft } from "../../generator/articles/draft.ts";
import type { Edition } from "../../generator/narrate/edition.ts";
import { narrate } from "../../generator/narrate/narrate.ts";
import { catalogue, bindables, ROOT, scales, world } from "../support/bundle.ts";
import { desk, editionOf, narratives, relations, stories } from "../support/edition.ts";
import { problemsOf } from "../support/problems.ts";
import { makeFolder, removeFolder } from "../support/room.ts";

const DAY = "2025-05-08";

const vocabulary = loadFigureVocabulary(world, ROOT, "en", catalogue.units);

const edition = editionOf(DAY);

const home = makeFolder("style");

afterAll(() => removeFolder(home));

function styled(style: string): void {
  mkdirSync(join(home, "templates"), { recursive: true });
  writeFileSync(join(home, "templates/style.yaml"), style);
}

/** The edition of a publication with a style of its own. */
function draftsOn(day: string, style: string): Draft[] {
  styled(style);
  const language = loadHouseLanguage(world, home, "en", catalogue.units);
  return draftsOf(editionOf(day), language);
}

function draftsOf(edition: Edition, language: Language): Draft[] {
  const own = deskOf(language, "en", scales, bindables, relations, desk.methodsPage);
  return compose(stories, narrate(narratives, edition), edition, own).drafts;
}

const textOf = (drafts: readonly Draft[]): string =>
  drafts.map(({ frontMatter, body }) => `${frontMatter.title}\n${body}`).join("\n");

const figuresOf = (drafts: readonly Draft[]): string[] =>
  drafts.flatMap(({ slug, facts }) =>
    facts.facts.map(({ ref, value, unit }) => `${slug} ${ref} ${value} ${unit}`),
  );

const plain = draftsOf(edition, loadHouseLanguage(world, ROOT, "en", catalogue.units));

describe.each([
  ["percent: percent", "up 0.2 percent", "0.2%"],
  ["percent: per cent", "up 0.2 per cent", "0.2%"],
  ["months: short", "since Feb. 20", "February 20"],
  ["dollar: US$", "US$97,032", " $97,032"],
  ["coins: symbol", "ETH lost 0.2% to $1,811.61", "Ether"],
  ["spelling: en-GB", "since 20 February", "February 20"],
  ["spelling: en-US", "capitalization", "capitalisation"],
  ["spelling: en-GB\nmonths: short", "since 20 Feb", "February"],
  [
    "percent: per cent\nmonths: short\ndollar: US$\ncoins: symbol\nspelling: en-GB",
    "BTC gained 0.2 per cent to US$97,032, its highest close since 20 Feb,",
    "Bitcoin closed",
  ],
])("an edition with %s", (style, written, unwritten) => {
  const day = style === "spelling: en-US" ? "2025-05-04" : DAY;
  const drafts = draftsOn(day, style);

  test("is written so throughout", () => {
    expect(textOf(drafts)).toContain(written);
    expect(textOf(drafts)).not.toContain(unwritten);
  });

  test("is clean for the check, and has the same figures", () => {
    for (const { markdown, facts, slug } of drafts)
      expect([slug, check({ text: markdown, file: slug }, facts, vocabulary).messages]).toEqual([
        slug,
        [],
      ]);
    if (day !== DAY) return;
    expect(figuresOf(drafts)).toEqual(figuresOf(plain));
  });
});

test("without a style of its own an edition is written as the package's says, to the byte", () => {
  const bare = draftsOf(edition, loadLanguage(world, ROOT, "en", catalogue.units));
  expect(textOf(bare)).toBe(textOf(plain));
});

test("names of others keep a coin's name, and so do quotations and addresses", () => {
  const drafts = draftsOn(DAY, "coins: symbol");
  const text = textOf(drafts);
  expect(text).toContain("iShares Bitcoin Trust");
  expect(text.replaceAll("iShares Bitcoin Trust", "")).not.toMatch(/\bBitcoin\b(?!.*\]\()/);
  expect(text).toContain("spot bitcoin ETFs");
});

test.each([
  ["percent: per cnt", 'percent: the language of this publication has no "per cnt".', "per cent"],
  ["months: shrt", 'months: the language of this publication has no "shrt".', "short"],
  ["dollar: US", 'dollar: the language of this publication has no "US".', "US$"],
  ["coins: symbols", 'coins: the language of this publication has no "symbols".', "symbol"],
  ["spelling: en_GB", 'spelling: the language of this publication has no "en_GB".', "en-GB"],
])("%s is refused, with the nearest there is", (style, message, nearest) => {
  styled(style);
  const [problem, ...others] = problemsOf(() =>
    loadHouseLanguage(world, home, "en", catalogue.units),
  );
  expect(others).toEqual([]);
  expect(problem).toMatchObject({
    code: "unknown-name",
    file: "templates/style.yaml",
    line: 1,
    message,
  });
  expect(problem?.advice).toContain(nearest);
});

test("Spanish has its own words for the per cent sign, and abbreviates no month", () => {
  styled("percent: por ciento\ndollar: US$");
  const spanish = loadHouseLanguage(world, home, "es", catalogue.units);
  expect(spanish.percent(2.1, 1)).toBe("2,1 por ciento");
  expect(spanish.money(97032, 0, "USD")).toBe("97.032\u00A0US$");
  styled("months: short");
  expect(problemsOf(() => loadHouseLanguage(world, home, "es", catalogue.units))).toHaveLength(1);
});
