import type { Found } from "./figure.ts";
import type { Lexicon } from "./lexicon.ts";
import { numberAt, type NumberFound } from "./numbers.ts";
import { behindGap, type Token } from "./tokens.ts";

const SIGNS: ReadonlyMap<string, -1 | 1> = new Map([
  ["+", 1],
  ["＋", 1],
  ["-", -1],
  ["−", -1],
  ["–", -1],
  ["－", -1],
  ["﹣", -1],
]);
/** Behind these a dash stands between two figures, not before one. */
const BETWEEN = new Set(["%", ")", "]", "}"]);

/** The amount that begins at a token: `[sign][currency]number[ magnitude][percent]`, read with the unit named behind it. */
export function amountAt(
  tokens: readonly Token[],
  at: number,
  lexicon: Lexicon,
): Found | undefined {
  const lead = leadAt(tokens, at, lexicon);
  const number = lead && numberAt(tokens, lead.next, lexicon);
  if (!number) return undefined;
  const { sign } = lead;
  const { next: afterMagnitude, magnitude } = magnitudeAt(tokens, number.next, lexicon);
  const percent = percentAt(tokens, afterMagnitude, lexicon);
  const behind =
    lead.currency || percent
      ? undefined
      : lexicon.currencyBehind(tokens, behindGap(tokens, afterMagnitude));
  const currency = lead.currency ?? behind?.value;
  const next = percent ?? behind?.next ?? suffixEnd(tokens, number, afterMagnitude, lexicon);
  const named = currency || percent ? undefined : namedAt(tokens, next, lexicon);
  const unit = unitOf(currency, percent !== undefined, named, lexicon);
  return {
    first: at,
    next,
    ...(isGlued(tokens, at, next, named) ? OTHER : unit),
    value: isDecade(tokens, number, next, lexicon) ? Number.NaN : number.value * magnitude,
    sign,
    decimals: number.decimals,
    magnitude,
    named,
  };
}

/** Sign and currency in either order: `−$5`, `$-5`, `US$5`, `USD 5`. */
function leadAt(
  tokens: readonly Token[],
  at: number,
  lexicon: Lexicon,
): { sign: -1 | 0 | 1; currency: string | undefined; next: number } | undefined {
  let sign: -1 | 0 | 1 = 0;
  let currency: string | undefined;
  let next = at;
  for (;;) {
    const found = SIGNS.get(tokens[next]?.text ?? "");
    if (found !== undefined && sign === 0 && (next > at || standsFree(tokens[at - 1]))) {
      sign = found;
      next++;
      continue;
    }
    const money = currency === undefined ? lexicon.currency(tokens, next) : undefined;
    if (!money) break;
    currency = money.value;
    const gap = mayStandApart(tokens, next, money.next) ? behindGap(tokens, money.next) : 0;
    next = Math.max(money.next, gap);
  }
  const first = tokens[next];
  const isNumber = first?.kind === "digits" || first?.kind === "numeral";
  const isPoint = first?.text === lexicon.decimal && (next > at || standsFree(tokens[at - 1]));
  return isNumber || isPoint ? { sign, currency, next } : undefined;
}

const HELD = /^[\u00A0\u202F]$/u;

/** Whether a space may stand behind a currency: behind a word (`USD 5`), behind a sign with letters (`US$ 5`), and where it holds both on one line. */
function mayStandApart(tokens: readonly Token[], first: number, next: number): boolean {
  const isSpelt = tokens[next - 1]?.kind === "word" || tokens[first]?.kind === "word";
  return isSpelt || HELD.test(tokens[next]?.text ?? "");
}

function standsFree(before: Token | undefined): boolean {
  return (
    before === undefined ||
    before.kind === "space" ||
    (before.kind === "mark" && !BETWEEN.has(before.text))
  );
}

/** `142.3 million`, `97k`: the magnitude and where it ends. */
function magnitudeAt(
  tokens: readonly Token[],
  at: number,
  lexicon: Lexicon,
): { next: number; magnitude: number } {
  const suffix = tokens[at]?.kind === "word" ? lexicon.suffixes.get(tokens[at].key) : undefined;
  if (suffix !== undefined) return { next: at + 1, magnitude: suffix };
  return magnitudesAt(tokens, at, lexicon);
}

/** Words of magnitude one after another: `million`, `hundred thousand`. */
export function magnitudesAt(
  tokens: readonly Token[],
  at: number,
  lexicon: Lexicon,
): { next: number; magnitude: number } {
  let next = at;
  let magnitude = 1;
  for (;;) {
    const place = behindGap(tokens, next);
    const size = lexicon.magnitudes.get(tokens[place]?.key ?? "");
    if (size === undefined) return { next, magnitude };
    magnitude *= size;
    next = place + 1;
  }
}

/** Where a percent sign or word ends. */
export function percentAt(
  tokens: readonly Token[],
  at: number,
  lexicon: Lexicon,
): number | undefined {
  return lexicon.percent(tokens, behindGap(tokens, at))?.next;
}

/** `87th` and `1990s` belong to the figure whole. */
function suffixEnd(
  tokens: readonly Token[],
  number: NumberFound,
  at: number,
  lexicon: Lexicon,
): number {
  if (at !== number.next || number.decimals > 0) return at;
  const isOrdinal = tokens[at]?.kind === "word" && lexicon.ordinals.has(tokens[at].key);
  const isDecade = number.bare.length === 4 && tokens[at]?.key === lexicon.decade;
  return isOrdinal || isDecade ? at + 1 : at;
}

function isDecade(
  tokens: readonly Token[],
  number: NumberFound,
  next: number,
  lexicon: Lexicon,
): boolean {
  return next === number.next + 1 && tokens[number.next]?.key === lexicon.decade;
}

/** Digits within a word count nothing that a fact counts: `Q1`, `Web3`, `5G`. */
function isGlued(
  tokens: readonly Token[],
  at: number,
  next: number,
  named: Found["named"],
): boolean {
  if (tokens[at - 1]?.kind === "word") return true;
  return tokens[next]?.kind === "word" && named === undefined;
}

/** The unit that the words behind a figure name. */
export function namedAt(tokens: readonly Token[], at: number, lexicon: Lexicon): Found["named"] {
  return (lexicon.unit(tokens, at) ?? lexicon.unit(tokens, behindGap(tokens, at)))?.value;
}

const OTHER = { unit: "other", currency: undefined } as const;

/** The unit by what stands around a number; none that a fact is printed in where these contradict each other. */
export function unitOf(
  sign: string | undefined,
  isPercent: boolean,
  named: Found["named"],
  { currencyOf }: Lexicon,
): Pick<Found, "unit" | "currency"> {
  const currency = sign ?? currencyOf(named);
  if (currency !== undefined) return isPercent ? OTHER : { unit: "money", currency };
  if (named === "other") return OTHER;
  return { unit: isPercent ? "percent" : "plain", currency };
}
