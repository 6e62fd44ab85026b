import type { Almanac, Line } from "./almanac.ts";
import { candidateOf } from "./candidate.ts";
import type { Claim } from "./claim.ts";
import type { ClaimReader } from "./claims.ts";
import { flowLines } from "./flows.ts";
import type { Judged } from "./judge.ts";
import { within, type Mention, type Sentence } from "./sentence.ts";
import { momentsOf } from "./timeline.ts";

/** What words say of flows without a figure: that there was none, and which place a fund had among the others. */
export function fundClaims(reader: ClaimReader, sentence: Sentence, almanac: Almanac): Judged[] {
  return [...still(reader, sentence, almanac), ...places(reader, sentence, almanac)];
}

/** "ended February 26 without a net flow". */
function still(reader: ClaimReader, sentence: Sentence, almanac: Almanac): Judged[] {
  return within(sentence, "noFlow", sentence).flatMap((mark): Judged[] => {
    const claim = reader.at(mark);
    const [whose] = claim.whose;
    const [line] = whose ? flowLines(claim, whose, almanac) : [];
    const moment = line && firm(claim, line, almanac);
    if (!line || moment === undefined) return [];
    const value = line.values[moment]!;
    return [judged(claim, line, moment, value === 0, "there was a net flow that day")];
  });
}

/** How funds are placed by their flow: "led the spot bitcoin ETFs", "the second-largest inflow". */
const LED = /^\s*(?:led|topped|headed)\s+(?:the\s+)?(?:US\s+)?(?:spot\s+)?$/i;
const RANKED =
  /\b(second|third|fourth|fifth)-(?:largest|biggest)\s+(?:daily\s+|net\s+)*(in|out)flow\b/i;
const RANKS = ["second", "third", "fourth", "fifth"];

function places(reader: ClaimReader, sentence: Sentence, almanac: Almanac): Judged[] {
  const {
    block: { text },
    mentions,
  } = sentence;
  return mentions.flatMap((fund, at): Judged[] => {
    const line = almanac.line(fund.subject, "flow");
    if (!line || fund.isOther) return [];
    const next = mentions[at + 1];
    if (next?.isFund && LED.test(text.slice(fund.end, next.start)))
      return placed(reader, fund, line, { start: fund.end, end: next.start }, 0, 1, almanac);
    const found = RANKED.exec(text.slice(fund.end, next?.start ?? sentence.end));
    if (!found) return [];
    const start = fund.end + found.index;
    const span = { start, end: start + found[0].length };
    const rank = RANKS.indexOf(found[1]!.toLowerCase()) + 1;
    return placed(
      reader,
      fund,
      line,
      span,
      rank,
      found[2]!.toLowerCase() === "in" ? 1 : -1,
      almanac,
    );
  });
}

/** Held to how many other funds had more of the flow on the day. */
function placed(
  reader: ClaimReader,
  { subject }: Mention,
  line: Line,
  span: { start: number; end: number },
  rank: number,
  way: 1 | -1,
  almanac: Almanac,
): Judged[] {
  const trimmed = {
    ...span,
    start: span.start + (/\S/.exec(reader.at(span).figure.text)?.index ?? 0),
  };
  const claim = reader.at({ ...trimmed, end: span.end });
  const moment = firm(claim, line, almanac);
  if (moment === undefined) return [];
  const day = line.days[moment]!;
  const own = way * line.values[moment]!;
  const more = [...almanac.view.catalogue.series.values()].flatMap(({ id }) => {
    const [other = "", quantity = ""] = id.split(".");
    const its =
      quantity === "flow" && other !== subject ? almanac.line(other, quantity) : undefined;
    const position = its?.at(day) ?? -1;
    return its && its.days[position] === day && way * its.values[position]! > own ? [other] : [];
  });
  const names = more.map((id) => almanac.view.catalogue.subjects.get(id)?.name ?? id).join(", ");
  const instead = more.length === 0 ? "no other fund had more" : `${names} had more`;
  return [judged(claim, line, moment, more.length === rank && own > 0, instead)];
}

function firm(claim: Claim, line: Line, almanac: Almanac): number | undefined {
  const [moment] = momentsOf({ ...claim, windows: [] }, line, almanac);
  return moment && !moment.isSoft ? moment.at : undefined;
}

function judged(claim: Claim, line: Line, at: number, isTrue: boolean, instead: string): Judged {
  return {
    block: claim.sentence.block,
    figure: claim.figure,
    claim,
    verdict: isTrue ? "right" : "wrong",
    candidate: candidateOf(line, at, { statistic: "flow", value: line.values[at]! }),
    instead,
  };
}
