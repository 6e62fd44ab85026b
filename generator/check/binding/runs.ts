import { closeRun } from "../../measure/measures/close-run.ts";
import { recordRun } from "../../measure/measures/record-run.ts";
import { streak } from "../../measure/measures/streak.ts";
import type { Almanac, Line } from "./almanac.ts";
import type { Judged } from "./judge.ts";
import { candidateOf, type Candidate } from "./candidate.ts";
import type { Claim } from "./claim.ts";
import type { ClaimReader } from "./claims.ts";
import { speaksOfFlow } from "./counts.ts";
import { flowLines } from "./flows.ts";
import { ratioLine } from "./percents.ts";
import { mainLine } from "./prices.ts";
import { runsIn, type RunMark } from "./run-marks.ts";
import { rsiAt } from "./reached.ts";
import { textOf, within, type Sentence } from "./sentence.ts";
import { momentsOf } from "./timeline.ts";

/** "a third straight day", "five sessions in a row": each held to the run of the series. */
export function runClaims(reader: ClaimReader, sentence: Sentence, almanac: Almanac): Judged[] {
  return runsIn(sentence).flatMap((run): Judged[] => {
    const { count, start, end } = run;
    const claim = reader.at({ start, end });
    const [whose] = claim.whose;
    if (
      !whose ||
      /\b(?:week|month|quarter|year|hour|minute)/i.test(claim.figure.text + claim.tail.slice(0, 12))
    )
      return [];
    const beyond = beyondIn(reader, claim);
    const isOfRecords = /\bsuch (?:close|day|session)\b/i.test(claim.figure.text);
    const candidates = beyond
      ? beyondCandidates(claim, beyond, whose, almanac)
      : isOfRecords
        ? recordRunCandidates(claim, whose, almanac)
        : run.isBare
          ? []
          : runCandidates(claim, whose, run, almanac);
    const [first] = candidates;
    if (!first) return [];
    const told = claim.direction === "up" ? 1 : claim.direction === "down" ? -1 : 0;
    const way = beyond || isOfRecords ? 0 : (run.way ?? told);
    const isOrdinal = /\b(?:first|second|third|\w+th)\b/i.test(claim.figure.text);
    const held = candidates.find(
      ({ value }) =>
        (Math.abs(value) === count || (beyond && !isOrdinal && value > count)) &&
        (way === 0 || Math.sign(value) === way),
    );
    const isOpen =
      within(sentence, "strange", claim.clause).length > 0 ||
      within(sentence, "unreal", claim.clause).length > 0;
    if (!held && isOpen) return [];
    return [
      {
        block: sentence.block,
        figure: { ...claim.figure, value: count },
        claim,
        verdict: held ? "right" : "wrong",
        candidate: held ?? first,
        isTurned: !held && candidates.some(({ value }) => Math.abs(value) === count),
      },
    ];
  });
}

/** The threshold that the clause of a run tells of: "closed above $100,000 for a third day". */
function beyondIn({ claims }: ClaimReader, { clause, sentence }: Claim): Claim | undefined {
  const marks = claims.filter(
    ({ side, figure }) => side !== undefined && figure.unit !== "percent",
  );
  const own = marks.find(({ figure }) => figure.start >= clause.start && figure.end <= clause.end);
  const again = THE_MARK.exec(sentence.block.text.slice(clause.start, clause.end));
  const before = again && marks.findLast(({ figure }) => figure.end <= clause.start);
  return (
    own ??
    (before
      ? { ...before, quantities: [], side: again[1] === "above" ? "above" : "below" }
      : undefined)
  );
}

/** "but closed above the mark for a 57th day in a row". */
const THE_MARK = /\b(above|below) (?:the|that) (?:mark|level|line)\b/;

const RECORD = /\bhighest close on record\b|\brecord (?:high|close)\b/i;

/** "its highest close on record, the 2nd such close in a row"; empty where "such" stands for anything else. */
function recordRunCandidates(
  { sentence }: Claim,
  whose: Claim["whose"][number],
  almanac: Almanac,
): Candidate[] {
  const main = mainLine(almanac, whose);
  if (!main || !RECORD.test(textOf(sentence))) return [];
  const value = almanac.measured(main, main.last, recordRun, "recordRun");
  return typeof value === "number"
    ? [candidateOf(main, main.last, { statistic: "run of records", value })]
    : [];
}

/** For how many periods the value has been on its side of a threshold. */
function beyondCandidates(
  claim: Claim,
  { figure, side, quantities }: Claim,
  whose: Claim["whose"][number],
  almanac: Almanac,
): Candidate[] {
  const main = mainLine(almanac, whose);
  const isRsi = quantities[0] === "rsi";
  if (!main || (!isRsi && quantities.some((each) => each !== "close" && each !== "price")))
    return [];
  const mark = Number(figure.value);
  const isBeyond = (at: number): boolean => {
    const value = isRsi ? rsiAt(claim, main, at, almanac) : main.values[at]!;
    return value !== undefined && (side === "above" ? value > mark : value < mark);
  };
  return momentsOf({ ...claim, windows: [] }, main, almanac).map(({ at }) => {
    let from = at;
    while (from >= 0 && isBeyond(from)) from--;
    return candidateOf(main, at, { statistic: "run", value: at - from });
  });
}

function runCandidates(
  claim: Claim,
  whose: Claim["whose"][number],
  { isOver }: RunMark,
  almanac: Almanac,
): Candidate[] {
  /** A run that is over may have ended the period before, or will with the next. */
  const ends = (line: Line): number[] =>
    momentsOf({ ...claim, windows: [] }, line, almanac).flatMap(({ at }) =>
      isOver ? [at - 1, at] : [at],
    );
  if (speaksOfFlow(claim, whose))
    return flowLines(claim, whose, almanac).flatMap((line) =>
      ends(line).flatMap((at) => runOf(line, at, almanac.measured(line, at, streak, "streak"))),
    );
  const main = claim.sentence.mentions.some(({ isOther }) => isOther)
    ? ratioLine(claim, whose, almanac)
    : mainLine(almanac, whose);
  if (!main) return [];
  const runAt = (at: number): number | string | undefined =>
    main.quantity === "close"
      ? almanac.measured(main, at, closeRun, "closeRun")
      : levelRun(main, at);
  return ends(main).flatMap((at) => runOf(main, at, runAt(at)));
}

function runOf(line: Line, at: number, value: number | string | undefined): Candidate[] {
  return typeof value === "number"
    ? [candidateOf(line, at, { statistic: "run", value, isDirected: true })]
    : [];
}

/** Changes in a row the same way, below zero where it fell. */
function levelRun({ values }: Line, at: number): number {
  const way = (each: number): number => Math.sign(values[each]! - values[each - 1]!);
  let from = at;
  while (from > 0 && way(from) === way(at)) from--;
  return way(at) * (at - from);
}
