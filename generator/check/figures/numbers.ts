import { fractionOf, plainDigits } from "./digits.ts";
import type { Lexicon } from "./lexicon.ts";
import { isMark, type Token } from "./tokens.ts";

/** A number in digits: `97,032`, `0.5`, `.5`, `2½`, `1/3`. */
export interface NumberFound {
  /** NaN where the separators or zeros before it make no number of it: `97,0321`, `032`. */
  readonly value: number;
  readonly decimals: number;
  readonly next: number;
  /** Digits alone, without separators; else empty. */
  readonly bare: string;
}

/** Decimals to which a fraction is held: ½ is 0.50. */
const FRACTION_DECIMALS = 2;

/** The number that begins at a token. */
export function numberAt(
  tokens: readonly Token[],
  at: number,
  lexicon: Lexicon,
): NumberFound | undefined {
  const first = tokens[at];
  if (first?.kind === "numeral") {
    const value = fractionOf(first.text) ?? Number.NaN;
    return { value, decimals: FRACTION_DECIMALS, next: at + 1, bare: "" };
  }
  if (isMark(first, lexicon.decimal) && tokens[at + 1]?.kind === "digits") {
    const digits = plainDigits(tokens[at + 1]!.text);
    return { value: Number(`0.${digits}`), decimals: digits.length, next: at + 2, bare: "" };
  }
  if (first?.kind !== "digits") return undefined;
  const written = writtenAt(tokens, at, lexicon);
  return withFraction(tokens, written) ?? dividedBy(tokens, written) ?? written;
}

/** Digits with everything that separates them, taken as one number whether it is well formed or not. */
function writtenAt(tokens: readonly Token[], at: number, lexicon: Lexicon): NumberFound {
  const pieces = [plainDigits(tokens[at]!.text)];
  let next = at + 1;
  let decimals = 0;
  let isSound = !/^0\d/.test(pieces[0]!);
  for (;;) {
    const separator = tokens[next]?.text ?? "";
    const digits = tokens[next + 1];
    if (digits?.kind !== "digits") break;
    if (separator === lexicon.decimal) {
      isSound &&= decimals === 0;
      decimals = digits.text.length;
      pieces.push(".");
    } else if (lexicon.group.has(separator)) {
      isSound &&= decimals === 0 && digits.text.length === 3 && pieces[0]!.length <= 3;
    } else break;
    pieces.push(plainDigits(digits.text));
    next += 2;
  }
  return {
    value: isSound ? Number(pieces.join("")) : Number.NaN,
    decimals,
    next,
    bare: pieces.length === 1 ? pieces[0]! : "",
  };
}

function withFraction(tokens: readonly Token[], whole: NumberFound): NumberFound | undefined {
  const token = tokens[whole.next];
  const fraction = token?.kind === "numeral" ? fractionOf(token.text) : undefined;
  if (fraction === undefined || whole.bare === "") return undefined;
  return {
    value: whole.value + fraction,
    decimals: FRACTION_DECIMALS,
    next: whole.next + 1,
    bare: "",
  };
}

function dividedBy(tokens: readonly Token[], above: NumberFound): NumberFound | undefined {
  const below = tokens[above.next + 1];
  if (above.bare === "" || below?.kind !== "digits") return undefined;
  if (!isMark(tokens[above.next], "/") && !isMark(tokens[above.next], "⁄")) return undefined;
  const value = above.value / Number(plainDigits(below.text));
  return { value, decimals: FRACTION_DECIMALS, next: above.next + 2, bare: "" };
}
