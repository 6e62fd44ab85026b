import type { Almanac, Line } from "./almanac.ts";
import { candidateOf, type Candidate } from "./candidate.ts";
import type { Claim } from "./claim.ts";
import type { Whose } from "./context.ts";
import { softened } from "./hints.ts";
import { within } from "./sentence.ts";

import { levelCandidates, mainLine } from "./prices.ts";
import { changeCandidates } from "./changes.ts";
import { dayRangeCandidates } from "./day-ranges.ts";
import { moneyCandidates } from "./money.ts";
import { percentCandidates, ratioOf } from "./percents.ts";
import { plainCandidates } from "./plain-numbers.ts";

/** Everything that a figure may say of a subject, the likeliest first; empty where nothing of it is known. */
export function candidatesOf(claim: Claim, whose: Whose, almanac: Almanac): Candidate[] {
  const main = mainLine(almanac, whose);
  if (/\bout of\s+$/i.test(claim.lead) && main?.series.range[1] === claim.figure.value)
    return [
      candidateOf(main, main.last, { statistic: "end of the scale", value: main.series.range[1] }),
    ];
  if (isStrange(claim)) return [];
  if (isAsked(claim)) return candidatesAt(claim, whose, main, almanac).map(softened);
  return candidatesAt(claim, whose, main, almanac);
}

/** "Did Bitcoin rise above $70,000?" states nothing. */
function isAsked({ sentence: { block, end } }: Claim): boolean {
  return block.text[end - 1] === "?";
}

function candidatesAt(
  claim: Claim,
  whose: Whose,
  main: Line | undefined,
  almanac: Almanac,
): Candidate[] {
  const range = main && dayRangeCandidates(claim, main, almanac);
  if (range) return range;
  switch (claim.figure.unit) {
    case "percent": {
      const adjusted = main ? undefined : almanac.line(whose.subject, "adjusted");
      return adjusted && claim.direction !== undefined
        ? changeCandidates(claim, adjusted, almanac)
        : percentCandidates(claim, whose, main, almanac);
    }
    case "money":
      return orOtherUnit(moneyCandidates(claim, whose, main, almanac), claim, main, almanac);
    case "plain":
      return orOtherUnit(plainCandidates(claim, whose, main, almanac), claim, main, almanac);
    default:
      return priceInAnother(claim, almanac);
  }
}

/** "it takes 0.035 bitcoin to buy one ether": a price in what is named behind the figure. */
function priceInAnother(claim: Claim, almanac: Almanac): Candidate[] {
  const {
    figure: { start, end },
    sentence: { mentions },
  } = claim;
  const inside = mentions.find((each) => each.start >= start && each.start <= end + 1)?.subject;
  return mentions
    .filter(({ subject }) => inside !== undefined && subject !== inside)
    .flatMap(({ subject }) => {
      const line = ratioOf(almanac, subject, inside!);
      return line ? levelCandidates(claim, line, almanac) : [];
    });
}

/** A level that is right but for its unit: "€97,032", "a ratio of $0.01867". */
function orOtherUnit(
  found: Candidate[],
  claim: Claim,
  main: Line | undefined,
  almanac: Almanac,
): Candidate[] {
  const { figure, quantities } = claim;
  if (found.length > 0 || !main || quantities.some((each) => each !== "close" && each !== "price"))
    return found;
  const unit = almanac.view.catalogue.units.get(main.series.unit);
  const isOther =
    figure.unit === "money"
      ? unit?.currency !== figure.currency
      : figure.named !== undefined && figure.named !== main.series.unit;
  if (!isOther) return found;
  return levelCandidates(claim, main, almanac).map((each) => ({ ...each, isOtherUnit: true }));
}

const UNCERTAIN = /\b(?:would|could|may|might|should|will)\b/i;

/** Beside the name of a quantity of which nothing is stored, or in what may never have happened. */
function isStrange({ sentence, clause, figure, lead, tail }: Claim): boolean {
  const { text } = sentence.block;
  const near = {
    start: figure.start - lead.length,
    end: Math.min(figure.end + tail.length, figure.end + 40),
  };
  return (
    /^\s*(?:of (?:them|these|those|which)|(?:it|that) (?:had|would have) been)\b/i.test(tail) ||
    /\b(?:zero|0) to\s*$|\bout of\s+$/i.test(lead) ||
    (figure.unit !== "money" && within(sentence, "sample", sentence).length > 0) ||
    within(sentence, "strange", near).length > 0 ||
    within(sentence, "asking", { start: sentence.start, end: sentence.start + 12 }).some(
      ({ start }) => start === sentence.start,
    ) ||
    within(sentence, "unreal", { start: clause.start, end: figure.start }).some(
      ({ word, end }) =>
        !(word.toLowerCase() === "could" && /^\s+not\b/i.test(text.slice(end))) &&
        !(
          /\bclose$/i.test(word) &&
          /^\s+of\s/i.test(text.slice(end)) &&
          !UNCERTAIN.test(text.slice(end, sentence.end))
        ),
    )
  );
}
