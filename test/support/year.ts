import { dayNumber, daysFrom, type Day } from "../../generator/base/day.ts";
import { FIGURE_MARK, sentencesOf } from "../../generator/base/sentences.ts";
import { figureFinder, type FigureFinder } from "../../generator/check/figures.ts";
import { lexiconOf } from "../../generator/check/lexicon.ts";
import { readArticle } from "../../generator/check/read.ts";
import type { CheckReport } from "../../generator/check/report.ts";
import type { FigureVocabulary } from "../../generator/check/vocabulary.ts";
import type { Draft } from "../../generator/compose/compose.ts";
import type { Language } from "../../generator/compose/language.ts";
import { openRecords } from "../../generator/evidence.ts";
import type { Store } from "../../generator/gather/store.ts";
import type { Newsroom } from "../../generator/newsroom.ts";
import { draftEdition } from "../../generator/pipeline.ts";

/** An article with what the check says of it. */
export interface YearArticle {
  readonly day: Day;
  readonly draft: Draft;
  readonly report: CheckReport;
}

/** Every article of a stretch of days, written and checked in memory. */
export function articlesOf(newsroom: Newsroom, store: Store, from: Day, to: Day): YearArticle[] {
  const records = openRecords(newsroom, store, to);
  return daysFrom(from, to).flatMap((day) => {
    const { drafts, reports } = draftEdition(newsroom, store, day, records);
    return drafts.map((draft, at) => ({ day, draft, report: reports[at] as CheckReport }));
  });
}

/** A sentence as printed, its words counted, and the same without its figures. */
export interface Sentence {
  readonly text: string;
  readonly words: number;
  readonly skeleton: string;
}

/** The sentences of an article that are written anew each day: headline, summary and text, without source line, sources and disclosure. */
export function sentencesIn(
  draft: Draft,
  vocabulary: FigureVocabulary,
  { headings }: Pick<Language, "headings">,
): Sentence[] {
  const { blocks } = readArticle({ text: draft.markdown, file: draft.slug });
  const texts = blocks.map(({ text }) => text);
  const end = texts.indexOf(headings.sources);
  const find = figureFinder(lexiconOf(vocabulary), draft.facts.names);
  return texts
    .slice(0, end)
    .filter((_text, at) => at !== 2)
    .flatMap((text) => sentencesOf(text))
    .map((text) => ({ text, words: wordsIn(text), skeleton: skeletonOf(text, find) }));
}

/** Words with a letter or digit. */
export function wordsIn(text: string): number {
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

/** A sentence that was printed before, within so many days. */
export interface Repeat {
  readonly text: string;
  readonly day: Day;
  readonly slug: string;
  /** Days since it was last printed; 0 for another article of the same day. */
  readonly after: number;
}

/** A sentence of more than so many words is not to come again within a week. */
export const LONG_WORDS = 8;

/** Sentences of more than eight words that were printed within the days before, but for their figures. */
export function repeatsOf(
  articles: readonly YearArticle[],
  sentences: (article: YearArticle) => readonly Sentence[],
  within: number,
): Repeat[] {
  const last = new Map<string, number>();
  return articles.flatMap((article) => {
    const number = dayNumber(article.day);
    return sentences(article).flatMap(({ text, words, skeleton }): Repeat[] => {
      if (words <= LONG_WORDS) return [];
      const after = number - (last.get(skeleton) ?? Number.NEGATIVE_INFINITY);
      last.set(skeleton, number);
      return after <= within ? [{ text, day: article.day, slug: article.draft.slug, after }] : [];
    });
  });
}
