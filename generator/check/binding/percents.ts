import { levelCandidates, valueAt } from "./prices.ts";
import { momentsOf } from "./timeline.ts";
import type { Almanac, Line } from "./almanac.ts";
import { candidateOf, type Candidate } from "./candidate.ts";
import type { Claim } from "./claim.ts";
import type { Whose } from "./context.ts";
import { madeUpCandidates } from "./fall-low.ts";
import { flowLines } from "./flows.ts";
import { nearestOf, sentenceHas, softened, swingIn } from "./hints.ts";
import { rankCandidates, volatilityCandidates } from "./indicators.ts";
import { againstLevels, againstRecord } from "./against.ts";
import { averageCandidates, nextLevel, swingCandidates, swingDistances } from "./averages.ts";
import { changeCandidates, differenceCandidates, gapCandidates } from "./changes.ts";
import { betweenLevels } from "./between-levels.ts";
import { answerCandidates } from "./goes-with.ts";
import { isLeastOfTally } from "./tallies.ts";
import { turnCandidates } from "./turns.ts";
import { wayBackCandidates } from "./way-back.ts";
import { quantitiesIn } from "./sentence.ts";

export function percentCandidates(
  claim: Claim,
  whose: Whose,
  main: Line | undefined,
  almanac: Almanac,
): Candidate[] {
  if (whose.isFund || !main) return [];
  const { sentence, figure, tail, lead } = claim;
  if (
    /^\s*(?:of|were|interval|intervals|confidence)\b/i.test(tail) ||
    /\b(?:more|less) (?:often|likely)\b/.test(tail)
  )
    return [
      ...shareCandidates(claim, whose, almanac),
      ...madeUpCandidates(claim, main, almanac),
      ...rankCandidates(claim, main, almanac),
    ];
  if (/^\s*(?:a|per) (?:year|annum)\b|^\s*annuali[sz]ed\b/i.test(tail))
    return volatilityCandidates(claim, main, almanac).map(softened);
  const next = nextLevel(claim);
  if (next) return swingCandidates(claim, main, almanac, next, "distance");
  const mark = conventionOf(claim, main);
  if (mark) return [mark];
  if (isLeastOfTally(claim))
    return changeCandidates({ ...claim, windows: [], days: [] }, main, almanac).map(softened);
  const answer = answerCandidates(claim, main, almanac);
  if (answer) return answer;
  const back = wayBackCandidates(claim, main, almanac);
  if (back) return back;
  const between = betweenLevels(claim, main);
  if (between && !between.isSoft) return [between];
  const told = turnCandidates(claim, main, almanac);
  if (told) return told;
  const relation = sentence.grammar.relation.exec(tail);
  if (relation) {
    const behind = { start: figure.end, end: figure.end + tail.length };
    const target = quantitiesIn(sentence, behind)[0]?.quantity;
    const record = claim.records.find(
      ({ start }) => start >= behind.start && start < behind.end + 12,
    );
    const recordFirst =
      record &&
      (!quantitiesIn(sentence, behind)[0] ||
        record.start <= quantitiesIn(sentence, behind)[0]!.start + 12);
    if (
      target === "average" ||
      (!recordFirst && !target && !swingIn(sentence) && claim.quantities.includes("average"))
    )
      return averageCandidates(claim, main, almanac, "distance");
    if (target === "support" || target === "resistance")
      return swingCandidates(claim, main, almanac, target, "distance");
    const swing = nearestOf(claim, "support", "resistance") ?? swingIn(sentence);
    if (swing && !recordFirst) return swingDistances(claim, main, almanac);
    if (recordFirst)
      return [
        ...againstRecord(claim, main, record),
        ...gapCandidates(claim, main, almanac, record),
      ];
    if (target === "high" || target === "low")
      return gapCandidates(claim, main, almanac, {
        which: target === "high" ? "highest" : "lowest",
        start: figure.end,
        end: figure.end,
        time: claim.days[0] ?? claim.windows[0],
      });
    if (
      sentenceHas(sentence, "average") &&
      !/\b(?:close|session|day|week|month|year)\b/i.test(tail)
    )
      return averageCandidates(claim, main, almanac, "distance");
  }
  if (
    claim.direction === undefined &&
    /^\s*(?:away\b|[.,;]|$)/i.test(tail) &&
    /\bfrom (?:its|their|the)\b[^.;]*\baverages?\b/i.test(
      sentence.block.text.slice(sentence.start, figure.start),
    )
  )
    return averageCandidates(claim, main, almanac, "distance");
  const against = relation ? againstLevels(claim, main) : undefined;
  if (against) return against;
  const isMove = claim.direction !== undefined && /\b(?:up|down)\s+$/i.test(lead);
  if (
    !isMove &&
    nearestOf(claim, "volatility") &&
    nearestOf(claim, "volatility", "close", "price") === "volatility"
  )
    return volatilityCandidates(claim, main, almanac);
  if (isSwingDistance(claim)) return swingDistances(claim, main, almanac);
  const of = nearestOf(
    claim,
    "volume",
    "marketCap",
    "close",
    "price",
    "average",
    "correlation",
    "rsi",
    "flow",
    "exchangeFlow",
    "beta",
  );
  if (main.series.unit === "percent" && claim.direction && /\bby\s+(?:about\s+)?$/i.test(lead))
    return [
      ...changeCandidates(claim, main, almanac),
      ...differenceCandidates(claim, main, almanac, 1),
    ];
  if (main.series.unit === "percent")
    return [
      ...levelCandidates(claim, main, almanac),
      ...(claim.direction ? changeCandidates(claim, main, almanac).map(softened) : []),
    ];
  if (of === "volume" || of === "marketCap") {
    const line = almanac.line(whose.subject, of);
    const own = line ? changeCandidates(claim, line, almanac) : [];
    return /\b(?:on|with|as|by|in)\b[^.;]*$/i.test(lead)
      ? [...own, ...changeCandidates(claim, main, almanac)]
      : own;
  }
  if (of === "correlation" || of === "beta" || of === "flow" || of === "exchangeFlow") {
    if (claim.direction === undefined) return [];
    return flowLines(claim, whose, almanac).length > 0 && !lead.includes(",")
      ? []
      : changeCandidates(claim, main, almanac);
  }
  if (of === "average")
    return [
      ...averageCandidates(claim, main, almanac, "distance"),
      ...changeCandidates(claim, main, almanac),
    ];
  const ratio = ratioLine(claim, whose, almanac);
  return [
    ...(ratio ? changeCandidates(claim, ratio, almanac) : []),
    ...changeCandidates(claim, main, almanac),
    ...(between ? [between] : []),
  ];
}

