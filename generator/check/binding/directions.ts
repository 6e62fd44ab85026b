import { movingAverage } from "../../measure/measures/sma.ts";
import type { Direction } from "../figures/vocabulary.ts";
import type { Almanac, Line } from "./almanac.ts";
import type { Judged } from "./judge.ts";
import { candidateOf, type Candidate } from "./candidate.ts";
import type { Claim } from "./claim.ts";
import type { ClaimReader } from "./claims.ts";
import { flowLines } from "./flows.ts";
import { changeCandidates } from "./changes.ts";
import { mainLine } from "./prices.ts";
import { quantitiesIn, within, type Mention, type Sentence } from "./sentence.ts";
import type { QuantityWord } from "./words.ts";
import { momentsOf } from "./timeline.ts";

/** Which way something went or stands, where no figure says by how much: "Bitcoin fell on Tuesday", "above its 50-day average". */
export function directionClaims(
  reader: ClaimReader,
  sentence: Sentence,
  almanac: Almanac,
): Judged[] {
  return [...moves(reader, sentence, almanac), ...sides(reader, sentence, almanac)];
}

const VERB_GAP =
  /^\s*(?:(?:has|had|have|also|then|again|shares?|stock|prices?|price|then|itself|likewise|closed|ended|finished|settled|was|is|were|,)\s*){0,3}$/i;

/** A verb directly behind a subject, in a clause without a figure, with its day or window. */
function moves(reader: ClaimReader, sentence: Sentence, almanac: Almanac): Judged[] {
  const {
    block: { text },
    mentions,
    clauses,
  } = sentence;
  const claimed = reader.claims.map(({ figure }) => figure);
  return mentions.flatMap((mention): Judged[] => {
    if (mention.isOther) return [];
    const clause = clauses.findLast(({ start }) => start <= mention.start) ?? sentence;
    const verb = within(sentence, "direction", { start: mention.end, end: clause.end })[0];
    if (
      !verb ||
      verb.role.direction === "flat" ||
      /^flow/i.test(verb.word) ||
      !VERB_GAP.test(text.slice(mention.end, verb.start))
    )
      return [];
    if (claimed.some(({ start }) => start >= clause.start && start < clause.end)) return [];
    if (isOfStatistic(sentence, { start: clause.start, end: mention.start })) return [];
    if (
      ["strange", "unreal", "said"].some(
        (kind) => within(sentence, kind as "strange", clause).length > 0,
      )
    )
      return [];
    if (
      /^\s*(?:less|more|faster|slower|above|below|against|relative|versus|into|out of|to|by|from|on (?:volume|the news))\b/i.test(
        text.slice(verb.end),
      )
    )
      return [];
    const claim = {
      ...reader.at({ start: verb.start, end: verb.end }),
      whose: [mention],
      windows: windowsIn(sentence, clause),
      isWindowNamed: windowsIn(sentence, clause).length > 0,
    };
    if (!claim.isWindowNamed && !claim.isDayNamed) return [];
    return heldTo(claim, movesOf(claim, mention, almanac), verb.role.direction);
  });
}

/** "The correlation of Bitcoin and the S&P 500 was negative": it is the correlation that was. */
function isOfStatistic(sentence: Sentence, ahead: { start: number; end: number }): boolean {
  return quantitiesIn(sentence, ahead).some(({ quantity }) => STATISTICS.has(quantity));
}

const STATISTICS = new Set<QuantityWord>(["correlation", "beta", "volatility", "interval"]);

export function windowsIn(
  sentence: Sentence,
  clause: { start: number; end: number },
): Claim["windows"] {
  return sentence.times.filter(
    ({ kind, start, end }) =>
      (kind === "window" || kind === "since" || kind === "span") &&
      start >= clause.start &&
      end <= clause.end,
  );
}

export function movesOf(claim: Claim, mention: Mention, almanac: Almanac): Candidate[] {
  if (mention.isFund) {
    return flowLines(claim, mention, almanac).flatMap((line) =>
      momentsOf(claim, line, almanac).map(({ at, isSoft }) =>
        candidateOf(line, at, {
          statistic: "flow",
          value: line.values[at]!,
          isDirected: true,
          isSoft,
        }),
      ),
    );
  }
  const main = mainLine(almanac, mention);
  return main ? changeCandidates(claim, main, almanac) : [];
}

