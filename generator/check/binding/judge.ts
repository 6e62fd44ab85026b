import type { Block } from "../reading/block.ts";
import type { Day } from "../../base/day.ts";
import type { Figure } from "../figures/figure.ts";
import type { Lexicon } from "../figures/lexicon.ts";
import type { Candidate } from "./candidate.ts";
import type { Claim } from "./claim.ts";

/** What is said of a claim, and by which candidate. */
export interface Judgement {
  readonly verdict: "right" | "wrong" | "unknown";
  /** The one that makes it right; of a wrong one the likeliest that it should have been. */
  readonly candidate?: Candidate;
  /** The size is right, and the word or sign before it is not. */
  readonly isTurned?: boolean;
  /** What is so instead, in words, of what no value says. */
  readonly instead?: string;
  /** Of a record: since when there was none such; undefined where the data hold none. */
  readonly since?: Day;
}

/** A figure, or a word that claims something without one, with what the store says of it. */
export interface Judged extends Judgement {
  readonly block: Block;
  readonly figure: Figure;
  readonly claim: Claim;
}

const TOLERANCE = 1e-9;
/** How far off a figure may be whose author calls it rough. */
const ROUGH = 0.02;
/** A round figure of at least so many digits that count may stand for what rounds to it. */
const COUNTING_DIGITS = 2;

/** Right where one candidate holds, wrong where a firm one stands and none holds, unknown else. */
export function judge(claim: Claim, candidates: readonly Candidate[]): Judgement {
  const other = candidates.find(
    ({ isOtherUnit, value }) => isOtherUnit && isNear(claim, Math.abs(value)),
  );
  if (other) return { verdict: "wrong", candidate: other };
  const held = candidates.find((candidate) => !candidate.isOtherUnit && holds(claim, candidate));
  if (held) return { verdict: "right", candidate: held };
  const firm = candidates.find(({ isSoft, isOtherUnit }) => !isSoft && !isOtherUnit);
  if (!firm || Number.isNaN(claim.figure.value))
    return { verdict: "unknown", ...(candidates[0] ? { candidate: candidates[0] } : {}) };
  if (
    claim.isDirectionFar &&
    candidates.some((candidate) => isNear(claim, Math.abs(candidate.value)))
  )
    return { verdict: "unknown", candidate: firm };
  const turned = candidates.find(
    (candidate) =>
      !candidate.isSoft && candidate.isDirected && isNear(claim, Math.abs(candidate.value)),
  );
  return { verdict: "wrong", candidate: turned ?? firm, isTurned: turned !== undefined };
}

function holds(claim: Claim, candidate: Candidate): boolean {
  const { value, range, isDirected } = candidate;
  const { figure, side, direction } = claim;
  const size = Number(figure.value);
  const last = 0.5 * figure.magnitude * 10 ** -figure.decimals;
  if (side !== undefined && !isDirected) {
    const bound =
      side === "above"
        ? (range?.high ?? value) >= size - last
        : (range?.low ?? value) <= size + last;
    return bound || (!isRound(figure) && isNear(claim, Math.abs(value)));
  }
  if (range && size >= range.low - last && size <= range.high + last) return true;
  if (!isDirected) return isNear(claim, figure.sign === 0 ? Math.abs(value) : value * figure.sign);
  const isZero = Math.abs(value) <= slack(claim, value);
  const way =
    figure.sign !== 0 ? figure.sign : direction === "up" ? 1 : direction === "down" ? -1 : 0;
  if (direction === "flat" && figure.sign === 0) return isZero;
  if (way !== 0 && !isZero && Math.sign(value) !== way) return false;
  if (side === "above" && Math.abs(value) >= size && Math.abs(value) < size * 1.25 + 1) return true;
  if (side === "below" && Math.abs(value) <= size && Math.abs(value) > size * 0.75 - 1) return true;
  return isNear(claim, Math.abs(value));
}

function isNear(claim: Claim, value: number): boolean {
  return Math.abs(value - Number(claim.figure.value)) <= slack(claim, value);
}

/** By how much a true figure may differ from the value it prints. */
function slack({ figure, isAbout }: Pick<Claim, "figure" | "isAbout">, value: number): number {
  const last = figure.magnitude * 10 ** -figure.decimals;
  const rough = isAbout ? ROUGH * Math.abs(value) : 0;
  return (
    Math.max(0.5 * Math.max(last, roundTo(figure)), rough) +
    Math.abs(value) * TOLERANCE +
    last * 1e-6
  );
}

/** The unit to which a round figure was rounded: a thousand for 97,000; none for 97,032. */
function roundTo({ value, decimals, magnitude, unit }: Figure): number {
  if (decimals > 0 || unit === "percent" || typeof value !== "number") return 0;
  const digits = String(Math.round(value / magnitude));
  const zeros = /0*$/.exec(digits)![0].length;
  return digits.length - zeros >= COUNTING_DIGITS && zeros > 1 ? 10 ** zeros * magnitude : 0;
}

/** A threshold is a round figure; one that is not is the level itself. */
function isRound({ text }: Figure): boolean {
  return /(?:0|5)0\b/.test(text);
}

/** The value as the figure would print it: in its sign, unit, magnitude and decimals. */
export function printLike(
  { text, decimals, magnitude, sign }: Figure,
  value: number,
  lexicon: Lexicon,
): string {
  const size = Math.abs(value) / magnitude;
  const [whole = "", fraction] = size.toFixed(decimals).split(".");
  const [separator = ","] = lexicon.group;
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, separator);
  const number = fraction === undefined ? grouped : grouped + lexicon.decimal + fraction;
  const shown = /\d/.test(text) ? text.replace(/\d(?:[\d.,'’  ]*\d)?/, number) : number;
  if (sign === 0) return shown;
  const bare = shown.replace(/^[+\-−–]/, "");
  return (value < 0 ? "−" : "+") + bare;
}