/** The moves that have a name, in per cent from the high or low. */
const CONVENTIONS = { correction: 10, "bear market": 20, "bull market": 20 } as const;
const BY_CONVENTION =
  /^\s+(?:from|by) which an? (?:decline|fall|rise) is by convention an? (correction|bear market|bull market)\b/i;
const OR_MORE = /^\s+or more (?:is\s+)?an? (correction|bear market|bull market)\b/i;
const USUAL_MARK = /^\s+mark, for an? (correction|bear market|bull market)\b/i;
const COUNTED = /\bcounts as an? (correction|bear market|bull market) from\s+$/i;

/** "past the 10% from which a decline is by convention a correction": the mark, whatever the subject did. */
function conventionOf({ tail, sentence, figure }: Claim, line: Line): Candidate | undefined {
  const head = sentence.block.text.slice(sentence.start, figure.start);
  const [, found] =
    BY_CONVENTION.exec(tail) ??
    OR_MORE.exec(tail) ??
    USUAL_MARK.exec(tail) ??
    COUNTED.exec(head) ??
    [];
  const name = found?.toLowerCase() as keyof typeof CONVENTIONS | undefined;
  if (name === undefined) return undefined;
  return candidateOf(line, line.last, { statistic: `mark of a ${name}`, value: CONVENTIONS[name] });
}

/** "52% of the $182.8 million that the funds took in": its flow as a share of the figure behind. */
function shareCandidates(claim: Claim, whose: Whose, almanac: Almanac): Candidate[] {
  const { sentence, figure, tail } = claim;
  const all = sentence.figures.find(({ start, unit }) => start >= figure.end && unit === "money");
  const line = almanac.line(whose.subject, "flow");
  if (!all || !line || !/^\s*of (?:the|all|all the)\s+$/i.test(tail)) return [];
  return momentsOf(claim, line, almanac).map(({ at }) =>
    candidateOf(line, at, {
      statistic: "share of the flow",
      value: (100 * valueAt(line, at, almanac)) / Number(all.value),
      isSoft: true,
    }),
  );
}

function isSwingDistance(claim: Claim): boolean {
  return swingIn(claim.sentence) && /^\s*(?:%\s*)?(?:away|to go|below|above)/i.test(claim.tail);
}

/** The series of one subject's price in another's, where the clause compares the two: "fell 2% against Bitcoin". */
export function ratioLine(claim: Claim, { subject }: Whose, almanac: Almanac): Line | undefined {
  const other = claim.sentence.mentions.find(
    ({ isOther, start }) => isOther && start >= claim.clause.start && start < claim.clause.end,
  )?.subject;
  return other === undefined ? undefined : ratioOf(almanac, subject, other);
}

/** The price of one subject in another. */
export function ratioOf(almanac: Almanac, subject: string, other: string): Line | undefined {
  for (const series of almanac.view.catalogue.series.values()) {
    if (series.derive?.as !== "ratio") continue;
    const [above, below] = series.derive.of;
    if (above === `${subject}.close` && below === `${other}.close`)
      return almanac.line(series.id.slice(0, series.id.indexOf(".")), "close");
  }
  return undefined;
}
