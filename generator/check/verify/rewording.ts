import { skeletonDigest } from "../../base/sentences.ts";
import type { Reading } from "./readings.ts";
import { blanked, type Statement } from "../reading/statements.ts";
import type { WordFinder } from "../reading/word-finder.ts";

/** The readings of a sentence with one of its direction words put for another: "rose" was "fell" before it was edited. */
export type Reworder = (statement: Statement) => Iterable<Reading>;

/** A longer sentence, or one with more direction words, is not tried: each word has some two hundred others. */
const MOST_CHARACTERS = 800;
const MOST_WORDS = 6;

export function reworder(words: readonly string[], find: WordFinder): Reworder {
  return function* (statement) {
    const figures = statement.figures.filter((figure) => !figure.loose);
    const text = blanked(statement, figures, false);
    if (figures.length === 0 || text.length > MOST_CHARACTERS) return;
    const places = find(text);
    if (places.length > MOST_WORDS) return;
    for (const { start, end } of places) {
      const [before, after] = [text.slice(0, start), text.slice(end)];
      for (const word of words) yield { figures, skeleton: skeletonDigest(before + word + after) };
    }
  };
}
