import type { Almanac, Line } from "./almanac.ts";
import { candidateOf } from "./candidate.ts";
import type { Claim } from "./claim.ts";
import type { ClaimReader } from "./claims.ts";
import { flowLines } from "./flows.ts";
import type { Judged } from "./judge.ts";
import { mainLine } from "./prices.ts";
import { within, type Sentence, textOf } from "./sentence.ts";
import { momentsOf } from "./timeline.ts";

/** How many of so many periods went one way, and how long none before did: each held to the series. */
export function countClaims(reader: ClaimReader, sentence: Sentence, almanac: Almanac): Judged[] {
  return [...counts(reader, sentence, almanac), ...firsts(reader, sentence, almanac)];
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
export function wayIn({ direction, sentence, clause, figure }: Claim): 1 | -1 | 0 {
  const behind = within(sentence, "direction", { start: figure.end, end: clause.end })[0];
  const found = direction ?? behind?.role.direction;
  return found === "up" ? 1 : found === "down" ? -1 : 0;
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

function trackOf(claim: Claim, whose: Claim["whose"][number], almanac: Almanac): Line | undefined {
  return speaksOfFlow(claim, whose)
    ? flowLines(claim, whose, almanac)[0]
    : mainLine(almanac, whose);
}

/** Whether a count or run is one of flows. */
export function speaksOfFlow({ sentence }: Claim, { isFund }: Claim["whose"][number]): boolean {
  return (
    isFund || /flow|redempt|creation|redeem|withdraw|took in|new money/i.test(textOf(sentence))
  );
}
