import { PLAIN, type Found } from "./figure.ts";
import type { Lexicon } from "./lexicon.ts";
import type { Token } from "./tokens.ts";

/** Latin, Greek and Cyrillic letters that a reader takes for 0, 1 or 3. */
const LOOKALIKE = /^[OoIlΟοΙОоІЗз]+$/u;

/**
 * Letters in the place of digits: `O.5%`, `l%`, `$lO`. What they say is no number, and a reader sees one; it is a figure
 * that no fact can stand for.
 */
export function disguisedAt(
  tokens: readonly Token[],
  at: number,
  lexicon: Lexicon,
): Found | undefined {
  if (!isLookalike(tokens[at])) return undefined;
  const behindNumber = carriedOn(tokens, at + 1, lexicon);
  const percent =
    tokens[behindNumber]?.kind === "mark" ? lexicon.percent(tokens, behindNumber) : undefined;
  const isPaid = lexicon.currency(tokens, at - 1)?.next === at && tokens[at - 1]?.kind === "mark";
  if (behindNumber === at + 1 && !percent && !isPaid) return undefined;
  return {
    ...PLAIN,
    first: at,
    next: percent?.next ?? behindNumber,
    unit: "other",
    value: Number.NaN,
  };
}

/** Where the number that such letters begin ends: behind all digits, the marks within it and further such letters. */
function carriedOn(tokens: readonly Token[], from: number, { decimal, group }: Lexicon): number {
  let at = from;
  for (;;) {
    const isSeparated = tokens[at]?.text === decimal || group.has(tokens[at]?.text ?? "");
    const next = isSeparated && tokens[at + 1]?.kind === "digits" ? at + 1 : at;
    if (tokens[next]?.kind !== "digits" && !isLookalike(tokens[next])) return at;
    at = next + 1;
  }
}

function isLookalike(token: Token | undefined): boolean {
  return token?.kind === "word" && LOOKALIKE.test(token.text);
}
