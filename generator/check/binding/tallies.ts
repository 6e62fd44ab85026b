import { yearsBefore, type Day } from "../../base/day.ts";
import { leastPrintedAs } from "../../measure/statistics/round.ts";
import type { Figure } from "../figures/figure.ts";
import type { Almanac, Line } from "./almanac.ts";
import { candidateOf } from "./candidate.ts";
import { returnLines } from "./changes.ts";
import type { Claim } from "./claim.ts";
import type { ClaimReader } from "./claims.ts";
import type { Judged } from "./judge.ts";
import { mainLine } from "./prices.ts";
import { textOf, within, type Sentence } from "./sentence.ts";

const OTHER_DAYS =
  /\b(?:on|in)\s+(\S+)\s+other\s+(?:days?|sessions?)\s+of\s+the\s+(?:past|last)\s+year\b/i;
const OR_MORE = /^\s+or\s+(?:more|worse|better)\b/i;
const LAST_OF_THEM =
  /^\s+or\s+\w+,\s+(?:the\s+(?:last|latest|most\s+recent)\s+of\s+(?:them|which)\s+)?(?:was\s+)?on\s+$/i;

/** "On four other days of the past year it rose by 8.3% or more": the figures of one such tally. */
interface Tally {
  /** How many, as a number in words or digits; of "no" its place. */
  readonly count: Figure | undefined;
  readonly place: { readonly start: number; readonly end: number };
  /** The least change that counts. */
  readonly least: Figure;
}

function tallyIn(sentence: Sentence): Tally | undefined {
  const {
    start,
    end,
    figures,
    block: { text },
  } = sentence;
  const found = OTHER_DAYS.exec(textOf(sentence));
  if (!found) return undefined;
  const behind = start + found.index + found[0].length;
  const least = figures.find((each) => each.start >= behind && each.unit === "percent");
  if (!least || !OR_MORE.test(text.slice(least.end, end))) return undefined;
  const from = start + found.index + found[0].indexOf(found[1]!);
  const count = figures.find((each) => each.start === from);
  if (!count && !/^no$/i.test(found[1]!)) return undefined;
  return { count, place: { start: from, end: count?.end ?? from + found[1]!.length }, least };
}

/** Whether a figure is the least change that a tally counts from: what happened to be so large, and no change of the day. */
export function isLeastOfTally({ sentence, figure }: Claim): boolean {
  return tallyIn(sentence)?.least === figure;
}

/** "On four other days of the past year it rose by 8.3% or more, the last of them on March 2": how many before the newest did, and when the last. */
export function tallyClaims(reader: ClaimReader, sentence: Sentence, almanac: Almanac): Judged[] {
  const tally = tallyIn(sentence);
  if (!tally) return [];
  const { text } = sentence.block;
  const { count, place, least } = tally;
  const way = within(sentence, "direction", { start: place.end, end: least.start }).at(-1)?.role
    .direction;
  const claim = reader.at({ start: place.start, end: place.end });
  const [whose] = claim.whose;
  const line = whose && mainLine(almanac, whose);
  if (!line || (way !== "up" && way !== "down") || typeof least.value !== "number") return [];
  const lines = returnLines(almanac, line);
  const said = count ? count.value : 0;
  const named = sentence.times.find(
    (time) =>
      time.kind === "day" &&
      time.start >= least.end &&
      LAST_OF_THEM.test(text.slice(least.end, time.start)),
  );
  const results = lines.map((each) =>
    daysBeyond(each, Number(least.value), least.decimals, way === "up" ? 1 : -1),
  );
  const held = results.find(({ length }) => length === said);
  const days = held ?? results[0]!;
  const latest = days.at(-1);
  const isDayRight = named?.kind !== "day" || named.day === latest;
  const candidate = candidateOf(line, line.last, { statistic: "count", value: days.length });
  return [
    {
      block: sentence.block,
      figure: reader.at({ start: place.start, end: least.end }).figure,
      claim,
      verdict: held && isDayRight ? "right" : "wrong",
      candidate,
      ...(held && isDayRight ? {} : { instead: toldOf(days.length, latest) }),
    },
  ];
}

function toldOf(count: number, latest: Day | undefined): string {
  if (latest === undefined) return "there was none";
  return count === 1
    ? `there was one, on ${latest}`
    : `there were ${count}, the last of them on ${latest}`;
}

/** The days of the year before the newest, on which a series moved one way by so many per cent in print, or more. */
function daysBeyond(
  { days, values, last, at }: Line,
  size: number,
  decimals: number,
  way: 1 | -1,
): Day[] {
  const least = leastPrintedAs(size, decimals) / 100;
  const first = Math.max(1, at(yearsBefore(days[last]!, 1)) + 1);
  return days.slice(first, last).filter((_, index) => {
    const now = first + index;
    return way * (values[now]! / values[now - 1]! - 1) >= least;
  });
}
