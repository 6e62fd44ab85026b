import { weakMemoize } from "../../base/memo.ts";
import { fatesOf } from "../../authoring/fates.ts";
import { boundText, valueText } from "../../authoring/plain-text.ts";
import { rulingsOf, type Condition, type Ruling } from "../../authoring/rulings.ts";
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

/** The findings that an article prints, in its order; those that hold no longer are left out. */
export function printedFindings(newsroom: Newsroom, { edition, facts }: DeskArticle): Finding[] {
  const byKey = new Map(
    findingsOf(edition)(newsroom.narratives).map((each) => [nameOf(each), each]),
  );
  return facts.findings.flatMap(
    ({ narrative, bindings }) => byKey.get(keyOf(narrative, Object.values(bindings))) ?? [],
  );
}

/** The rules behind what an article prints, with their values and their records. */
export function printedRules(newsroom: Newsroom, article: DeskArticle) {
  return printedFindings(newsroom, article).map((finding) => {
    const { narrative, bound, salience, key } = finding;
    const ruling = rulingsOf(narrative, article.edition, groundOf(newsroom)).find(
      (each) => each.key === key,
    );
    const evidence = evidenceOf(finding, article.edition);
    return {
      narrative: narrative.id,
      about: boundText(bound),
      salience: valueText(Number(salience.toFixed(1))),
      conditions: conditionsTold(ruling?.conditions ?? []),
      records: evidence?.horizons.flatMap((each) => recordTold(each, evidence.direction)) ?? [],
    };
  });
}

/** Rules that hold and are not printed in the article, with the reason, and those of which one condition nearly holds. */
export function otherRules(newsroom: Newsroom, article: DeskArticle) {
  const { edition, slug } = article;
  const findings = findingsOf(edition)(newsroom.narratives);
  const printed = new Set(printedFindings(newsroom, article));
  const fates = fatesOf(newsroom.stories, findings, edition, newsroom.desk);
  const ground = groundOf(newsroom);
  const unprinted = findings
    .filter((each) => !printed.has(each))
    .map((finding) => ({
      narrative: finding.narrative.id,
      about: boundText(finding.bound),
      salience: valueText(Number(finding.salience.toFixed(1))),
      why:
        fates(finding).find((fate) => fate.article === slug)?.why ?? "no section of it takes this theme",
    }));
  const near = newsroom.narratives
    .flatMap((narrative) =>
      rulingsOf(narrative, edition, ground).flatMap((ruling) => {
        const distance = distanceOf(ruling);
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

/** How far a rule is from holding, as a share of the limit; undefined where more than one condition fails, or it is not near. */
function distanceOf({ holds, conditions, lacking }: Ruling): number | undefined {
  const [only, ...more] = conditions;
  if (holds || lacking.length > 0 || !only || more.length > 0) return undefined;
  const limit = Number(LIMIT.exec(only.source)?.[2]);
  const [seen, ...others] = only.values;
  if (!Number.isFinite(limit) || limit === 0 || others.length > 0) return undefined;
  if (typeof seen?.value !== "number") return undefined;
  const distance = Math.abs(seen.value - limit) / Math.abs(limit);
  return distance <= NEAR ? distance : undefined;
}

function conditionsTold(conditions: readonly Condition[]) {
  return conditions.map(({ source, isTrue, values }) => ({
    source,
    isTrue,
    values: values.map(({ name, value }) => `${name} = ${valueText(value)}`).join(", "),
  }));
}

function recordTold({ horizon, episodes, rates, verdict }: HorizonEvidence, direction: "up" | "down") {
  if (episodes === 0) return [];
  const way = direction === "up" ? "higher" : "lower";
  const percent = (value: number): string => `${Math.round(value)}%`;
  const told = rates
    ? `${way} in ${percent(rates.hitRate.value)} of ${episodes} cases (interval ${percent(rates.hitRate.low)} to ${percent(rates.hitRate.high)}); all periods ${percent(rates.baseRate)}`
    : `${episodes} case${episodes === 1 ? "" : "s"}: too few for a rate`;
  return [{ horizon: String(horizon), told, verdict: verdict.replaceAll("-", " ") }];
}

function nameOf({ narrative, bound }: Finding): string {
  return keyOf(
    narrative.id,
    boundIds(bound).map(([, id]) => id),
  );
}

function keyOf(narrative: string, ids: readonly string[]): string {
  return [narrative, ...ids].join(" ");
}
