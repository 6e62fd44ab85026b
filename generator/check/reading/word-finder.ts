/** A word or phrase of a list as it stands in a text. */
export interface FoundWord {
  /** As it is written there. */
  readonly word: string;
  /** In lower case, with plain spaces. */
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

/** Finds words and phrases as whole words in any case, in order; the longest where several begin at one place. */
export type WordFinder = (text: string) => FoundWord[];

export function wordFinder(words: Iterable<string>): WordFinder {
  const alternatives = [...words]
    .toSorted((a, b) => b.length - a.length)
    .map((word) => word.split(" ").map(RegExp.escape).join("\\s"));
  const pattern = new RegExp(`(?<!\\p{L})(?:${alternatives.join("|")})(?!\\p{L})`, "giu");
  return (text) =>
    [...text.matchAll(pattern)].map(({ 0: word, index }) => ({
      word,
      key: word.toLowerCase().replace(/\s/g, " "),
      start: index,
      end: index + word.length,
    }));
}
