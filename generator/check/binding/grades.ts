import { bandOf, type Scale } from "../../narrate/scales/scale.ts";
import type { Span } from "../reading/block.ts";
import type { Almanac } from "./almanac.ts";
import { nearestOf } from "./hints.ts";
import type { Judged } from "./judge.ts";
import { candidateOf, type Candidate } from "./candidate.ts";
import type { Claim } from "./claim.ts";
import type { ClaimReader } from "./claims.ts";
import { ratioCandidates, rsiCandidates } from "./indicators.ts";
import { pairCandidates } from "./pairs.ts";
import { levelCandidates, mainLine } from "./prices.ts";
import type { GradeTest } from "./roles.ts";
import { quantitiesIn, within, type Sentence } from "./sentence.ts";

/** How far a word may stand from what it weighs, in characters. */
const REACH = 40;
/** Words before which a grade is a bound, the past, or denied. */
const NOT_NOW =
  /\b(?:short of|below|above|under|over|not|no longer|never|near|nearly|from|left|out of|before|after|leaves?|leaving|exit\w*|far from|neither|nor|than|had been|was once|close to|approach\w*|towards?|almost|expected|meant|between|mark of|where \d+\S* \w+ \w+|first|within reach of|calls? \S+|against the|counts? as|allows? for|ends?|until|times|twice|double|half|triple|own|more|less|\d+)\s+(?:an?\s|the\s|its\s)?$/i;
/** Behind it: the mark or zone, not the state. */
const MARK = /^\s*(?:mark|line|threshold|level|bound|days?|stretch|spell|entry|band)\b/i;

/** The words of scales beside the quantity that they weigh, each held to its value: "overbought" at an RSI of 24.7. */
export function gradeClaims(
  reader: ClaimReader,
  sentence: Sentence,
  almanac: Almanac,
  scales: ReadonlyMap<string, Scale>,
): Judged[] {
  const { text } = sentence.block;
  return within(sentence, "grade", sentence).flatMap(({ start, end, role }): Judged[] => {
    const span = { start, end };
    if (
      NOT_NOW.test(text.slice(Math.max(sentence.start, start - 30), start)) ||
      MARK.test(text.slice(end))
    )
      return [];
    if (/\b(?:neither|calls?)\b[^.;]{0,40}$/i.test(text.slice(sentence.start, start))) return [];
    const claim = reader.at(span);
    const found = role.of === "move" ? movesBeside(reader, claim, almanac) : weighed();
    function weighed(): Candidate[] {
      const reading = readingBefore(reader, claim, role.of, almanac);
      if (reading) return reading;
      if (!isBeside(sentence, span, role.of)) return [];
      const whose = claim.whose[0] ?? { subject: role.of, isFund: false };
      return valuesFor(role.of, claim, whose, almanac);
    }
    const values = found.filter(({ isSoft }) => !isSoft);
    const [first] = values;
    if (!first) {
      const isUnbound = LASTING.has(role.of) && isBeside(sentence, span, role.of);
      return isUnbound
        ? [{ block: sentence.block, figure: claim.figure, claim, verdict: "unknown" }]
        : [];
    }
    const isRight = values.some(({ value }) => fits(value, role.test, scales));
    return [
      {
        block: sentence.block,
        figure: claim.figure,
        claim,
        verdict: isRight ? "right" : "wrong",
        candidate: first,
      },
    ];
  });
}

/** A word beside one of these claims something of it, whose ever it is. */
const LASTING = new Set(["rsi", "correlation"]);

const STEP = /^[^.;:]{0,40}$/;
const ANOTHERS = /\b(?:and|but|while|after|before|with|as)\b/i;

