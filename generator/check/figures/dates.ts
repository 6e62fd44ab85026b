import { plainDigits } from "./digits.ts";
import { PLAIN, type Found } from "./figure.ts";
import type { Lexicon } from "./lexicon.ts";
import { behindGap, isMark, type Token } from "./tokens.ts";

const YEAR = /^(?:19|20)\d\d$/;
const DAY_MARKS = new Set(["-", "–", "—"]);
/** Directly before digits these carry a number on. */
const SEPARATORS = new Set([".", ",", ":", "/"]);

/**
 * The date that begins at a token: `May 7`, `May 7, 2025`, `7 May`, `May 2025`, `mayo de 2025`, `2025-05-07`; loose the name of a period that says no
 * year, which mostly is plain prose: `May`, `the fourth quarter`.
 */
export function dateAt(tokens: readonly Token[], at: number, lexicon: Lexicon): Found | undefined {
  const { kind } = tokens[at]!;
  if (kind === "word") return monthFirst(tokens, at, lexicon) ?? quarterAt(tokens, at, lexicon);
  if (kind !== "digits") return undefined;
  return numeric(tokens, at) ?? dayFirst(tokens, at, lexicon) ?? endOfRange(tokens, at, lexicon);
}

/** A time of day such as `12:00`. */
export function timeAt(tokens: readonly Token[], at: number, lexicon: Lexicon): Found | undefined {
  const [hour, minute] = [digitsAt(tokens, at), digitsAt(tokens, at + 2)];
  if (!isMark(tokens[at + 1], ":") || hour === "" || hour.length > 2 || minute.length !== 2)
    return undefined;
  const hasSeconds = isMark(tokens[at + 3], ":") && digitsAt(tokens, at + 4).length === 2;
  const next = hasSeconds ? at + 5 : at + 3;
  if (lexicon.percent(tokens, next)) return undefined;
  const isHalved = lexicon.unit(tokens, behindGap(tokens, next))?.value === "other";
  const value = `${hour.padStart(2, "0")}:${minute}`;
  return { ...PLAIN, first: at, next, unit: isHalved || hasSeconds ? "other" : "time", value };
}

function monthFirst(tokens: readonly Token[], at: number, lexicon: Lexicon): Found | undefined {
  const month = monthAt(tokens, at, lexicon);
  if (!month) return undefined;
  const alone = { ...found(at, month.next, month.value), loose: true };
  if (tokens[month.next]?.kind !== "space") return alone;
  const place = month.next + 1;
  const digits = digitsAt(tokens, place);
  const isJoined = tokens[place]?.key === lexicon.of && tokens[place + 1]?.kind === "space";
  const yearAt = isJoined ? place + 2 : place;
  const year = digitsAt(tokens, yearAt);
  if (YEAR.test(year) && endsThere(tokens, yearAt + 1, lexicon))
    return found(at, yearAt + 1, `${year}-${month.value}`);
  if (digits === "") return alone;
  if (digits.length > 2) return undefined;
  const behindDay = ordinalEnd(tokens, place + 1, lexicon);
  if (!endsThere(tokens, behindDay, lexicon)) return undefined;
  const day = `${month.value}-${digits.padStart(2, "0")}`;
  return withYear(tokens, at, behindDay, day, lexicon);
}

function quarterAt(tokens: readonly Token[], at: number, lexicon: Lexicon): Found | undefined {
  const quarter = lexicon.quarter(tokens, at);
  return quarter && { ...found(at, quarter.next, `Q${quarter.value}`), loose: true };
}

function dayFirst(tokens: readonly Token[], at: number, lexicon: Lexicon): Found | undefined {
  const digits = digitsAt(tokens, at);
  if (digits.length > 2) return undefined;
  let place = ordinalEnd(tokens, at + 1, lexicon);
  if (tokens[place]?.kind !== "space") return undefined;
  if (tokens[place + 1]?.key === lexicon.of && tokens[place + 2]?.kind === "space") place += 2;
  const month = monthAt(tokens, place + 1, lexicon);
  if (!month) return undefined;
  const following = digitsAt(tokens, month.next + 1);
  if (following !== "" && following.length <= 2) return undefined;
  return withYear(tokens, at, month.next, `${month.value}-${digits.padStart(2, "0")}`, lexicon);
}

