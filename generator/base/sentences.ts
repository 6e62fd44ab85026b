const CLOSING = codesOf('"”’)“»');
const OPENING = codesOf('"“‘(„«');
/** What a sentence ends with; the last of them in the order of characters is the question mark. */
const [POINT, CALL, QUESTION] = [".", "!", "?"].map((sign) => sign.charCodeAt(0)) as [
  number,
  number,
  number,
];
const STARTS = /[\p{Lu}\p{N}$€£¿¡\uE000]/u;
/** Of English, and those of other languages that stand before a capital or a number. */
const ABBREVIATION =
  /(?:\b(?:U\.S|vs|approx|No|St|e\.g|i\.e|bzw|ca|d\.\s?h|inkl|Mio|Mrd|Nr|rd|z\.\s?B|env|aprox|Dr|Mme|Sr|Sra)|\b\p{Lu})\.$/u;
/** A month as abbreviated, which ends no sentence where its day follows. */
const MONTH = /\b(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.$/u;

/** German alone puts a point behind a day and a capital on the month after it: "8. Mai 2025". */
const MONTH_BEHIND_POINT = new RegExp(
  `^(?:${monthsOf(["de-DE", "de-AT"]).join("|")})(?!\\p{L})`,
  "u",
);
const DAY = /(?:^|[^\p{L}\p{N}.,])\d{1,2}\.$/u;
/** An ordinal number behind an article that stands before no sentence's last number: "im 1. Quartal". */
const ORDINAL = /\b(?:am|beim|dem|der|im|vom|zum)\s\d{1,3}\.$/iu;

function monthsOf(locales: readonly string[]): string[] {
  const months = locales.flatMap((locale) => {
    const { format } = new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" });
    return Array.from({ length: 12 }, (_, month) => format(Date.UTC(2024, month)));
  });
  return [...new Set(months)];
}

/** What a writer of articles sets around a figure or name while it is put together; no sentence ends inside. */
export const MARK = { open: "\uE000", close: "\uE001" } as const;

const OPEN_CODE = MARK.open.charCodeAt(0);

function codesOf(signs: string): ReadonlySet<number> {
  return new Set(Array.from(signs, (sign) => sign.charCodeAt(0)));
}

/** Splits plain text of one block into sentences; the same rule serves the composer and the check. */
export function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    // Most characters are letters, which end nothing.
    if (code > QUESTION) {
      if (code === OPEN_CODE) at = Math.max(at, text.indexOf(MARK.close, at));
      continue;
    }
    if (code !== POINT && code !== CALL && code !== QUESTION) continue;
    let end = at + 1;
    if (CLOSING.has(text.charCodeAt(end))) end++;
    let next = end;
    while (next < text.length && isSpace(text.charCodeAt(next))) next++;
    if (next === end || next === text.length) continue;
    let first = next;
    if (OPENING.has(text.charCodeAt(next))) while (isSpace(text.charCodeAt(++first)));
    const before = text.slice(Math.max(0, at - 8), end);
    if (!STARTS.test(text[first] ?? "") || ABBREVIATION.test(before)) continue;
    if (isDigit(text.charCodeAt(next)) && MONTH.test(before)) continue;
    if (isDigit(text.charCodeAt(at - 1)) && isOrdinal(before, text, next)) continue;
    push(sentences, text.slice(start, end));
    start = next;
    at = next - 1;
  }
  push(sentences, text.slice(start));
  return sentences;
}

/** Whether the number before a point is one that puts in order, as German writes it, and not the last of a sentence. */
function isOrdinal(before: string, text: string, next: number): boolean {
  return (
    ORDINAL.test(before) ||
    (DAY.test(before) && MONTH_BEHIND_POINT.test(text.slice(next, next + 12)))
  );
}

function push(sentences: string[], piece: string): void {
  const trimmed = piece.trim();
  if (trimmed !== "") sentences.push(trimmed);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0x202f;
}

/** Stands for a figure in a skeleton. */
export const FIGURE_MARK = "#";

const MARK_CODE = FIGURE_MARK.charCodeAt(0);
const GAP_CODE = 32;

/**
 * Digest of a sentence whose figures were replaced by `FIGURE_MARK`: letters and marks only, in lower case,
 * so that typography and spacing do not matter. 53 bits (cyrb53) as 14 hexadecimal digits; it tells sentences of one
 * article apart and guards nothing.
 */
export function skeletonDigest(blanked: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  let pending = false;
  let begun = false;
  const mix = (code: number): void => {
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  };
  const lower = blanked.toLowerCase();
  for (let at = 0; at < lower.length; at++) {
    const code = lower.charCodeAt(at);
    if (!isLetter(code, lower, at) && code !== MARK_CODE) {
      pending = begun;
      continue;
    }
    if (pending) mix(GAP_CODE);
    pending = false;
    begun = true;
    mix(code);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(16).padStart(14, "0");
}

const BEYOND_ASCII = /\p{L}/u;

function isLetter(code: number, text: string, at: number): boolean {
  if (code < 128) return code >= 97 && code <= 122;
  return BEYOND_ASCII.test(text[at] as string);
}
