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
import { within, type Sentence } from "./sentence.ts";
import { momentsOf } from "./timeline.ts";

/** A run that a sentence tells of: how many periods, and where it says so. */
interface Run {
  readonly count: number;
  readonly start: number;
  readonly end: number;
}

/** "a third straight day", "five sessions in a row": each held to the run of the series. */
export function runClaims(reader: ClaimReader, sentence: Sentence, almanac: Almanac): Judged[] {
  return [...counts(reader, sentence, almanac), ...runs(reader, sentence, almanac)];
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
    const way = claim.direction === "up" ? 1 : claim.direction === "down" ? -1 : 0;
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
  return runsIn(sentence).flatMap(({ count, start, end }): Judged[] => {
    const claim = reader.at({ start, end });
    const [whose] = claim.whose;
    if (
      !whose ||
      /\b(?:week|month|quarter|year|hour|minute)/i.test(claim.figure.text + claim.tail.slice(0, 12))
    )
      return [];
    const candidates = runCandidates(claim, whose, almanac);
    const [first] = candidates;
    if (!first) return [];
    const way = claim.direction === "up" ? 1 : claim.direction === "down" ? -1 : 0;
    const held = candidates.find(
      ({ value }) => Math.abs(value) === count && (way === 0 || Math.sign(value) === way),
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

function runCandidates(claim: Claim, whose: Claim["whose"][number], almanac: Almanac): Candidate[] {
  if (speaksOfFlow(claim, whose)) {
    return flowLines(claim, whose, almanac).flatMap((line) =>
      momentsOf({ ...claim, windows: [] }, line, almanac).flatMap(({ at }) => {
        const value = almanac.measured(line, at, streak, "streak");
        return typeof value === "number"
          ? [candidateOf(line, at, { statistic: "run", value, isDirected: true })]
          : [];
      }),
    );
  }
  const main = claim.sentence.mentions.some(({ isOther }) => isOther)
    ? ratioLine(claim, whose, almanac)
    : mainLine(almanac, whose);
  if (!main || main.quantity !== "close") return [];
  return momentsOf({ ...claim, windows: [] }, main, almanac).flatMap(({ at }) => {
    const value = almanac.measured(main, at, closeRun, "closeRun");
    return typeof value === "number"
      ? [candidateOf(main, at, { statistic: "run", value, isDirected: true })]
      : [];
  });
}

/** "its sixth daily loss in a row". */
const BETWEEN = /^(?:st|nd|rd|th)?[\s-]+(?:\p{L}+[\s-]+){0,2}$/u;

/** Where a number or ordinal stands directly before a word of runs, or before a unit and such a word. */
function runsIn(sentence: Sentence): Run[] {
  const {
    block: { text },
    figures,
    times,
  } = sentence;
  return within(sentence, "run", sentence).flatMap((run): Run[] => {
    const time = times.find(
      (each) =>
        each.kind === "window" &&
        each.end <= run.start &&
        /^[\s-]*$/.test(text.slice(each.end, run.start)),
    );
    if (time?.kind === "window" && time.count > 1)
      return [{ count: time.count, start: time.start, end: run.end }];
    const around = times.find(
      (each) => each.kind === "window" && each.start <= run.start && each.end >= run.end,
    );
    if (around?.kind === "window" && around.count > 1)
      return [{ count: around.count, start: around.start, end: around.end }];
    const ordinal = within(sentence, "ordinal", {
      start: Math.max(sentence.start, run.start - 30),
      end: run.start,
    }).at(-1);
    if (ordinal && BETWEEN.test(text.slice(ordinal.end, run.start)))
      return [{ count: ordinal.role.count, start: ordinal.start, end: run.end }];
    const figure = figures.find(
      (each) => each.end <= run.start && BETWEEN.test(text.slice(each.end, run.start)),
    );
    if (figure && typeof figure.value === "number" && figure.value > 1)
      return [{ count: figure.value, start: figure.start, end: run.end }];
    return [];
  });
}