export function heldTo(
  claim: Claim,
  candidates: readonly Candidate[],
  direction: Direction,
): Judged[] {
  const first = candidates.find(({ isSoft }) => !isSoft);
  if (!first) return [];
  const way = direction === "up" ? 1 : -1;
  const held = candidates.find(({ value }) => Math.sign(value) === way);
  return [
    {
      block: claim.sentence.block,
      figure: claim.figure,
      claim,
      verdict: held ? "right" : "wrong",
      candidate: held ?? first,
      isTurned: !held,
    },
  ];
}

const SIDES: Readonly<Record<string, 1 | -1>> = {
  above: 1,
  over: 1,
  below: -1,
  under: -1,
  beneath: -1,
};
const BEFORE_AVERAGE =
  /\b(above|over|below|under|beneath)\s+(?:its|their|the|his|both its)?\s*(?:own\s+|simple\s+|\d+[-\s](?:day|session)s?\s+(?:simple\s+)?|\w+-day\s+)*(?:moving\s+)?$/i;

/** "closed above its 50-day average": on which side of the average the close stands, or one average of the other. */
function sides(reader: ClaimReader, sentence: Sentence, almanac: Almanac): Judged[] {
  const {
    block: { text },
  } = sentence;
  const averages = quantitiesIn(sentence, sentence).filter(
    ({ quantity }) => quantity === "average",
  );
  return averages.flatMap(({ start, end }): Judged[] => {
    const side = sideBefore(sentence, start);
    if (!side) return [];
    const { at } = side;
    const lead = text.slice(sentence.start, at);
    if (
      /\b(?:not|never|first|if|whether|would|could|may|might|until|before|since|had|close of)\b[^.;,]*$/i.test(
        lead,
      ) ||
      /(?:%|per cent|percent|percentage points)\s*$/i.test(lead)
    )
      return [];
    const claim = reader.at({ start: at, end });
    const main = claim.whose[0] && mainLine(almanac, claim.whose[0]);
    const named = sentence.times.find(
      (time) =>
        time.kind === "window" &&
        ((time.start >= at && time.end <= start) ||
          (time.start >= end && sentence.grammar.windowed.test(text.slice(end, time.start)))),
    );
    const window = named?.kind === "window" ? named.count : undefined;
    if (!main || window === undefined || main.quantity !== "close") return [];
    const other = averages.find((each) => each.end <= at && at - each.end < 60);
    const otherWindow =
      other &&
      sentence.times.findLast(
        (time) => time.kind === "window" && time.end <= other.start && other.start - time.end < 14,
      );
    const candidates = momentsOf({ ...claim, windows: [] }, main, almanac).flatMap(
      ({ at: moment, isSoft }) =>
        distance(
          main,
          moment,
          window,
          otherWindow?.kind === "window" ? otherWindow.count : undefined,
          almanac,
        ).map((value) =>
          candidateOf(main, moment, {
            statistic: "distance from the average",
            value,
            window,
            isDirected: true,
            isSoft,
          }),
        ),
    );
    return heldTo(claim, candidates, side.way === 1 ? "up" : "down");
  });
}

/** The word before an average that says on which side of it something stands. */
function sideBefore(sentence: Sentence, start: number): { at: number; way: 1 | -1 } | undefined {
  const { text } = sentence.block;
  const from = Math.max(sentence.start, start - 60);
  const found = BEFORE_AVERAGE.exec(text.slice(from, start));
  if (found) return { at: from + found.index, way: SIDES[found[1]!.toLowerCase()]! };
  for (const side of ["above", "below"] as const) {
    const mark = within(sentence, side, { start: from, end: start }).at(-1);
    if (mark && /^\s+(?:\p{L}+\s+)?$/u.test(text.slice(mark.end, start)))
      return { at: mark.start, way: side === "above" ? 1 : -1 };
  }
  return undefined;
}

/** Of the close, or of a faster average, from an average in per cent. */
function distance(
  line: Line,
  at: number,
  window: number,
  other: number | undefined,
  almanac: Almanac,
): number[] {
  const [slow, fast] = [window, other].map((count) =>
    count === undefined
      ? undefined
      : almanac.measured(line, at, movingAverage(count), `sma${count}`),
  );
  const above = other === undefined ? line.values[at] : fast;
  return typeof slow === "number" && typeof above === "number" ? [(above / slow - 1) * 100] : [];
}
