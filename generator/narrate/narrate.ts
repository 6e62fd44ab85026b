import type { BoundNames } from "./bindable/bindable.ts";
import type { Edition } from "./edition.ts";
import { bindingsOf, evaluate } from "./rules/evaluate.ts";
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
 * @returns the findings, the most salient first; equal ones in the order of their keys.
 */
export function narrate(narratives: readonly Narrative[], edition: Edition): Finding[] {
  const findings: Finding[] = [];
  for (const narrative of narratives) {
    for (const [rank, bound] of bindingsOf(narrative.bindings, edition.view).entries()) {
      if (evaluate(narrative.when, bound, edition) !== true) continue;
      const salience = evaluate(narrative.salience, bound, edition);
      if (typeof salience !== "number" || !Number.isFinite(salience)) continue;
      const key = findingKey(narrative, bound);
      const same = narrative.same ? String(evaluate(narrative.same, bound, edition) ?? "") : "";
      const isAgain = edition.before?.get(key) === same;
      findings.push({ narrative, bound, salience, rank, key, same, isAgain });
    }
  }
  return findings.sort((a, b) => b.salience - a.salience || (a.key < b.key ? -1 : 1));
}

/** The key of a finding of a narrative. */
export function findingKey({ id }: Narrative, bound: BoundNames): string {
  return `${id}|${boundIds(bound)
    .map(([, each]) => each)
    .join(",")}`;
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
