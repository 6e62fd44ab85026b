import { averageSide } from "../../measure/measures/average-side.ts";
import type { Almanac, Line } from "./almanac.ts";
import { candidateOf } from "./candidate.ts";
import type { Claim } from "./claim.ts";
import type { ClaimReader } from "./claims.ts";
import { flowLines } from "./flows.ts";
import { sentenceHas } from "./hints.ts";
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
    const close = WOULD_CLOSE.exec(text.slice(sentence.start, time.start))?.[1]?.toLowerCase();
    if (close !== undefined && whose) return firstClose(reader, claim, close, time.count, almanac);
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

/** "Bitcoin at $85,147, its 50-day average: a close above it would be the first in 67 days": none was in so many. */
const WOULD_CLOSE = /\bclose (above|below|there)\b[^.;]*\bwould be the first in\s+$/i;

/** For how many closes a level, or the average that the sentence names, has had them on its other side. */
function firstClose(
  reader: ClaimReader,
  claim: Claim,
  side: string,
  count: number,
  almanac: Almanac,
): Judged[] {
  const { sentence, whose, quantityWindow } = claim;
  const line = mainLine(almanac, whose[0]!);
  const mark = reader.claims.find(({ figure }) => figure.end <= claim.figure.start)?.figure.value;
  if (!line || typeof mark !== "number") return [];
  const isUnder = line.values[line.last]! < mark;
  const way = side === "above" || (side === "there" && isUnder) ? 1 : -1;
  const window = sentenceHas(sentence, "average") ? quantityWindow?.count : undefined;
  const closesBeyond = (): number => {
    let from = line.last;
    while (from >= 0 && way * (line.values[from]! - mark) <= 0) from--;
    return line.last - from;
  };
  const lasted =
    window && almanac.measured(line, line.last, averageSide(window), `sma${window}Side`);
  const value = typeof lasted === "number" ? Math.max(0, -way * lasted) : closesBeyond();
  return [
    {
      block: sentence.block,
      figure: claim.figure,
      claim,
      verdict: count === value || count === value + 1 ? "right" : "wrong",
      candidate: candidateOf(line, line.last, { statistic: "count", value }),
      instead:
        value === 0
          ? "the last close was on that side"
          : `the last such close was that of ${line.days[line.last - value] ?? "before the data"}, ${value} closes before`,
    },
  ];
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
