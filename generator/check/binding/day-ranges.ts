import { dayRange } from "../../measure/measures/day-range.ts";
import type { Almanac, Line } from "./almanac.ts";
import { candidateOf, type Candidate } from "./candidate.ts";
import type { Claim } from "./claim.ts";
import { softened } from "./hints.ts";
import { momentsOf } from "./timeline.ts";

/** The periods before with which a range is compared. */
const WINDOW = 30;
const LOW_TO_HIGH = /\bfrom (?:the |its )?low to (?:the |its )?high\b(.*)$/is;
/** What stands between the ranges of several; behind any other word another thing is told. */
const OF_RANGES =
  /^\W*(?:(?:and|in|for|of|times|the|its|their|usual|own|median|about|nearly|only)?\W*|.*\d.*|\p{Lu}.*)$/u;
const BEHIND = /^\s+from (?:the |its )?low to (?:the |its )?high\b/i;
const THE_USUAL = /^\s*times\s+(?:the|its|their)\s+(?:usual|median)\b/i;

const FROM_DAYS_END =
  /^\s+(?:above|below|over|under|from|off|short of)\s+(?:the|its)\s+(?:day|session)['’]s\s+(low|high)(?:est)?\b/i;

/** "4.4% above the day's low": how far the close lies from the day's own low or high; empty where the figure tells of neither. */
export function dayEndCandidates(claim: Claim, line: Line, almanac: Almanac): Candidate[] {
  const end = FROM_DAYS_END.exec(claim.tail)?.[1]?.toLowerCase();
  if (end === undefined) return [];
  const output = end === "low" ? "dayFromLow" : "dayFromHigh";
  return momentsOf({ ...claim, windows: [] }, line, almanac).flatMap(({ at, isSoft }) => {
    const value = almanac.measured(line, at, dayRange(WINDOW), output);
    const statistic = `distance from the day's ${end}`;
    return typeof value === "number"
      ? [candidateOf(line, at, { statistic, value, isDirected: true, isSoft })]
      : [];
  });
}

/** "from low to high 12.0% in Bitcoin, 3.2 times the usual": how far a day's prices lay apart; undefined where the figure tells of no range. */
export function dayRangeCandidates(
  claim: Claim,
  line: Line,
  almanac: Almanac,
): Candidate[] | undefined {
  const { sentence, figure, tail } = claim;
  const ahead = LOW_TO_HIGH.exec(sentence.block.text.slice(sentence.start, figure.start));
  if (
    !BEHIND.test(tail) &&
    !(ahead && ahead[1]!.split(/\s+/).every((word) => OF_RANGES.test(word)))
  )
    return undefined;
  const isMultiple = figure.named === "times";
  if (!isMultiple && figure.unit !== "percent") return undefined;
  const output = isMultiple ? `dayRangeRatio${WINDOW}` : "dayRange";
  const statistic = isMultiple ? "multiple of the usual range" : "range of the day";
  const found = momentsOf({ ...claim, windows: [] }, line, almanac).flatMap(({ at, isSoft }) => {
    const value = almanac.measured(line, at, dayRange(WINDOW), output);
    return typeof value === "number"
      ? [candidateOf(line, at, { statistic, value, window: 1, isSoft })]
      : [];
  });
  return isMultiple && !THE_USUAL.test(tail) ? found.map(softened) : found;
}
