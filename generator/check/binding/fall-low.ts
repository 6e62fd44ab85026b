import { drawdown } from "../../measure/measures/drawdown.ts";
import { recovery } from "../../measure/measures/recovery.ts";
import type { Almanac, Line } from "./almanac.ts";
import { candidateOf, type Candidate } from "./candidate.ts";
import type { Claim } from "./claim.ts";

const DECLINE = String.raw`\s+(?:so far\s+)?of\s+(?:its|their|the)\s+(?:declines?|falls?|slides?|slumps?)\b`;
/** Behind a low: that of a decline, counted from its high and no record of today. */
export const OF_FALL = new RegExp(`^${DECLINE}`, "i");
const BEHIND = new RegExp(`^,\\s(?:the|its)\\s+low(?:est close)?${DECLINE}`, "i");
const LISTED = new RegExp(`\\blow(?:s?|est closes?)${DECLINE}:\\s[^;]*$`, "i");

/** The lowest close since the highest of the data; undefined at that high. */
export function fallLow(line: Line, almanac: Almanac): Candidate | undefined {
  const read = (output: string) => almanac.measured(line, line.last, recovery, output);
  const [value, day] = [read("fallLow"), read("fallLowDay")];
  return typeof value === "number" && typeof day === "string"
    ? candidateOf(line, line.at(day), { statistic: "level", value })
    : undefined;
}

/** "from $76,272, the lowest close so far of its decline", "the lows so far of their declines: $76,272 for Bitcoin and …". */
export function fallCandidates({ sentence, figure }: Claim, line: Line, almanac: Almanac) {
  const { text } = sentence.block;
  const isLow =
    BEHIND.test(text.slice(figure.end, sentence.end)) ||
    LISTED.test(text.slice(sentence.start, figure.start));
  return isLow ? [fallLow(line, almanac) ?? []].flat() : [];
}

const MADE_UP = /\b(?:made up|recovered|regained|retraced|recouped)\s+(?:\S+\s+)?$/i;
const OF_THE_FALL = /^\s*of\s+(?:its|their|the)\s+(?:decline|fall|slide|slump)\b/i;

/** "made up 57% of its fall": the share of the fall from the highest close; firm where the sentence names the day of that high. */
export function madeUpCandidates(claim: Claim, line: Line, almanac: Almanac): Candidate[] {
  const { sentence, figure, lead } = claim;
  if (!MADE_UP.test(lead) || !OF_THE_FALL.test(sentence.block.text.slice(figure.end))) return [];
  const value = almanac.measured(line, line.last, recovery, "fallRecovered");
  const peak = almanac.measured(line, line.last, drawdown, "drawdownDay");
  const isNamed = sentence.times.some((time) => "day" in time && time.day === peak);
  return typeof value === "number"
    ? [candidateOf(line, line.last, { statistic: "share made up", value, isSoft: !isNamed })]
    : [];
}
