import type { Almanac, Line } from "./almanac.ts";
import type { Candidate } from "./candidate.ts";
import { candidatesOf } from "./candidates.ts";
import type { Claim } from "./claim.ts";
import type { ClaimReader } from "./claims.ts";
import { rsiCandidates } from "./indicators.ts";
import { judge, type Judged } from "./judge.ts";
import type { Sentence } from "./sentence.ts";
import { basesOf } from "./timeline.ts";

const TO = /\s(?:to|at)\s+(?:about\s+|around\s+|just\s+|a\s+(?:close|reading)\s+of\s+)*$/i;
/** These say nothing of where it stood at the period before: it may have been elsewhere in between. */
const BACK =
  /\b(?:rebound|recover|bounc|pull|retreat|return|back|as high|as low|risen|fallen|higher|lower|near|above|below)/i;

/** "RSI climbed to 32.2": a level that is right, reached from the other side than the verb says. */
export function reachedClaims(
  { claims }: ClaimReader,
  { block, mentions }: Sentence,
  almanac: Almanac,
): Judged[] {
  if (mentions.some(({ isOther }) => isOther)) return [];
  return claims.flatMap((claim): Judged[] => {
    const { figure, direction, isDirectionFar, lead, whose, place } = claim;
    const way = direction === "up" ? 1 : direction === "down" ? -1 : 0;
    if (
      way === 0 ||
      isDirectionFar ||
      figure.unit === "percent" ||
      place === "start" ||
      !TO.test(lead) ||
      !/\sto\s/i.test(lead) ||
      BACK.test(lead) ||
      !whose[0] ||
      /^,?\s*(?:after|from)\b/i.test(claim.tail)
    )
      return [];
    const { verdict, candidate } = judge(claim, candidatesOf(claim, whose[0], almanac));
    if (verdict !== "right" || candidate === undefined || candidate.isSoft) return [];
    const steps = stepsTo(claim, candidate, almanac);
    const [first] = steps;
    if (first === undefined || steps.some((step) => step === 0 || Math.sign(step) === way))
      return [];
    const isFirm = claim.isDayNamed || claim.isWindowNamed;
    const earlier = candidate.value - first;
    return [
      {
        block,
        figure,
        claim,
        verdict: isFirm ? "wrong" : "unknown",
        candidate,
        instead: `it ${first < 0 ? "fell" : "rose"} there, from ${earlier.toLocaleString("en-GB", { maximumFractionDigits: 2 })}`,
      },
    ];
  });
}

/** By how much the value changed to the candidate's, from wherever the claim may count. */
function stepsTo(
  claim: Claim,
  { series, statistic, value, day }: Candidate,
  almanac: Almanac,
): number[] {
  const [subject = "", quantity = ""] = series.split(".");
  const line = almanac.line(subject, quantity);
  if (!line || (statistic !== "level" && statistic !== "rsi")) return [];
  const at = line.at(day);
  const factor = almanac.view.catalogue.units.get(line.series.unit)?.factor ?? 1;
  const valueAt = (from: number): number | undefined =>
    statistic === "level" ? line.values[from]! * factor : rsiAt(claim, line, from, almanac);
  return basesOf(claim, line, at).flatMap(({ from }) => {
    const earlier = valueAt(from);
    return earlier === undefined ? [] : [value - earlier];
  });
}

/** The index as it stood at a period. */
export function rsiAt(claim: Claim, line: Line, at: number, almanac: Almanac): number | undefined {
  const still = { ...claim, days: [], windows: [], place: undefined };
  return rsiCandidates(still, { ...line, last: at }, almanac)[0]?.value;
}
