import type { BoundNames } from "./bindable/bindable.ts";
import { isDay, toldPastOf } from "../base/day.ts";
import { memoize, once } from "../base/memo.ts";
import type { Subject } from "../publication/catalogue.ts";
import type { Edition, FindingsBefore } from "./edition.ts";
import { bindingsOf, evaluate, type RuleDay } from "./rules/evaluate.ts";
import type { Narrative } from "./narrative.ts";

/** A narrative that holds in this edition. */
export interface Finding {
  readonly narrative: Narrative;
  readonly bound: BoundNames;
  /** How much it matters, 0 to 100 and above. */
  readonly salience: number;
  /** Its place among all that the rule can be about, as the publication declares them. */
  readonly rank: number;
  /** `narrative|subject,subject`: the same finding has the same key every day. */
  readonly key: string;
  /** The value that says whether it is the same as in the edition before; empty where its narrative names none. */
  readonly same: string;
  /** Whether the edition before had it too, and on the same value, so that it is no news that it holds. */
  readonly isAgain: boolean;
}

/**
 * Evaluates every rule over every way to bind its names. A rule whose signals are not all available does not hold.
 * @param isWanted of which subjects it is told whether rules hold; all unless told.
 * @returns the findings, the most salient first; equal ones in the order of their keys.
 */
export function narrate(
  narratives: readonly Narrative[],
  edition: Edition,
  isWanted?: (subject: Subject) => boolean,
): Finding[] {
  const findings: Finding[] = [];
  for (const narrative of narratives) {
    const ways = bindingsOf(narrative.bindings, edition.view, isWanted);
    for (const [rank, bound] of ways.entries()) {
      const salience = salienceOf(narrative, bound, edition);
      if (salience !== undefined)
        findings.push(findingOf(narrative, { bound, rank, salience }, edition));
    }
  }
  return bySalience(findings);
}

/** A finding as it is told to others, who have the same narratives and the same data. */
export type ToldFinding = Pick<Finding, "key" | "salience">;

/** The findings that others have found, each once. */
export function findingsTold(
  told: Iterable<ToldFinding>,
  narratives: readonly Narrative[],
  edition: Edition,
): Finding[] {
  const byId = Map.groupBy(told, ({ key }) => narrativeOf(key));
  return bySalience(
    narratives.flatMap((narrative): Finding[] => {
      const its = byId.get(narrative.id);
      if (!its) return [];
      const saliences = new Map(its.map(({ key, salience }) => [key, salience]));
      return bindingsOf(narrative.bindings, edition.view).flatMap((bound, rank) => {
        const salience = saliences.get(findingKey(narrative, bound));
        return salience === undefined
          ? []
          : [findingOf(narrative, { bound, rank, salience }, edition)];
      });
    }),
  );
}

function findingOf(
  narrative: Narrative,
  held: Pick<Finding, "bound" | "rank" | "salience">,
  edition: Edition,
): Finding {
  const key = findingKey(narrative, held.bound);
  const same = once(() => sameOf(narrative, held.bound, edition));
  const isAgain = once(() => edition.before?.get(key) === same());
  return {
    narrative,
    ...held,
    key,
    // Of thousands of findings few are printed: of the others nobody asks.
    get same() {
      return same();
    },
    get isAgain() {
      return isAgain();
    },
  };
}

function bySalience(findings: Finding[]): Finding[] {
  return findings.sort((a, b) => b.salience - a.salience || (a.key < b.key ? -1 : 1));
}

/** How much a finding matters; undefined where the rule does not hold. */
function salienceOf(
  { when, salience }: Narrative,
  bound: BoundNames,
  day: RuleDay,
): number | undefined {
  if (evaluate(when, bound, day) !== true) return undefined;
  const value = evaluate(salience, bound, day);
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** What a finding is the same by in two editions, a day of long ago by its month; empty where that it holds is all. */
function sameOf({ same }: Narrative, bound: BoundNames, day: RuleDay): string {
  const value = same ? String(evaluate(same, bound, day) ?? "") : "";
  return isDay(value) ? toldPastOf(value, day.day) : value;
}

/** The findings of a day, each looked for when it is first asked for. */
export function findingsOf(
  narratives: readonly Narrative[],
  { view, ...day }: RuleDay & Pick<Edition, "view">,
): FindingsBefore {
  const byId = new Map(narratives.map((each) => [each.id, each]));
  const waysOf = memoize((narrative: Narrative) => {
    const ways = bindingsOf(narrative.bindings, view);
    return new Map(ways.map((bound) => [findingKey(narrative, bound), bound]));
  });
  return {
    get(key) {
      const narrative = byId.get(narrativeOf(key));
      const bound = narrative && waysOf(narrative).get(key);
      if (!narrative || !bound || salienceOf(narrative, bound, day) === undefined) return undefined;
      return sameOf(narrative, bound, day);
    },
  };
}

/** The key of a finding of a narrative. */
export function findingKey({ id }: Narrative, bound: BoundNames): string {
  return `${id}|${boundIds(bound)
    .map(([, each]) => each)
    .join(",")}`;
}

function narrativeOf(key: string): string {
  return key.slice(0, key.indexOf("|"));
}

/** Each name with the id of what it is bound to, in the order of `for:`, without those that are put together of others. */
export function boundIds(bound: BoundNames): [name: string, id: string][] {
  return [...bound].flatMap(([name, { id }]): [string, string][] =>
    id === undefined ? [] : [[name, id]],
  );
}

/** Id of what a finding is about first of all. */
export function idOfMain(bound: BoundNames): string | undefined {
  return bound.values().next().value?.id;
}
