import { FIGURE_MARK, sentencesOf, skeletonDigest } from "../../base/sentences.ts";
import type { Span } from "../../check/reading/block.ts";
import { castsOf, concerning } from "../../compose/plan/cast.ts";
import { withoutReplaced } from "../../compose/plan/precedence.ts";
import type { Gone } from "../../compose/retell.ts";
import { tellingsOf, type Telling } from "../../compose/tell.ts";
import type { Finding } from "../../narrate/narrate.ts";
import type { Newsroom } from "../../newsroom/newsroom.ts";
import type { DeskArticle } from "./desk-article.ts";
import { findingsOf, printedRules } from "./findings.ts";
import type { Paragraph } from "./marked-page.ts";

/** A text of the program's own that may stand in the place of another. */
export interface Choice {
  /** Tells it from all others of its edition. */
  readonly id: string;
  readonly narrative: string;
  readonly text: string;
  readonly telling: Telling;
}

/** A sentence of a paragraph, or several that are said as one, and what may stand in its place. */
export interface SentenceChoices extends Span {
  /** As it is written in the Markdown. */
  readonly text: string;
  /** Numbers of its figures. */
  readonly figures: readonly number[];
  /** The same said otherwise. */
  readonly phrasings: readonly Choice[];
  /** What becomes of it in the facts where another takes its place. */
  readonly gone: Gone;
}

/** What may be said in the place of a sentence. */
export interface Choices {
  readonly sentences: readonly SentenceChoices[];
  /** What else holds, concerns the article and is not printed, the most salient first. */
  readonly next: readonly Choice[];
}

const MOST_NEXT = 3;

/** Findings beyond these are not looked at: their texts may lack values. */
const TRIED = 12;

/** The sentences of a paragraph with their other phrasings, and the next findings. */
export function choicesOf(
  newsroom: Newsroom,
  article: DeskArticle,
  { start, end }: Pick<Paragraph, "start" | "end">,
): Choices {
  const { body } = article.article;
  const tell = (finding: Finding): Telling[] =>
    tellingsOf(finding, article.edition, newsroom.desk, (name) =>
      body.slice(0, start).includes(name),
    );
  const findings = findingsOf(article.edition)(newsroom.narratives);
  const keys = new Set(printedRules(newsroom, article).map(({ ruling }) => ruling.key));
  const told = findings.filter(({ key }) => keys.has(key)).map(tell);
  const isBack = start >= backMatterAt(newsroom, article);
  const spans = isBack ? [] : spansOf(body.slice(start, end), told.flat());
  const sentences = spans.map(({ text, start: at, end: to }) =>
    sentenceAt(article, { text, start: start + at, end: start + to }, told),
  );
  const next: Choice[] = [];
  const rest = concerned(newsroom, article, findings).filter(({ key }) => !keys.has(key));
  for (const finding of rest.slice(0, TRIED)) {
    if (next.length === MOST_NEXT) break;
    const first = tell(finding).find(({ part }) => part === "fact");
    if (first && !body.includes(first.text)) next.push(choiceOf(first));
  }
  return { sentences, next };
}

/** Where the sources and the disclosure begin, which are no sentences of findings. */
function backMatterAt({ desk }: Newsroom, { article: { body } }: DeskArticle): number {
  const at = body.indexOf(`\n## ${desk.language.headings.sources}\n`);
  return at < 0 ? body.length : at;
}

/** The findings that the story of an article could tell in it; all of them where a person wrote it. */
function concerned(
  { stories }: Newsroom,
  { article: { frontMatter }, edition, slug }: DeskArticle,
  findings: readonly Finding[],
): readonly Finding[] {
  const story = stories.find(({ id }) => id === frontMatter.story);
  const cast = story && castsOf(story, edition.view).find((each) => each.slug === slug);
  const all = withoutReplaced(findings);
  return cast ? concerning(all)(cast) : all;
}

