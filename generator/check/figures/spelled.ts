import { magnitudesAt, namedAt, percentAt, unitOf } from "./amounts.ts";
import { PLAIN, type Found } from "./figure.ts";
import type { Lexicon } from "./lexicon.ts";
import { behindGap, isMark, type Token } from "./tokens.ts";

/** Decimals to which a word such as "double" is held. */
const MULTIPLE_DECIMALS = 1;

/** The number in words that begins at a token: `six`, `twenty-one`, `one hundred and five`, `two million`. */
export function spelledAt(
  tokens: readonly Token[],
  at: number,
  lexicon: Lexicon,
): Found | undefined {
  const number = belowThousand(tokens, at, lexicon);
  if (!number) return undefined;
  const { next: afterMagnitude, magnitude } = magnitudesAt(tokens, number.next, lexicon);
  const percent = percentAt(tokens, afterMagnitude, lexicon);
  const next = percent ?? afterMagnitude;
  const named = percent ? undefined : namedAt(tokens, next, lexicon);
  return {
    ...PLAIN,
    first: at,
    next,
    ...unitOf(undefined, percent !== undefined, named, lexicon),
    value: number.value * magnitude,
    magnitude,
    named,
    loose: next === at + 1 && isLoose(tokens, at, lexicon),
  };
}

/** A word such as "double" or "two thirds". */
export function multipleAt(
  tokens: readonly Token[],
  at: number,
  lexicon: Lexicon,
): Found | undefined {
  const found = lexicon.multiple(tokens, at);
  return (
    found && {
      ...PLAIN,
      first: at,
      next: found.next,
      value: found.value,
      decimals: MULTIPLE_DECIMALS,
      named: "times",
    }
  );
}

interface Words {
  readonly value: number;
  readonly next: number;
}

function belowThousand(tokens: readonly Token[], at: number, lexicon: Lexicon): Words | undefined {
  const start = belowHundred(tokens, at, lexicon);
  if (!start) return undefined;
  const isHundred = start.value === 100;
  const place = isHundred ? at : behindGap(tokens, start.next);
  if (lexicon.numbers.get(tokens[place]?.key ?? "") !== 100) return start;
  const hundreds = isHundred ? 100 : start.value * 100;
  const rest = restOf(tokens, place + 1, lexicon);
  return { value: hundreds + (rest?.value ?? 0), next: rest?.next ?? place + 1 };
}

/** What follows the hundreds: `and five`, `fifty-two`. */
function restOf(tokens: readonly Token[], at: number, lexicon: Lexicon): Words | undefined {
  let place = behindGap(tokens, at);
  if (place === at) return undefined;
  if (tokens[place]?.key === lexicon.and) place = behindGap(tokens, place + 1);
  const rest = belowHundred(tokens, place, lexicon);
  return rest && rest.value < 100 ? rest : undefined;
}

function belowHundred(tokens: readonly Token[], at: number, lexicon: Lexicon): Words | undefined {
  const value = lexicon.numbers.get(tokens[at]?.key ?? "");
  if (value === undefined) return undefined;
  const place = onesAt(tokens, at + 1, lexicon);
  const ones = lexicon.numbers.get(tokens[place]?.key ?? "") ?? 0;
  const joins = place > at + 1 && value >= 20 && value < 100 && ones > 0 && ones < 10;
  return joins ? { value: value + ones, next: place + 1 } : { value, next: at + 1 };
}

/** Where the ones behind tens begin: `twenty-one`, `treinta y dos`. */
function onesAt(tokens: readonly Token[], at: number, lexicon: Lexicon): number {
  const place = behindGap(tokens, at);
  if (!lexicon.joinsTens || place === at || tokens[place]?.key !== lexicon.and) return place;
  return behindGap(tokens, place + 1);
}

/** "one" and the like outside a compound, and "the two" where no counted noun follows. */
function isLoose(tokens: readonly Token[], at: number, lexicon: Lexicon): boolean {
  const place = behindGap(tokens, at + 1);
  const isCounting = lexicon.counted.has(tokens[place]?.key ?? "");
  if (lexicon.loose.has(tokens[at]?.key ?? "")) return !(isCounting && isMark(tokens[at + 1], "-"));
  return !isCounting && lexicon.definite.has(tokens[at - 2]?.key ?? "");
}
