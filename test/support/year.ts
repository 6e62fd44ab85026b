import { dayNumber, type Day } from "../../generator/base/day.ts";
import { FIGURE_MARK, sentencesOf } from "../../generator/base/sentences.ts";
import { figureFinder, type FigureFinder } from "../../generator/check/figures/figures.ts";
import { lexiconOf } from "../../generator/check/figures/lexicon.ts";
import { checkEdition } from "../../generator/check/check.ts";
import { readArticle } from "../../generator/check/reading/read.ts";
import type { CheckReport } from "../../generator/check/report.ts";
import type { FigureVocabulary } from "../../generator/check/figures/vocabulary.ts";
import type { Draft } from "../../generator/articles/draft.ts";
import type { Language } from "../../generator/compose/language.ts";
import { openRecords } from "../../generator/narrate/evidence/records.ts";
import type { Store } from "../../generator/store/store.ts";
import type { Newsroom } from "../../generator/newsroom/newsroom.ts";
import { draftEdition } from "../../generator/newsroom/draft-edition.ts";

/** An article with what the check says of it. */
export interface YearArticle {
  readonly day: Day;
  readonly draft: Draft;
  readonly report: CheckReport;
}

/** Every article of these days, earliest first, written and checked in memory, every figure against the data that it was made from. */
export async function articlesOf(
  newsroom: Newsroom,
  store: Store,
  days: readonly Day[],
): Promise<YearArticle[]> {
  const last = days.at(-1);
  if (last === undefined) return [];
  const records = (await openRecords(newsroom, store)).upTo(last);
  return days.flatMap((day) => {
    const { edition, drafts } = draftEdition(newsroom, day, records);
    const data = { view: edition.view, measures: newsroom.kit.measures };
    const reports = checkEdition(
      drafts.map(({ markdown: text, slug, facts }) => ({ text, file: `${slug}.md`, facts, data })),
      newsroom.vocabulary,
      newsroom.publication.catalogue,
    );
    return drafts.map((draft, at) => ({ day, draft, report: reports[at] as CheckReport }));
  });
}

/** A sentence as printed, its words counted, and the same without its figures. */
interface Sentence {
  readonly text: string;
  readonly words: number;
  readonly skeleton: string;
}

/** What a year of editions amounts to. */
export interface YearReport {
  readonly articles: number;
  /** Articles with an error or a warning of the check. */
  readonly faulty: readonly YearArticle[];
  /** Sentences of more than eight words. */
  readonly long: number;
  /** Those printed within the seven days before but for their figures, by the same story. */
  readonly repeats: readonly Repeat[];
  /** The same whatever story printed them. */
  readonly repeatsAnywhere: readonly Repeat[];
  /** Words of an article: fewest, median, most. */
  readonly words: readonly [number, number, number];
  /** Words of a sentence: median and most. */
  readonly sentence: readonly [number, number];
  /** Björnsson's LIX: words a sentence and per cent of words of more than six letters; 40 to 50 is a newspaper's. */
  readonly lix: number;
  /** On how many days each narrative was printed, most first. */
  readonly fired: readonly (readonly [narrative: string, days: number])[];
}

/** A sentence that was printed before, within so many days. */
export interface Repeat {
  readonly text: string;
  readonly day: Day;
  readonly slug: string;
  /** Days since it was last printed; 0 for another article of the same day. */
  readonly after: number;
}

/** A sentence of more than so many words is not to come again within so many days. */
const LONG_WORDS = 8;

const WEEK = 7;

const LONG_LETTERS = 6;

/** What the articles of a stretch of days amount to. */
export function reportOf(
  articles: readonly YearArticle[],
  vocabulary: FigureVocabulary,
  language: Pick<Language, "headings">,
): YearReport {
  const written = articles.map((article) => ({
    article,
    sentences: sentencesIn(article.draft, vocabulary, language),
  }));
  const byStory = Map.groupBy(written, ({ article }) => article.draft.slug);
  const all = written.flatMap(({ sentences }) => sentences);
  const prose = all.filter(({ text }) => /[.!?]["”]?$/.test(text));
  const letters = prose.flatMap(({ text }) => text.match(/\p{L}+/gu) ?? []);
  const lengths = sorted(prose.map(({ words }) => words));
  const words = sorted(written.map(({ sentences }) => sum(sentences.map((each) => each.words))));
  const fired = new Map<string, Set<Day>>();
  for (const { day, draft } of articles)
    for (const { narrative } of draft.facts.findings)
      fired.set(narrative, (fired.get(narrative) ?? new Set()).add(day));
  return {
    articles: articles.length,
    faulty: articles.filter(({ report }) => report.errors + report.warnings > 0),
    long: all.filter((each) => each.words > LONG_WORDS).length,
    repeats: [...byStory.values()].flatMap(repeatsOf),
    repeatsAnywhere: repeatsOf(written),
    words: [words[0]!, middle(words), words.at(-1)!],
    sentence: [middle(lengths), lengths.at(-1)!],
    lix:
      sum(lengths) / prose.length +
      (100 * letters.filter((word) => word.length > LONG_LETTERS).length) / letters.length,
    fired: [...fired]
      .map(([narrative, days]) => [narrative, days.size] as const)
      .sort((a, b) => b[1] - a[1]),
  };
}

/** The sentences of an article that are written anew each day: headline, summary and text, without source line, sources and disclosure. */
function sentencesIn(
  draft: Draft,
  vocabulary: FigureVocabulary,
  { headings }: Pick<Language, "headings">,
): Sentence[] {
  const { blocks } = readArticle({ text: draft.markdown, file: draft.slug });
  const texts = blocks.map(({ text }) => text);
  const find = figureFinder(lexiconOf(vocabulary), draft.facts.names);
  return texts
    .slice(0, texts.indexOf(headings.sources))
    .filter((_text, at) => at !== SOURCE_LINE)
    .flatMap((text) => sentencesOf(text))
    .map((text) => ({ text, words: wordsIn(text), skeleton: skeletonOf(text, find) }));
}

/** After headline and summary. */
const SOURCE_LINE = 2;

function wordsIn(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

function skeletonOf(text: string, find: FigureFinder): string {
  let skeleton = "";
  let at = 0;
  for (const { start, end } of find(text)) {
    skeleton += text.slice(at, start) + FIGURE_MARK;
    at = end;
  }
  return (skeleton + text.slice(at)).toLowerCase();
}

function repeatsOf(
  written: readonly { article: YearArticle; sentences: readonly Sentence[] }[],
): Repeat[] {
  const last = new Map<string, number>();
  return written.flatMap(({ article: { day, draft }, sentences }) => {
    const number = dayNumber(day);
    return sentences.flatMap(({ text, words, skeleton }): Repeat[] => {
      if (words <= LONG_WORDS) return [];
      const after = number - (last.get(skeleton) ?? Number.NEGATIVE_INFINITY);
      last.set(skeleton, number);
      return after <= WEEK ? [{ text, day, slug: draft.slug, after }] : [];
    });
  });
}

function sorted(values: readonly number[]): number[] {
  return values.toSorted((a, b) => a - b);
}

function middle(values: readonly number[]): number {
  return values[Math.floor(values.length / 2)]!;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
