import { weakMemoize } from "../../base/memo.ts";
import type { BindingWords } from "./words.ts";

/** The small words of a language as patterns of what stands between the parts of a sentence. */
export interface Grammar {
  /** From a figure to a name: whether a new statement begins, and where. */
  readonly joins: RegExp;
  /** Where a new clause begins, wherever it stands. */
  readonly ends: RegExp;
  /** Ends what binds a name to what stands before it. */
  readonly bound: RegExp;
  /** Between two figures, or two names, of one list. */
  readonly listed: RegExp;
  /** From a figure to the name behind it whose it is. */
  readonly of: RegExp;
  /** Behind a figure that is a distance. */
  readonly relation: RegExp;
  /** Between a quantity and its window behind it. */
  readonly windowed: RegExp;
  /** Directly before a figure. */
  readonly from: RegExp;
  readonly between: RegExp;
  /** Between two figures. */
  readonly to: RegExp;
  readonly and: RegExp;
}

export const grammarOf = weakMemoize(({ grammar }: BindingWords): Grammar => {
  const { joins, ends, fill, bound, and, of, from, to, between, relations, windowed } = grammar;
  return {
    joins: pattern(`(?:^|[,;:(]|${word(joins)})\\s*(?:${word(joins)}\\s+)?(?:${word(fill)}\\s+)*$`),
    ends: new RegExp(`;|${word(ends)}|\\.\\s`, "giu"),
    bound: pattern(`${word(bound)}\\s+(?:${word(fill)}\\s+)?$`),
    listed: pattern(`^\\s*(?:,|,?\\s*(?:${any(and)}))\\s*(?:(?:${any([...of, ...fill])})\\s+)?$`),
    of: pattern(
      `^(?:\\s*\\([^)]*\\))?\\s*(?:[^\\d.;,]{0,40}?\\s)?${word(of)}\\s+(?:${word(fill)}\\s+)?$`,
    ),
    relation: pattern(`^\\s*(?:\\([^)]*\\)\\s*)?${word(relations)}`),
    windowed: pattern(`^\\s+${word(windowed)}\\s+$`),
    from: pattern(`${word(from)}\\s+$`),
    between: pattern(`${word(between)}\\s+$`),
    to: pattern(`^\\s*${word(to)}\\s+$`),
    and: pattern(`^\\s*(?:${any(and)})\\s+$`),
  };
});

/** Any of some words, the longest first. */
function any(words: readonly string[]): string {
  return words
    .toSorted((a, b) => b.length - a.length)
    .map((each) => each.split(" ").map(RegExp.escape).join("\\s+"))
    .join("|");
}

/** The same as whole words. */
function word(words: readonly string[]): string {
  return `(?<!\\p{L})(?:${any(words)})(?!\\p{L})`;
}

function pattern(source: string): RegExp {
  return new RegExp(source, "iu");
}
