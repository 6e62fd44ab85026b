import type { Almanac, Line } from "./almanac.ts";
import type { Candidate } from "./candidate.ts";
import type { Claim } from "./claim.ts";
import type { Whose } from "./context.ts";
import { textOf } from "./sentence.ts";
import { flowCandidates, flowLines } from "./flows.ts";
import {
  besideAverage,
  isAmountOfChange,
  nearestOf,
  sentenceHas,
  softened,
  swingIn,
} from "./hints.ts";
import { usualCandidates } from "./indicators.ts";
import { differenceCandidates } from "./changes.ts";
import { averageCandidates, nextLevel, swingCandidates } from "./averages.ts";
import { levelCandidates } from "./prices.ts";

const MILLION = 1e6;

/** "Bitcoin at $88,613 and $77,437, the levels nearest to its close": what the level is, the words behind it say. */
function isGlossed({ sentence, figure }: Claim): boolean {
  const { text } = sentence.block;
  return (
    /\bthat (?:close|price|level) of\s+$/i.test(text.slice(sentence.start, figure.start)) ||
    (/^\W*(?:\S+\s){1,3}at\s+(?:\S*\d\S*\s+and\s+)?$/.test(
      text.slice(sentence.start, figure.start),
    ) &&
      /^(?:\s+and\s+\S*\d)?\S*[,:]\s(?:the|its|where|which\sit|an?|\S*\d\S*%\s(?:above|below)\sthe\sclose)\b/.test(
        text.slice(figure.end),
      ))
  );
}

/** "BTC $26.5k": a price in thousands, directly behind the name. */
function isBesideName({ sentence: { mentions, block }, figure }: Claim): boolean {
  return mentions.some(
    ({ end }) =>
      end <= figure.start && /^\s*(?:at|:|is|was)?\s*$/.test(block.text.slice(end, figure.start)),
  );
}

export function moneyCandidates(
  claim: Claim,
  whose: Whose,
  main: Line | undefined,
  almanac: Almanac,
): Candidate[] {
  const { figure, sentence } = claim;
  const isIn = (line: Line | undefined): boolean =>
    line !== undefined &&
    almanac.view.catalogue.units.get(line.series.unit)?.currency === figure.currency;
  const of = nearestOf(
    claim,
    "flow",
    "exchangeFlow",
    "volume",
    "marketCap",
    "average",
    "support",
    "resistance",
    "close",
    "price",
    "open",
    "high",
    "low",
  );
  if (whose.isFund && !claim.isNamed && (of === "support" || of === "resistance")) return [];
  const isFlow = nearestOf(claim, "flow", "exchangeFlow") !== undefined;
  const [flow] = flowLines(claim, whose, almanac);
  const speaksOfFlow =
    of === "flow" || of === "exchangeFlow" || (of === undefined && sentenceHas(sentence, "flow"));
  if (
    flow &&
    isIn(flow) &&
    (whose.isFund || speaksOfFlow || !main || (figure.magnitude > 1 && isFlow))
  )
    return flowCandidates(claim, whose, almanac);
  const traded =
    !isFlow &&
    ((of === "price" && figure.magnitude >= MILLION) ||
      (of === undefined &&
        figure.magnitude >= MILLION &&
        /\btraded\b|\busual\b|\bvenues?\b/i.test(textOf(sentence))));
  if (of === "volume" || of === "marketCap" || traded) {
    const line = almanac.line(whose.subject, traded ? "volume" : (of as "volume" | "marketCap"));
    if (!line || !isIn(line)) return [];
    const worth = traded ? almanac.line(whose.subject, "marketCap") : undefined;
    return [line, worth ?? []]
      .flat()
      .flatMap((each) => [
        ...levelCandidates({ ...claim, quantities: [] }, each, almanac),
        ...(each.quantity === "volume" ? usualCandidates(claim, each, almanac) : []),
      ]);
  }
  const isShort = figure.magnitude === 1000 && isBesideName(claim);
  if (figure.magnitude > 1 && of === undefined && !isShort) {
    const lines = ["marketCap", "volume"].flatMap(
      (each) => almanac.line(whose.subject, each) ?? [],
    );
    return [
      ...lines
        .filter(isIn)
        .flatMap((line) => levelCandidates({ ...claim, quantities: [] }, line, almanac)),
      ...(flow && isIn(flow) ? flowCandidates(claim, whose, almanac) : []),
    ].map(softened);
  }
  if (!main || !isIn(main) || figure.magnitude > 1000) return [];
  const next = nextLevel(claim);
  if (next) return swingCandidates(claim, main, almanac, next, "price");
  const beside = besideAverage(claim);
  if (beside) return averageCandidates(claim, main, almanac, "price");
  if (of === "support" || of === "resistance" || swingIn(sentence))
    return [
      ...(["support", "resistance"] as const).flatMap((which) =>
        swingCandidates(claim, main, almanac, which, "price"),
      ),
      ...levelCandidates(claim, main, almanac).map(softened),
    ];
  if (isAmountOfChange(claim))
    return [
      ...differenceCandidates(claim, main, almanac, 1),
      ...levelCandidates(claim, main, almanac).map(softened),
    ];
  if (of === "average")
    return [
      ...averageCandidates(claim, main, almanac, "price"),
      ...levelCandidates(claim, main, almanac),
    ];
  const level = levelCandidates(claim, main, almanac);
  if (
    isGlossed(claim) ||
    (/^\s*(?:below|above|under|over|short of|off|from|away from)\s+(?:its|the|their|a)\b/i.test(
      claim.tail,
    ) &&
      !besideAverage(claim))
  )
    return level.map(softened);
  return sentenceHas(sentence, "average")
    ? [...level, ...averageCandidates(claim, main, almanac, "price")]
    : level;
}
