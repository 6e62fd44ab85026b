import { amountAt } from "./amounts.ts";
import { dateAt, timeAt } from "./dates.ts";
import { disguisedAt } from "./disguised.ts";
import type { CountedNoun, Figure, Found } from "./figure.ts";
import type { Lexicon } from "./lexicon.ts";
import { maskNames, nameFinder } from "./mask.ts";
import { multipleAt, spelledAt } from "./spelled.ts";
import { behindGap, tokensOf, type Token } from "./tokens.ts";

/** Finds the figures of a plain text, in order; none overlaps another. */
export type FigureFinder = (text: string) => Figure[];

/**
 * Makes the finder of a language.
 * @param names names that hold digits and are no figures, such as "S&P 500"; "S&P 501" is none of them.
 */
export function figureFinder(lexicon: Lexicon, names: readonly string[]): FigureFinder {
  const named = nameFinder([...names, ...lexicon.never]);
  return (text) => {
    const tokens = tokensOf(maskNames(text, named));
    const figures: Figure[] = [];
    for (let at = 0; at < tokens.length;) {
      const found = figureAt(tokens, at, lexicon);
      if (found) figures.push(placed(found, tokens, text, lexicon));
      at = found?.next ?? at + 1;
    }
    return figures;
  };
}

function figureAt(tokens: readonly Token[], at: number, lexicon: Lexicon): Found | undefined {
  switch (tokens[at]?.kind) {
    case "digits":
      return (
        dateAt(tokens, at, lexicon) ?? timeAt(tokens, at, lexicon) ?? amountAt(tokens, at, lexicon)
      );
    case "word":
      return (
        dateAt(tokens, at, lexicon) ??
        amountAt(tokens, at, lexicon) ??
        multipleAt(tokens, at, lexicon) ??
        spelledAt(tokens, at, lexicon) ??
        disguisedAt(tokens, at, lexicon)
      );
    case "mark":
    case "numeral":
      return amountAt(tokens, at, lexicon);
    default:
      return undefined;
  }
}

function placed(
  { first, next, loose = false, ...amount }: Found,
  tokens: readonly Token[],
  text: string,
  lexicon: Lexicon,
): Figure {
  const { start } = tokens[first]!;
  const { end } = tokens[next - 1]!;
  const noun = loose ? nounAt(tokens, next, lexicon) : undefined;
  return { ...amount, text: text.slice(start, end), start, end, loose, noun };
}

function nounAt(tokens: readonly Token[], at: number, lexicon: Lexicon): CountedNoun | undefined {
  const token = tokens[behindGap(tokens, at)];
  const plural = lexicon.counted.get(token?.key ?? "");
  return token && plural !== undefined ? { start: token.start, end: token.end, plural } : undefined;
}
