import { previewOf } from "../../authoring/preview.ts";
import { sentencesOf } from "../../base/sentences.ts";
import type { Span } from "../../check/reading/block.ts";
import type { BoundNames } from "../../narrate/bindable/bindable.ts";
import type { Narrative } from "../../narrate/narrative.ts";
import type { Newsroom } from "../../newsroom/newsroom.ts";
import type { DeskArticle } from "./desk-article.ts";
import { findingsOf, idsOf, printedRules } from "./findings.ts";
import type { Paragraph } from "./marked-page.ts";

/** A sentence of a paragraph, and what may stand in its place. */
export interface SentenceChoices extends Span {
  /** As it is written in the Markdown. */
  readonly text: string;
  /** The same said otherwise. */
  readonly phrasings: readonly string[];
}

/** What may be said in the place of a sentence. */
export interface Choices {
  readonly sentences: readonly SentenceChoices[];
  /** What else holds and is not printed, the most salient first. */
  readonly next: readonly { readonly narrative: string; readonly text: string }[];
}

/** Parts of a narrative that stand in the body of an article. */
const PARTS = new Set(["fact", "reading", "risk", "watch", "faq"]);

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
  const printed = printedRules(newsroom, article);
  const told = printed.flatMap(({ narrative, ruling }) =>
    textsOf(newsroom, article, narrative, ruling.bound),
  );
  const keys = new Set(printed.map(({ ruling }) => ruling.key));
  const paragraph = body.slice(start, end);
  const sentences = spansOf(paragraph).map(({ text, start: at, end: to }) => ({
    text,
    start: start + at,
    end: start + to,
    phrasings: otherPhrasings(text, told),
  }));
  const next: { narrative: string; text: string }[] = [];
  const rest = findingsOf(article.edition)(newsroom.narratives).filter(({ key }) => !keys.has(key));
  for (const finding of rest.slice(0, TRIED)) {
    if (next.length === MOST_NEXT) break;
    const [text] = textsOf(newsroom, article, finding.narrative, finding.bound)[0] ?? [];
    if (text !== undefined && !body.includes(text))
      next.push({ narrative: finding.narrative.id, text });
  }
  return { sentences, next };
}

/** Every part of a narrative, each with its phrasings. */
function textsOf(
  newsroom: Newsroom,
  article: DeskArticle,
  narrative: Narrative,
  bound: BoundNames,
): string[][] {
  const ids = idsOf(bound).join();
  return previewOf(newsroom, narrative, article.edition)
    .bindings.filter(({ bindings }) => Object.values(bindings).join() === ids)
    .flatMap(({ parts }) => parts)
    .filter(({ part }) => PARTS.has(part))
    .map(({ phrasings }) => phrasings.flatMap(({ text }) => text ?? []));
}

/** A sentence is that of a part where it shares so many of its words. */
const SHARED = 0.6;

function otherPhrasings(sentence: string, told: readonly (readonly string[])[]): string[] {
  const words = wordsOf(sentence);
  let best:
    | { readonly phrasings: readonly string[]; readonly text: string; readonly share: number }
    | undefined;
  for (const phrasings of told)
    for (const text of phrasings) {
      const share = shareOf(words, wordsOf(text));
      if (share >= SHARED && share > (best?.share ?? 0)) best = { phrasings, text, share };
    }
  return (best?.phrasings ?? []).filter((each) => each !== best?.text && each !== sentence);
}

function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
}

function shareOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  return one.intersection(other).size / Math.max(1, one.union(other).size);
}

function spansOf(paragraph: string): { text: string; start: number; end: number }[] {
  let at = 0;
  return sentencesOf(paragraph).map((text) => {
    const start = paragraph.indexOf(text, at);
    at = start + text.length;
    return { text, start, end: at };
  });
}
