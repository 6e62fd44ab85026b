import { FIGURE_MARK, sentencesOf } from "../../base/sentences.ts";
import type { Block, Span } from "./block.ts";
import type { Figure } from "../figures/figure.ts";
import type { FigureFinder } from "../figures/figures.ts";

/** A sentence of the article that holds figures. Places are those of the block's text. */
export interface Statement {
  readonly block: Block;
  readonly start: number;
  readonly end: number;
  /** Every figure found, loose ones included, in order. */
  readonly figures: readonly Figure[];
}

/** The sentences of a block that hold figures. */
export function statementsOf(block: Block, find: FigureFinder): Statement[] {
  const figures = find(block.text);
  if (figures.length === 0) return [];
  const statements: Statement[] = [];
  let start = 0;
  let first = 0;
  for (const sentence of sentencesOf(block.text)) {
    start = block.text.indexOf(sentence, start);
    const end = start + sentence.length;
    let next = first;
    while (next < figures.length && figures[next]!.start < end) next++;
    if (next > first) statements.push({ block, start, end, figures: figures.slice(first, next) });
    [start, first] = [end, next];
  }
  return statements;
}

/**
 * The sentence with these of its figures blanked out.
 * @param inPlural the noun that a loose figure counts is put into the plural: "one session" was "three sessions".
 */
export function blanked(
  { block, start, end }: Statement,
  figures: readonly Figure[],
  inPlural: boolean,
): string {
  let text = "";
  let at = start;
  for (const figure of figures) {
    text += block.text.slice(at, figure.start) + FIGURE_MARK;
    at = figure.end;
    if (!inPlural || !figure.noun) continue;
    text += ` ${figure.noun.plural}`;
    at = figure.noun.end;
  }
  return text + block.text.slice(at, end);
}

/** Where the sentence stands in which a word of a block is. */
export function sentenceAround({ text }: Block, word: Span): Span {
  let start = 0;
  for (const sentence of sentencesOf(text)) {
    start = text.indexOf(sentence, start);
    const end = start + sentence.length;
    if (word.start < end) return { start, end };
    start = end;
  }
  return { start, end: text.length };
}

/** Whether all of `inner` lies in `outer`. */
export function isWithin(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}
