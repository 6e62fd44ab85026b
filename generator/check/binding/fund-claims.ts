import type { Day } from "../../base/day.ts";
import type { Almanac, Line } from "./almanac.ts";
import { candidateOf } from "./candidate.ts";
import type { Claim } from "./claim.ts";
import type { ClaimReader } from "./claims.ts";
import { wayIn } from "./counts.ts";
import { flowLines } from "./flows.ts";
import type { Judged } from "./judge.ts";
import { within, type Mention, type Sentence } from "./sentence.ts";
import { momentsOf } from "./timeline.ts";

/** What words say of flows without a figure: that there was none, and which place a fund had among the others. */
export function fundClaims(reader: ClaimReader, sentence: Sentence, almanac: Almanac): Judged[] {
  return [
    ...still(reader, sentence, almanac),
    ...places(reader, sentence, almanac),
    ...among(reader, sentence, almanac),
  ];
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

/** "six of the eleven spot bitcoin ETFs had outflows". */
function among(reader: ClaimReader, sentence: Sentence, almanac: Almanac): Judged[] {
  const { mentions, block, figures } = sentence;
  return figures.flatMap((figure): Judged[] => {
    const funds = mentions.find(({ start, isFund }) => isFund && start >= figure.end);
    const gap = funds && block.text.slice(figure.end, funds.start);
    if (!funds || !/^\s+of the\s+(?:\w+\s+)?(?:US\s+)?(?:spot\s+)?$/i.test(gap!)) return [];
    const claim = reader.at({ start: figure.start, end: funds.end });
    const way = wayIn(claim);
    const all = almanac.line(funds.subject, "etfFlow");
    const moment = all && firm(claim, all, almanac);
    if (way === 0 || !all || moment === undefined) return [];
    const day = all.days[moment]!;
    const value = flowsOn(day, almanac).filter(([, flow]) => Math.sign(flow) === way).length;
    const instead = `${value} of them had`;
    return [judged(claim, all, moment, value === figure.value, instead)];
  });
}

/** What flowed into each fund on a day, in its own unit. */
function flowsOn(day: Day, almanac: Almanac): [subject: string, flow: number][] {
  return [...almanac.view.catalogue.series.keys()].flatMap((id): [string, number][] => {
    const [subject = "", quantity = ""] = id.split(".");
    const line = quantity === "flow" ? almanac.line(subject, quantity) : undefined;
    const at = line?.at(day) ?? -1;
    return line && line.days[at] === day ? [[subject, line.values[at]!]] : [];
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
  const more = flowsOn(day, almanac)
    .filter(([other, flow]) => other !== subject && way * flow > own)
    .map(([other]) => other);
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
