import type { Figure } from "../figures/figure.ts";
import type { Line } from "./almanac.ts";
import { candidateOf, type Candidate } from "./candidate.ts";
import type { Claim } from "./claim.ts";

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
    !/^\s*\S+\s+(?:the\s+|its\s+|that\s+)?(?:close of\s+|level of\s+|mark of\s+)?$/i.test(
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

function distanceFrom({ value: mark }: Figure, line: Line): Candidate | undefined {
  const value = (line.values[line.last]! / Number(mark) - 1) * 100;
  return Number.isFinite(value)
    ? candidateOf(line, line.last, { statistic: "distance", value, isDirected: true, isSoft: true })
    : undefined;
}
