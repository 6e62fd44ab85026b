import { closeRun } from "../../measure/measures/close-run.ts";
import { streak } from "../../measure/measures/streak.ts";
import type { Almanac, Line } from "./almanac.ts";
import type { Judged } from "./judge.ts";
import { candidateOf, type Candidate } from "./candidate.ts";
import type { Claim } from "./claim.ts";
import type { ClaimReader } from "./claims.ts";
import { flowLines } from "./flows.ts";
import { ratioLine } from "./percents.ts";
import { mainLine } from "./prices.ts";
import { runsIn, type RunMark } from "./run-marks.ts";
import { rsiAt } from "./reached.ts";
import { within, type Sentence } from "./sentence.ts";
import { momentsOf } from "./timeline.ts";

/** "a third straight day", "five sessions in a row": each held to the run of the series. */
export function runClaims(reader: ClaimReader, sentence: Sentence, almanac: Almanac): Judged[] {
  return [
    ...counts(reader, sentence, almanac),
    ...runs(reader, sentence, almanac),
    ...firsts(reader, sentence, almanac),
  ];
}

/** "rose on four of the last five days": how many of so many periods went that way. */
function counts(reader: ClaimReader, sentence: Sentence, almanac: Almanac): Judged[] {
  const {
    block: { text },
    figures,
    times,
  } = sentence;
  return figures.flatMap((figure, at): Judged[] => {
    const all = figures[at + 1];
    const window =
      all && times.find((time) => time.kind === "window" && time.figures.includes(all));
    if (
      window?.kind !== "window" ||
      typeof figure.value !== "number" ||
      (window.unit !== "day" && window.unit !== "session") ||
      /\bcloses$/i.test(text.slice(window.start, window.end))
    )
      return [];
    if (
      !/^\s*(?:(?:days?|sessions?)\s+)?(?:out\s+)?of\s+(?:the\s+|its\s+)?(?:last\s+|past\s+|latest\s+)?$/i.test(
        text.slice(figure.end, window.start),
      )
    )
      return [];
    const claim = reader.at({ start: figure.start, end: window.end });
    const [whose] = claim.whose;
    const way = wayIn(claim);
    const line = whose && trackOf(claim, whose, almanac);
    if (!line || way === 0) return [];
    const isFlow = line.series.class === "flow";
    const counted = (last: number): number =>
      Array.from({ length: window.count }, (_, back) => last - back).filter(
        (each) => Math.sign(line.values[each]! - (isFlow ? 0 : line.values[each - 1]!)) === way,
      ).length;
    const [moment] = momentsOf({ ...claim, windows: [] }, line, almanac);
    if (!moment || moment.isSoft) return [];
    const value = counted(moment.at);
    const candidate = candidateOf(line, moment.at, {
      statistic: "count",
      value,
      window: window.count,
    });
    return [
      {
        block: sentence.block,
        figure,
        claim,
        verdict: value === figure.value ? "right" : "wrong",
        candidate,
      },
    ];
  });
}

/** Which way the clause of a claim points, before it or behind: "on four of five sessions it lost ground". */
function wayIn({ direction, sentence, clause, figure }: Claim): 1 | -1 | 0 {
  const behind = within(sentence, "direction", { start: figure.end, end: clause.end })[0];
  const found = direction ?? behind?.role.direction;
  return found === "up" ? 1 : found === "down" ? -1 : 0;
}

function trackOf(claim: Claim, whose: Claim["whose"][number], almanac: Almanac): Line | undefined {
  return speaksOfFlow(claim, whose)
    ? flowLines(claim, whose, almanac)[0]
    : mainLine(almanac, whose);
}

function speaksOfFlow({ sentence }: Claim, { isFund }: Claim["whose"][number]): boolean {
  return (
    isFund || /flow|redempt|creation|redeem|withdraw|took in|new money/i.test(sentence.block.text)
  );
}

function runs(reader: ClaimReader, sentence: Sentence, almanac: Almanac): Judged[] {
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
    const candidates = beyond
      ? beyondCandidates(claim, beyond, whose, almanac)
      : run.isBare
        ? []
        : runCandidates(claim, whose, run, almanac);
    const [first] = candidates;
    if (!first) return [];
    const told = claim.direction === "up" ? 1 : claim.direction === "down" ? -1 : 0;
    const way = beyond ? 0 : (run.way ?? told);
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
function beyondIn({ claims }: ClaimReader, { clause }: Claim): Claim | undefined {
  return claims.find(
    ({ side, figure }) =>
      side !== undefined &&
      figure.unit !== "percent" &&
      figure.start >= clause.start &&
      figure.end <= clause.end,
  );
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

/** "was its first rise in four days". */
const FIRST = /\bfirst\b(?:\s+(?!time\b)\w+){0,2}\s+in\s+$/i;

/** Whether none of the periods before went the same way. */
function firsts(reader: ClaimReader, sentence: Sentence, almanac: Almanac): Judged[] {
  const {
    block: { text },
    times,
  } = sentence;
  return times.flatMap((time): Judged[] => {
    const found = FIRST.exec(text.slice(sentence.start, time.start));
    if (time.kind !== "window" || !/day|session/.test(time.unit) || time.count < 2 || !found)
      return [];
    const claim = reader.at({ start: sentence.start + found.index, end: time.end });
    const [whose] = claim.whose;
    const way = claim.direction === "up" ? 1 : claim.direction === "down" ? -1 : 0;
    const line = whose && trackOf(claim, whose, almanac);
    const [moment] = line ? momentsOf({ ...claim, windows: [] }, line, almanac) : [];
    if (!line || !moment || moment.isSoft || way === 0) return [];
    const isFlow = line.series.class === "flow";
    const went = (at: number): number =>
      Math.sign(line.values[at]! - (isFlow ? 0 : line.values[at - 1]!));
    let from = moment.at - 1;
    while (from > 0 && went(from) !== way) from--;
    const value = moment.at - from;
    return [
      {
        block: sentence.block,
        figure: claim.figure,
        claim,
        verdict: value >= time.count && went(moment.at) === way ? "right" : "wrong",
        candidate: candidateOf(line, moment.at, { statistic: "count", value }),
        instead: `there was one such on ${line.days[from]}`,
      },
    ];
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
