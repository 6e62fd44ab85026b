import type { Figure } from "../figures/figure.ts";
import type { Line } from "./almanac.ts";
import { candidateOf, type Candidate } from "./candidate.ts";
import type { Claim } from "./claim.ts";
import type { RecordMark } from "./record-marks.ts";
import { untimed } from "./whose.ts";

const THE_LEVEL = /^\s*\S+\s+(?:the|that|this) (?:level|mark|line)\b/i;

/** How far the newest value lies from a level that the text prints; undefined where the figure is told as no distance from one. */
export function againstLevels(claim: Claim, line: Line): Candidate[] | undefined {
  const printed = againstFigure(claim, line) ?? againstThat(claim, line);
  const it = printed ? undefined : againstIt(claim, line);
  if (it) return [it];
  if (!printed && !THE_LEVEL.test(claim.tail)) return undefined;
  return [printed ?? [], againstLevel(claim, line) ?? []].flat();
}

/** "1.5% below the $77,437 of May 2": against a level that the sentence prints. */
function againstFigure({ sentence, figure, tail }: Claim, line: Line): Candidate | undefined {
  const mark = sentence.figures.find(
    ({ start, unit }) => start >= figure.end && unit !== "percent" && unit !== "date",
  );
  if (
    !mark ||
    mark.start - figure.end > tail.length ||
    !/^\s*(?:short\s+of|\S+)\s+(?:the\s+|its\s+|that\s+)?(?:close of\s+|level of\s+|mark of\s+)?$/i.test(
      sentence.block.text.slice(figure.end, mark.start),
    )
  )
    return undefined;
  return distanceFrom(mark, line);
}

/** "and Bitcoin is 8.6% below that": against the level that the sentence printed before. */
function againstThat({ sentence, figure, tail }: Claim, line: Line): Candidate | undefined {
  const mark = sentence.figures.findLast(
    ({ end, unit }) => end <= figure.start && unit !== "percent" && unit !== "date",
  );
  if (!mark || !/^\s*\S+\s+(?:that|this|it|there)\b/i.test(tail)) return undefined;
  return distanceFrom(mark, line);
}

/** "closed 0.5% above the level", which a sentence before names. */
function againstLevel({ level }: Claim, line: Line): Candidate | undefined {
  return level && distanceFrom(level, line);
}

const OF_LEVEL = /\b(?:support|resistance)\s+(?:at|of)\s+$/i;

/** "Resistance at $94,239 … Bitcoin closed 0.5% above it": sure where the level is called one and the subject is named. */
function againstIt(claim: Claim, line: Line): Candidate | undefined {
  const { sentence, figure, tail, level, isNamed } = claim;
  const { text } = sentence.block;
  const isSure =
    isNamed &&
    level !== undefined &&
    text.slice(level.start, level.end) === level.text &&
    OF_LEVEL.test(text.slice(0, level.start)) &&
    !sentence.figures.some(({ end }) => end <= figure.start) &&
    /^\s*\S+\s+it\b/i.test(tail);
  const against = isSure ? distanceFrom(level, line) : undefined;
  return against && { ...against, isSoft: false };
}

const IT = /^\s+(?:above|below|over|under)\s+(?:it|that)\b/i;

/** "resistance at $3,478.73, with the close 2.4% below it": against the level that the sentence prints before and calls one; undefined elsewhere. */
export function againstItsLevel(claim: Claim, line: Line): Candidate | undefined {
  const { sentence, figure, lead, tail } = claim;
  const isSure =
    IT.test(tail) &&
    /\bclose[sd]?\s+(?:is\s+|back\s+)?$/i.test(lead) &&
    OF_LEVEL_BEFORE.test(sentence.block.text.slice(sentence.start, figure.start));
  const against = isSure ? againstThat(claim, line) : undefined;
  return against && { ...against, isSoft: false };
}

const OF_LEVEL_BEFORE = /\b(?:support|resistance)\s+(?:at|of)\s+\S*\d\S*\s[^;]*$/i;

const FROM_CLOSE = /^\s+(?:above|below|over|under)\s+the\s+close\b(?!\s+(?:of|on|from|before)\b)/i;

/** "Bitcoin at $90,000, 3.7% below the close": how far the level that stands before it lies from the close. */
export function levelFromClose(
  { sentence, figure, tail }: Claim,
  line: Line,
): Candidate | undefined {
  if (!FROM_CLOSE.test(tail)) return undefined;
  const level = sentence.figures.findLast(({ end }) => end <= figure.start);
  const { text } = sentence.block;
  if (!level || level.unit === "percent" || !/^,\s+$/.test(text.slice(level.end, figure.start)))
    return undefined;
  const value = (Number(level.value) / line.values[line.last]! - 1) * 100;
  return Number.isFinite(value)
    ? candidateOf(line, line.last, {
        statistic: "distance from the close",
        value,
        isDirected: true,
      })
    : undefined;
}

/** "55.2% below the closing high of $4,005.81": against the level of a high or low that the sentence prints behind it, and that is held by itself. */
export function againstRecord(
  { sentence, figure }: Claim,
  line: Line,
  { end: behind }: RecordMark,
): Candidate[] {
  const mark = sentence.figures.find(
    ({ start, unit }) => start >= behind && unit !== "percent" && unit !== "date",
  );
  const gap = mark && untimed(sentence, { start: behind, end: mark.start });
  if (!mark || behind <= figure.end || !/^\s*(?:close\s+)?(?:of|at|,)\s*,?\s*$/i.test(gap!))
    return [];
  const against = distanceFrom(mark, line);
  return against ? [{ ...against, isSoft: false }] : [];
}

function distanceFrom({ value: mark }: Figure, line: Line): Candidate | undefined {
  const value = (line.values[line.last]! / Number(mark) - 1) * 100;
  return Number.isFinite(value)
    ? candidateOf(line, line.last, { statistic: "distance", value, isDirected: true, isSoft: true })
    : undefined;
}
