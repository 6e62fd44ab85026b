import type { Figure } from "../figures/figure.ts";
import type { Lexicon } from "../figures/lexicon.ts";
import type { Marks } from "./marks.ts";

/** Telephone numbers, and numbers behind a sign of their own: `#12`, `v2.1`. */
export const NUMBERED_TEXT =
  /\+\d[\d\s().-]{7,}\d|\(\d{3}\)\s?\d{3}[-.\s]\d{4}|\b\d{3}[-.]\d{3}[-.]\d{4}\b|\b\d{3}-\d{4}\b|#\d+|\bv\d+(?:\.\d+)+/gi;

const LETTER = /\p{L}/u;

/** Whether a number is part of a name and counts nothing: "G7", "Six Flags", "Article 12", "COVID-19", the 1 of a list. */
export function isName(
  figure: Figure,
  text: string,
  { marks, strangers, tokens }: Marks,
  lexicon: Lexicon,
): boolean {
  const { start, end, unit, text: print } = figure;
  const [before = "", after = ""] = [text[start - 1], text[end]];
  if (unit === "date" || unit === "time" || unit === "money" || unit === "percent") return false;
  if (
    LETTER.test(before) ||
    (/[-–]/.test(before) && LETTER.test(text[start - 2] ?? "") && !isUnitBehind(figure))
  )
    return true;
  if (/^\d+\/\d+$/.test(print) || /^\dM$/.test(print)) return true;
  if (LETTER.test(after) && unit === "other" && /^\p{Lu}/u.test(text.slice(end))) return true;
  if (
    /^\s*\(?$/.test(text.slice(0, start)) &&
    /^[.)](?:\s|$)/.test(text.slice(end)) &&
    /^\d{1,2}$/.test(print)
  )
    return true;
  if (/^\p{Lu}/u.test(print) && LETTER.test(print)) return isCapitalNext(text, end, lexicon);
  if (!/^\d+$/.test(print) || figure.named !== undefined) return false;
  const numbered = marks.some(
    ({ role, end: behind }) =>
      role.kind === "numbered" && behind <= start && /^\s*$/.test(text.slice(behind, start)),
  );
  if (numbered) return true;
  const named = strangers.some(
    ({ end: behind }) => behind < start && /^\s$/.test(text.slice(behind, start)),
  );
  const isNext = tokens.find((token) => token.start === end + 1);
  return named && !(isNext && lexicon.counted.has(isNext.key));
}

/** "Six Flags" and "Five Below", but not "Five Mondays" of a calendar. */
function isCapitalNext(text: string, end: number, lexicon: Lexicon): boolean {
  const next = /^[\s&-]+(\p{Lu}\p{L}+)/u.exec(text.slice(end));
  if (/^\s*&/.test(text.slice(end))) return true;
  return next !== null && !lexicon.months.has(next[1]!.toLowerCase());
}

function isUnitBehind({ named }: Figure): boolean {
  return named !== undefined && named !== "other";
}
