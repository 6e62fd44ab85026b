import { expect, test } from "vitest";
import { check } from "../../generator/check/check.ts";
import { formatFacts, parseFacts } from "../../generator/articles/facts-file.ts";
import type { Draft } from "../../generator/articles/draft.ts";
import type { Headline } from "../../generator/publication/feeds.ts";
import { loadFigureVocabulary } from "../../generator/check/figures/vocabulary.ts";
import { catalogue, measures, ROOT, scales, world } from "../support/bundle.ts";
import { drafts, editionOf } from "../support/edition.ts";

const DAY = "2025-05-08";

const feeds = new Map([
  ["fed", { id: "fed", source: "federal-reserve", url: "https://a.example/f", subjects: ["btc"] }],
  ["other", { id: "other", source: "bls", url: "https://a.example/o", subjects: ["gold"] }],
]);

const declared = { ...catalogue, feeds };

function headline(number: number, title: string, at: string, feed = "fed"): Headline {
  const url = `https://news.example/${number}?id=2025-05-07&percent=90`;
  return { id: `${feed}:${number}`, feed, title, url, at, known: at, seen: at };
}

const HOSTILE = 'Rates *kept* at 7.25% [to](javascript:alert(1)) "7.50%" <b>& rose 12 percent</b>_';

const reported = [
  headline(1, HOSTILE, "2025-05-07T18:00:00.000Z"),
  headline(2, "Speech on payments", "2025-05-08T09:15:00.000Z"),
  headline(3, "Of the day before", "2025-05-07T11:59:00.000Z"),
  headline(4, "After the cut-off", "2025-05-08T12:01:00.000Z"),
  headline(5, "Of gold alone", "2025-05-08T09:15:00.000Z", "other"),
];

const changed = { catalogue: declared, headlines: reported };

const note = (headlines = reported): Draft =>
  drafts(DAY, { catalogue: declared, headlines }).find(({ slug }) => slug === "market-wrap")!;

const vocabulary = loadFigureVocabulary(world, ROOT, "en", catalogue.units);

function messages(text: string, { facts }: Draft) {
  const { view } = editionOf(DAY, changed);
  const data = { view, measures, scales };
  return check({ text, file: "a.md" }, facts, vocabulary, data).messages;
}

test("an article quotes what was reported of its subjects since the cut-off of the day before, letter for letter and with its link", () => {
  const { body, facts } = note();
  const [, section = ""] = /## Headlines of the day, as reported\n([\s\S]*?)\n## /.exec(body) ?? [];
  expect(section.match(/^- .*$/gm)).toEqual([
    "- “[Speech on payments](https://news.example/2?id=2025-05-07&percent=90)”, Federal Reserve, May 8 at 09:15 UTC",
    expect.stringMatching(
      /^- “\[Rates .*\]\(https:\/\/news.example\/1.*\)”, Federal Reserve, May 7 at 18:00 UTC$/,
    ),
  ]);
  expect(facts.headlines?.map(({ title }) => title)).toEqual(["Speech on payments", HOSTILE]);
  expect(parseFacts(formatFacts(facts), "a.facts.json")).toEqual(facts);
});

test("numbers of a quoted title are no claims of ours: the article checks clean as it was written", () => {
  const draft = note();
  expect(messages(draft.markdown, draft)).toEqual([]);
});

test("without a feed an article is what it would be without news", () => {
  expect(drafts(DAY, { headlines: reported })).toEqual(drafts(DAY));
  expect(note().body).not.toBe(note([]).body);
  expect(note([]).body).not.toContain("Headlines");
});

test.each([
  ["7.25", "7.52", "is not what was reported at that address"],
  ["Speech on payments", "Speech on bets", "is not what was reported at that address"],
])("a title in which %s became %s is an error", (from, to, message) => {
  const draft = note();
  const found = messages(draft.markdown.replace(from, to), draft);
  expect(found).toContainEqual(
    expect.objectContaining({
      code: "altered-quotation",
      severity: "error",
      message: expect.stringContaining(message),
    }),
  );
});

test("a title that leads elsewhere is text of the article's own, with its figures", () => {
  const draft = note();
  const text = draft.markdown.replace("https://news.example/1", "https://elsewhere.example/1");
  expect(messages(text, draft).map(({ code }) => code)).toContain("by-hand");
});

test("facts that quote what the store holds otherwise are an error", () => {
  const draft = note();
  const of = draft.facts.headlines!.map((each) => ({
    ...each,
    title: each.title.replace("7.25", "7.75"),
  }));
  const forged = { ...draft, facts: { ...draft.facts, headlines: of } };
  const text = draft.markdown.replace("7.25", "7.75");
  expect(messages(text, forged)).toContainEqual(
    expect.objectContaining({ code: "altered-quotation", severity: "error" }),
  );
});
