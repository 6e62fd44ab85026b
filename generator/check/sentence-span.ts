import { sentencesOf } from "../base/sentences.ts";
import type { Block, Span } from "./block.ts";

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
