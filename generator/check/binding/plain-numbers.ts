import type { Almanac, Line } from "./almanac.ts";
import type { Candidate } from "./candidate.ts";
import type { Claim } from "./claim.ts";
import type { Figure } from "../figures/figure.ts";
import type { Whose } from "./context.ts";
import { flowLines } from "./flows.ts";
import {
  besideAverage,
  isAmountOfChange,
  nearestOf,
  sentenceHas,
  softened,
  swingIn,
} from "./hints.ts";
import {
  deviationCandidates,
  rankCandidates,
  ratioCandidates,
  rsiCandidates,
} from "./indicators.ts";
import { pairCandidates } from "./pairs.ts";
import { averageCandidates, swingCandidates } from "./averages.ts";
import { differenceCandidates } from "./changes.ts";
import { levelCandidates } from "./prices.ts";

export function plainCandidates(
  claim: Claim,
  whose: Whose,
  main: Line | undefined,
  almanac: Almanac,
): Candidate[] {
  const { figure } = claim;
  if (figure.named === undefined && !/\d/.test(figure.text)) return [];
  switch (figure.named) {
    case "percentage points": {
      const own =
        main?.series.unit === "percent" ? differenceCandidates(claim, main, almanac, 1) : [];
      return [
        ...own,
        ...pairCandidates(claim, whose, almanac, "spread"),
        ...printedGaps(claim, "percent"),
      ];
    }
    case "basis points":
      return main?.series.unit === "percent" ? differenceCandidates(claim, main, almanac, 100) : [];
    case "times":
      if (/^\s*times\s+(?:that|those|what)\b/i.test(claim.tail)) return [];
      return timesCandidates(claim, whose, almanac);
  }
  const of = nearestOf(
    claim,
    "rsi",
    "correlation",
    "beta",
    "deviation",
    "percentile",
    "average",
    "close",
    "price",
    "open",
    "high",
    "low",
    "volatility",
    "volume",
    "spread",
    "interval",
  );
  if (of === "rsi" && figure.named === "points") return printedGaps(claim, "plain");
  if (of === "rsi" && main) return rsiCandidates(claim, main, almanac);
  const its = of === "interval" ? nearestOf(claim, "correlation", "beta") : of;
  if (of === "correlation" || (of === "interval" && its !== "beta"))
    return pairCandidates(claim, whose, almanac, "correlation");
  if (its === "beta") return pairCandidates(claim, whose, almanac, "beta");
  if (of === "deviation") {
    return deviationCandidates(
      claim,
      [main ?? [], flowLines(claim, whose, almanac)].flat(),
      almanac,
    );
  }
  if (of === "percentile" && main) return rankCandidates(claim, main, almanac);
  if (of === "volume") return timesCandidates(claim, whose, almanac);
  if (!main || almanac.view.catalogue.units.get(main.series.unit)?.currency !== undefined)
    return [];
  if (figure.named !== undefined && figure.named !== "points") return [];
  if (besideAverage(claim)) return averageCandidates(claim, main, almanac, "price");
  if (swingIn(claim.sentence))
    return [
      ...(["support", "resistance"] as const).flatMap((which) =>
        swingCandidates(claim, main, almanac, which, "price"),
      ),
      ...levelCandidates(claim, main, almanac).map(softened),
    ];
  if (main.series.unit === "percent") return [];
  const level = levelCandidates(claim, main, almanac);
  if (figure.sign !== 0 || figure.named === "points" || isAmountOfChange(claim))
    return [...differenceCandidates(claim, main, almanac, 1), ...level];
  return level;
}

/** How far two figures of the sentence lie apart, as it prints them. */
function printedGaps({ sentence, figure }: Claim, unit: Figure["unit"]): Candidate[] {
  const printed = sentence.figures.filter(
    (each) => each !== figure && each.unit === unit && typeof each.value === "number",
  );
  const signed = printed.map(({ value, sign }) => Number(value) * (sign === 0 ? 1 : sign));
  return signed.flatMap((one, at) =>
    signed.slice(at + 1).map((other) => ({
      statistic: "difference",
      subjects: [],
      series: "",
      day: "",
      value: Math.abs(one - other),
      isDirected: false,
      isSoft: true,
    })),
  );
}

function timesCandidates(claim: Claim, { subject }: Whose, almanac: Almanac): Candidate[] {
  const line = almanac.line(subject, "volume");
  return line && sentenceHas(claim.sentence, "volume") ? ratioCandidates(claim, line, almanac) : [];
}
