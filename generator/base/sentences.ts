import { digest } from "./digest.ts";

const BOUNDARY = /(?<=[.!?]["”’)]?)\s+(?=["“‘(]?[\p{Lu}\p{N}$€£¿¡\uE000])/gu;
const ABBREVIATION = /(?:\b(?:U\.S|vs|approx|No|St|e\.g|i\.e)|\b\p{Lu})\.$/u;

/** Splits plain text of one block into sentences; the same rule serves the composer and the check. */
export function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  for (const piece of text.trim().split(BOUNDARY)) {
    const last = sentences.at(-1);
    if (last !== undefined && ABBREVIATION.test(last))
      sentences[sentences.length - 1] = `${last} ${piece}`;
    else if (piece !== "") sentences.push(piece);
  }
  return sentences;
}

/** Stands for a figure in a skeleton. */
export const FIGURE_MARK = "#";

/**
 * Digest of a sentence whose figures were replaced by `FIGURE_MARK`: letters and marks only, in lower case,
 * so that typography and spacing do not matter.
 */
export function skeletonDigest(blanked: string): string {
  return digest(
    blanked
      .toLowerCase()
      .replace(/[^\p{L}#]+/gu, " ")
      .trim(),
    12,
  );
}
