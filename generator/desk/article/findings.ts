import { weakMemoize } from "../../base/memo.ts";
import { fatesOf } from "../../authoring/fates.ts";
import { boundText, valueText } from "../../authoring/plain-text.ts";
import { rulingsOf, type Condition, type Ruling } from "../../authoring/rulings.ts";
import type { BoundNames } from "../../narrate/bindable/bindable.ts";
import type { Edition } from "../../narrate/edition.ts";
import { evidenceOf } from "../../narrate/evidence/evidence-of.ts";
import type { HorizonEvidence } from "../../narrate/evidence/evidence.ts";
import { boundIds, narrate, type Finding } from "../../narrate/narrate.ts";
import type { Narrative } from "../../narrate/narrative.ts";
import { groundOf, type Newsroom } from "../../newsroom/newsroom.ts";
import type { DeskArticle } from "./desk-article.ts";

/** What holds in an edition, worked out once for the articles of its day. */
export const findingsOf = weakMemoize((edition: Edition) => {
  let found: readonly Finding[] | undefined;
  return (narratives: readonly Narrative[]): readonly Finding[] =>
    (found ??= narrate(narratives, edition));
});

/** A rule that an article prints, for what its names stand for. */
export interface PrintedRule {
  readonly narrative: Narrative;
  readonly ruling: Ruling;
}

/** The rules that an article prints, in its order; those that hold no longer are left out. */
export function printedRules(newsroom: Newsroom, { edition, facts }: DeskArticle): PrintedRule[] {
  const ground = groundOf(newsroom);
  const narratives = new Map(newsroom.narratives.map((each) => [each.id, each]));
  return facts.findings.flatMap(({ narrative: id, bindings }) => {
    const narrative = narratives.get(id);
    const ruling =
      narrative &&
      rulingsOf(narrative, edition, ground).find(
        ({ holds, bound }) => holds && idsOf(bound).join() === Object.values(bindings).join(),
      );
    return narrative && ruling ? [{ narrative, ruling }] : [];
  });
}

/**
 * The rules behind what an article prints, with their values.
 * @param withRecords and with what followed them in the past, which takes long where no run has worked it out yet.
 */
export function toldRules(newsroom: Newsroom, article: DeskArticle, withRecords: boolean) {
  return printedRules(newsroom, article).map(({ narrative, ruling }) => {
    const { bound, salience = 0, conditions } = ruling;
    const evidence = withRecords ? evidenceOf({ narrative, bound }, article.edition) : undefined;
    return {
      narrative: narrative.id,
      about: boundText(bound),
      salience: valueText(Number(salience.toFixed(1))),
      conditions: conditionsTold(conditions),
      records: evidence?.horizons.flatMap((each) => recordTold(each, evidence.direction)) ?? [],
    };
  });
}

/** Rules that hold and are not printed in the article, with the reason, and those of which one condition nearly holds. */
export function otherRules(newsroom: Newsroom, article: DeskArticle) {
  const { edition, slug } = article;
  const findings = findingsOf(edition)(newsroom.narratives);
  const printed = new Set(printedRules(newsroom, article).map(({ ruling }) => ruling.key));
  const fates = fatesOf(newsroom.stories, findings, edition, newsroom.desk);
  const ground = groundOf(newsroom);
  const unprinted = findings
    .filter((each) => !printed.has(each.key))
    .map((finding) => ({
      narrative: finding.narrative.id,
      about: boundText(finding.bound),
      salience: valueText(Number(finding.salience.toFixed(1))),
      why:
        fates(finding).find((fate) => fate.article === slug)?.why ??
        "no section of it takes this theme",
    }));
  const near = newsroom.narratives
    .flatMap((narrative) =>
      rulingsOf(narrative, edition, ground).flatMap((ruling) => {
        const distance = distanceOf(ruling, newsroom.scales);
        return distance === undefined ? [] : [{ narrative, ruling, distance }];
      }),
    )
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, MOST_NEAR)
    .map(({ narrative, ruling: { bound, conditions } }) => ({
      narrative: narrative.id,
      about: boundText(bound),
      conditions: conditionsTold(conditions),
    }));
  return { unprinted, near };
}

/** Rules that nearly held are told up to so many, the nearest first. */
const MOST_NEAR = 12;
/** A condition nearly holds where its value is within this share of its limit. */
const NEAR = 0.1;

const LIMIT = /(>=|<=|>|<)\s*(-?\d+(?:\.\d+)?)\s*$/;
const BAND = /^band\("([^"]+)", [^()]+\)\s*==\s*"([^"]+)"$/;

/** How far a rule is from holding, as a share of its limit; undefined where more than one condition fails, or it is not near. */
function distanceOf(
  { holds, conditions, lacking }: Ruling,
  scales: Newsroom["scales"],
): number | undefined {
  const [only, ...more] = conditions;
  if (holds || lacking.length > 0 || !only || more.length > 0) return undefined;
  const [seen, ...others] = only.values;
  if (others.length > 0 || typeof seen?.value !== "number") return undefined;
  const { value } = seen;
  const distances = limitsOf(only.source, scales)
    .filter((limit) => Number.isFinite(limit) && limit !== 0)
    .map((limit) => Math.abs(value - limit) / Math.abs(limit));
  const distance = Math.min(...distances);
  return distance <= NEAR ? distance : undefined;
}

/** The values at which a condition turns: the number that it compares with, or the ends of a band. */
function limitsOf(source: string, scales: Newsroom["scales"]): number[] {
  const [, scale = "", id] = BAND.exec(source) ?? [];
  const band = scales.get(scale)?.bands.find((each) => each.id === id);
  return band ? [band.from, band.to] : [Number(LIMIT.exec(source)?.[2])];
}

function conditionsTold(conditions: readonly Condition[]) {
  return conditions.map(({ source, isTrue, values }) => ({
    source,
    isTrue,
    values: values.map(({ name, value }) => `${name} = ${valueText(value)}`).join(", "),
  }));
}

function percent(value: number): string {
  return `${Math.round(value)}%`;
}

function recordTold(
  { horizon, episodes, rates, verdict }: HorizonEvidence,
  direction: "up" | "down",
) {
  if (episodes === 0) return [];
  const way = direction === "up" ? "higher" : "lower";
  const told = rates
    ? `${way} in ${percent(rates.hitRate.value)} of ${episodes} cases (interval ${percent(rates.hitRate.low)} to ${percent(rates.hitRate.high)}); all periods ${percent(rates.baseRate)}`
    : `${episodes} case${episodes === 1 ? "" : "s"}: too few for a rate`;
  return [{ horizon: String(horizon), told, verdict: verdict.replaceAll("-", " ") }];
}

/** Ids of what the names of a rule stand for. */
function idsOf(bound: BoundNames): string[] {
  return boundIds(bound).map(([, id]) => id);
}
