import { behindGap, tokensOf, type Token } from "./tokens.ts";

/** A phrase found at a place: what it stands for, and the index behind its last token. */
export interface PhraseFound<T> {
  readonly value: T;
  readonly next: number;
}

/** Finds the longest phrase of a list that begins at a token. */
export type PhraseFinder<T> = (tokens: readonly Token[], at: number) => PhraseFound<T> | undefined;

interface Phrase<T> {
  readonly keys: readonly string[];
  readonly value: T;
}

/**
 * Makes the finder of a list of phrases.
 * @param apart `gap` where the parts of a phrase may stand apart by a space or a hyphen.
 */
export function phraseFinder<T>(
  phrases: Iterable<readonly [string, T]>,
  apart: "gap" | "joined" = "gap",
): PhraseFinder<T> {
  const byFirst = new Map<string, Phrase<T>[]>();
  for (const [text, value] of phrases) {
    const keys = tokensOf(text).flatMap((token) => (token.kind === "space" ? [] : token.key));
    const first = keys[0] ?? "";
    byFirst.set(first, [...(byFirst.get(first) ?? []), { keys, value }]);
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.keys.length - a.keys.length);
  return (tokens, at) => {
    for (const phrase of byFirst.get(tokens[at]?.key ?? "") ?? []) {
      const next = endOf(phrase.keys, tokens, at, apart === "gap");
      if (next !== undefined) return { value: phrase.value, next };
    }
    return undefined;
  };
}

function endOf(
  keys: readonly string[],
  tokens: readonly Token[],
  at: number,
  gaps: boolean,
): number | undefined {
  let next = at;
  for (const [index, key] of keys.entries()) {
    if (gaps && index > 0 && tokens[next]?.key !== key) next = behindGap(tokens, next);
    if (tokens[next]?.key !== key) return undefined;
    next++;
  }
  return next;
}