/** The 9 of `May 7–9`. */
function endOfRange(tokens: readonly Token[], at: number, lexicon: Lexicon): Found | undefined {
  const digits = digitsAt(tokens, at);
  if (digits.length > 2 || !DAY_MARKS.has(tokens[at - 1]?.text ?? "")) return undefined;
  if (digitsAt(tokens, at - 2) === "" || tokens[at - 3]?.kind !== "space") return undefined;
  const month = monthAt(tokens, at - 4, lexicon);
  if (!month || !endsThere(tokens, at + 1, lexicon)) return undefined;
  return withYear(tokens, at, at + 1, `${month.value}-${digits.padStart(2, "0")}`, lexicon);
}

/** `2025-05-07`, `2025/05/07`; other orders of three numbers say no certain day. */
function numeric(tokens: readonly Token[], at: number): Found | undefined {
  const mark = tokens[at + 1]?.text ?? "";
  if ((mark !== "-" && mark !== "/") || !isMark(tokens[at + 3], mark)) return undefined;
  const parts = [0, 2, 4].map((offset) => digitsAt(tokens, at + offset));
  if (parts.includes("")) return undefined;
  const [year = "", month = "", day = ""] = parts;
  if (YEAR.test(year) && month.length <= 2 && day.length <= 2)
    return found(at, at + 5, `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
  return mark === "/" ? { ...found(at, at + 5, parts.join("/")), unit: "other" } : undefined;
}

/** A date of a day, with its year where one follows: `May 7, 2025`, `7 de mayo de 2025`. */
function withYear(
  tokens: readonly Token[],
  at: number,
  next: number,
  day: string,
  lexicon: Lexicon,
): Found {
  const isJoined = tokens[next]?.kind === "space" && tokens[next + 1]?.key === lexicon.of;
  const place = isJoined ? next + 2 : isMark(tokens[next], ",") ? next + 1 : next;
  const year = tokens[place]?.kind === "space" ? digitsAt(tokens, place + 1) : "";
  return YEAR.test(year) && endsThere(tokens, place + 2, lexicon)
    ? found(at, place + 2, `${year}-${day}`)
    : found(at, next, day);
}

/** A month by its name with a capital; an abbreviation may end with a point. */
function monthAt(
  tokens: readonly Token[],
  at: number,
  lexicon: Lexicon,
): { value: string; next: number } | undefined {
  const token = tokens[at];
  const month = token?.kind === "word" ? lexicon.months.get(token.key) : undefined;
  const isLower = token?.text[0] === token?.key[0];
  if (month === undefined || (lexicon.capitalMonths && isLower)) return undefined;
  const next = isMark(tokens[at + 1], ".") && tokens[at + 2]?.kind === "space" ? at + 2 : at + 1;
  return { value: String(month).padStart(2, "0"), next };
}

function ordinalEnd(tokens: readonly Token[], at: number, lexicon: Lexicon): number {
  return lexicon.ordinals.has(tokens[at]?.key ?? "") ? at + 1 : at;
}

function endsThere(tokens: readonly Token[], at: number, lexicon: Lexicon): boolean {
  if (!endsNumber(tokens, at) || lexicon.percent(tokens, behindGap(tokens, at))) return false;
  return !lexicon.magnitudes.has(tokens[behindGap(tokens, at)]?.key ?? "");
}

/** Neither letters nor further digits follow without a space. */
function endsNumber(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token?.kind === "word" || token?.kind === "numeral") return false;
  return !SEPARATORS.has(token?.text ?? "") || tokens[at + 1]?.kind !== "digits";
}

function digitsAt(tokens: readonly Token[], at: number): string {
  const token = tokens[at];
  return token?.kind === "digits" ? plainDigits(token.text) : "";
}

function found(first: number, next: number, value: string): Found {
  return { ...PLAIN, first, next, unit: "date", value };
}