/** The change in per cent that stands beside a verb, as the text prints it. */
function movesBeside(reader: ClaimReader, word: Claim, almanac: Almanac): Candidate[] {
  const { text } = word.sentence.block;
  const { end } = word.figure;
  const beside = reader.claims.find(({ figure }) => figure.start >= end);
  const gap = beside && text.slice(end, beside.figure.start);
  const line = beside?.whose[0] && mainLine(almanac, beside.whose[0]);
  if (
    gap === undefined ||
    line?.quantity !== "close" ||
    beside?.figure.unit !== "percent" ||
    !STEP.test(gap) ||
    ANOTHERS.test(gap) ||
    /^\s*(?:above|below|from|off|short|of)\b/i.test(beside.tail)
  )
    return [];
  const value = Number(beside.figure.value);
  return [candidateOf(line, line.last, { statistic: "change", value })];
}

/** "rose to 60, greed, from 54, neutral": a word behind a comma weighs the reading that stands before it, which is held by itself; undefined elsewhere. */
function readingBefore(
  reader: ClaimReader,
  word: Claim,
  of: string,
  almanac: Almanac,
): Candidate[] | undefined {
  const { text } = word.sentence.block;
  const reading = reader.claims.findLast(({ figure }) => figure.end <= word.figure.start);
  const [whose] = reading?.whose ?? [];
  if (
    !reading ||
    !whose ||
    reading.figure.unit !== "plain" ||
    reading.figure.named !== undefined ||
    typeof reading.figure.value !== "number" ||
    !/^,\s(?:in\s)?$/.test(text.slice(reading.figure.end, word.figure.start))
  )
    return undefined;
  const isIts =
    of === "rsi" ? nearestOf(reading, "rsi", "correlation") === "rsi" : whose.subject === of;
  const line = isIts ? mainLine(almanac, whose) : undefined;
  if (!line) return undefined;
  const statistic = of === "rsi" ? "rsi" : "level";
  return [candidateOf(line, line.last, { statistic, value: reading.figure.value })];
}

/** Whether what the word weighs stands close to it: the quantity, or the subject that is one. */
function isBeside(sentence: Sentence, span: Span, of: string): boolean {
  const { text } = sentence.block;
  const reach = of === "correlation" ? REACH * 2 : REACH;
  const near = {
    start: Math.max(sentence.start, span.start - reach),
    end: Math.min(sentence.end, span.end + reach),
  };
  const marks: readonly Span[] =
    of === "rsi" || of === "correlation" || of === "volume"
      ? quantitiesIn(sentence, sentence).filter(({ quantity }) => quantity === of)
      : sentence.mentions.filter(({ subject }) => subject === of);
  const state = /^over(?:bought|sold)$/i.test(text.slice(span.start, span.end));
  const holder = sentence.mentions.find(({ end }) => end <= span.start && span.start - end < 30);
  if (
    of === "rsi" &&
    state &&
    holder &&
    /^(?:['’]s)?\s+(?:\w+\s+){0,3}$/.test(text.slice(holder.end, span.start))
  )
    return true;
  return marks.some(
    (mark) =>
      mark.end >= near.start &&
      mark.start <= near.end &&
      !/[;.]\s|,\s(?:and|while|but)\b/.test(
        text.slice(Math.min(mark.end, span.end), Math.max(mark.start, span.start)),
      ),
  );
}

function valuesFor(
  of: string,
  claim: Claim,
  whose: Claim["whose"][number],
  almanac: Almanac,
): Candidate[] {
  const main = mainLine(almanac, whose);
  switch (of) {
    case "correlation":
      return pairCandidates(claim, whose, almanac, "correlation").filter(
        ({ statistic }) => statistic === "correlation",
      );
    case "rsi":
      return main ? rsiCandidates(claim, main, almanac) : [];
    case "volume": {
      const volume = almanac.line(whose.subject, "volume");
      return volume ? ratioCandidates(claim, volume, almanac) : [];
    }
    default: {
      const own = almanac.line(of, "level");
      return own ? levelCandidates({ ...claim, quantities: [] }, own, almanac) : [];
    }
  }
}

function fits(value: number, test: GradeTest, scales: ReadonlyMap<string, Scale>): boolean {
  if ("low" in test) return value >= test.low && value <= test.high;
  const scale = scales.get(test.scale);
  return scale === undefined || bandOf(scale, value).id === test.band;
}