function sentenceAt(
  article: DeskArticle,
  { text, start, end }: Span & { readonly text: string },
  told: readonly (readonly Telling[])[],
): SentenceChoices {
  const of = tellingOf(text, told.flat());
  const own = of ? (told.find((its) => its.includes(of)) ?? []) : [];
  const figures = article.marked.figures.filter(
    (each) => each.part === "body" && each.start >= start && each.end <= end,
  );
  const phrasings = own
    .filter((each) => each !== of && each.part === of?.part && each.text !== text)
    .filter((each) => !article.article.body.includes(each.text));
  return {
    text,
    start,
    end,
    figures: figures.map(({ number }) => number),
    phrasings: phrasings.map(choiceOf),
    gone: {
      start,
      end,
      sentences: sentencesIn(text).map((each) => {
        const its = figures.filter(
          (figure) => figure.start >= start + each.start && figure.end <= start + each.end,
        );
        return {
          skeleton: skeletonDigest(
            blanked(text.slice(each.start, each.end), its, start + each.start),
          ),
          facts: its.flatMap(({ fact }) => fact?.id ?? []),
        };
      }),
      findings: of && isAlone(article, own, { start, end }) ? [of.finding] : [],
    },
  };
}

/** A sentence with its figures blanked out. @param from where it begins in what the figures' places are of. */
function blanked(sentence: string, figures: readonly Span[], from: number): string {
  return figures
    .toReversed()
    .reduce(
      (text, { start, end }) => text.slice(0, start - from) + FIGURE_MARK + text.slice(end - from),
      sentence,
    );
}

/** Whether nothing of the text but one stretch is told by a finding. */
function isAlone(
  { article: { body } }: DeskArticle,
  own: readonly Telling[],
  { start, end }: Span,
): boolean {
  const rest = `${body.slice(0, start)}\n${body.slice(end)}`;
  return rest
    .split("\n")
    .every((line) => sentencesOf(line).every((each) => tellingOf(each, own) === undefined));
}

function choiceOf(telling: Telling): Choice {
  const { finding, place, text } = telling;
  const { key, narrative } = finding;
  return { id: `${key} ${place}`, narrative: narrative.id, text, telling };
}

/** A sentence is that of a telling where it shares so many of its words. */
const SHARED = 0.6;

function tellingOf(sentence: string, told: readonly Telling[]): Telling | undefined {
  const words = wordsOf(sentence);
  let best: { readonly telling: Telling; readonly share: number } | undefined;
  for (const telling of told) {
    const share = shareOf(words, wordsOf(telling.text));
    if (share >= SHARED && share > (best?.share ?? 0)) best = { telling, share };
  }
  return best?.telling;
}

function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
}

function shareOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  return one.intersection(other).size / Math.max(1, one.union(other).size);
}

type TextSpan = Span & { readonly text: string };

/** What makes a line an item of a list. */
const ITEM_MARK = /^\s*(?:[-*+] |\d+[.)] )*/;

/** Lines of no sentences: headings, quotations, rows of tables, lines of figures, and what is set in italics or bold as a whole. */
const NO_SENTENCES = /^\s*(?:#{1,6} |>|\||\*\S)|[^.!?]$/;

/** The sentences of a paragraph; several that a telling says as they stand are one. */
function spansOf(paragraph: string, told: readonly Telling[]): TextSpan[] {
  const single = linesOf(paragraph).flatMap(({ text, start: from }) =>
    sentencesIn(text).map((each) => ({
      text: each.text,
      start: from + each.start,
      end: from + each.end,
    })),
  );
  const whole = told
    .map(({ text }) => ({ text, start: paragraph.indexOf(text) }))
    .map(({ text, start }) => ({ text, start, end: start + text.length }))
    .filter((each) => single.some(({ start }) => start === each.start))
    .filter((each) => single.some(({ end }) => end === each.end))
    .toSorted((a, b) => b.text.length - a.text.length);
  const spans: TextSpan[] = [];
  for (const each of [...whole, ...single])
    if (spans.every(({ start, end }) => end <= each.start || start >= each.end)) spans.push(each);
  return spans.toSorted((a, b) => a.start - b.start);
}

/** The lines of a paragraph that hold sentences, without what makes them items. */
function linesOf(paragraph: string): { readonly text: string; readonly start: number }[] {
  let at = 0;
  return paragraph.split("\n").flatMap((line) => {
    const mark = ITEM_MARK.exec(line)?.[0].length ?? 0;
    const start = at + mark;
    at += line.length + 1;
    return NO_SENTENCES.test(line.trimEnd()) ? [] : [{ text: line.slice(mark), start }];
  });
}

function sentencesIn(text: string): TextSpan[] {
  let at = 0;
  return sentencesOf(text).map((sentence) => {
    const start = text.indexOf(sentence, at);
    at = start + sentence.length;
    return { text: sentence, start, end: at };
  });
}
