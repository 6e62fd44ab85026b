import type { Unavailable } from "../measure/signal.ts";
import type { BoundNames } from "../narrate/bindable/bindable.ts";
import { keyOf, type Named } from "../narrate/bindable/named.ts";
import { isWord } from "../narrate/bindable/subject.ts";
import type { Edition } from "../narrate/edition.ts";
import { bindingsOf, outcomeOf, valueOf, evaluate } from "../narrate/rules/evaluate.ts";
import { clausesOf } from "../narrate/rules/clauses.ts";
import { findingKey } from "../narrate/narrate.ts";
import type { Narrative } from "../narrate/narrative.ts";
import type { Rule, RuleGround } from "../narrate/rules/rule.ts";
import { bandOf } from "../narrate/scales/scale.ts";

/** A value that a rule read, and its band where the rule asks for that. */
export interface Seen {
  readonly name: string;
  readonly value: number | string;
  readonly band?: string;
}

/** One of the conditions that must all be true, with what it read. */
export interface Condition {
  readonly source: string;
  readonly isTrue: boolean;
  readonly values: readonly Seen[];
}

/** A value that is not available, and why. */
export interface Lack {
  readonly name: string;
  readonly why: string;
}

/** Whether a rule holds for one way to bind its names, and what decided it. */
export interface Ruling {
  /** As a finding's. */
  readonly key: string;
  readonly bound: BoundNames;
  readonly holds: boolean;
  /** Where it holds all of its conditions, else those that are false; none where values are lacking. */
  readonly conditions: readonly Condition[];
  readonly lacking: readonly Lack[];
  /** Undefined where the rule does not hold. */
  readonly salience: number | undefined;
}

/** How a narrative's rule turns out in an edition, for every way to bind its names. */
export function rulingsOf(narrative: Narrative, edition: Edition, ground: RuleGround): Ruling[] {
  const clauses = clausesFor(narrative, ground);
  return bindingsOf(narrative.bindings, edition.view).map((bound) =>
    rulingOf(narrative, clauses, bound, edition),
  );
}

/** The conditions of a narrative's rule, compiled once: pages ask for them again and again. */
export function clausesFor({ when, bindings }: Narrative, ground: RuleGround): readonly Rule[] {
  let clauses = compiled.get(when);
  if (!clauses) compiled.set(when, (clauses = clausesOf(when, { ...ground, bindings })));
  return clauses;
}

const compiled = new WeakMap<Rule, readonly Rule[]>();

function rulingOf(
  narrative: Narrative,
  clauses: readonly Rule[],
  bound: BoundNames,
  edition: Edition,
): Ruling {
  const key = findingKey(narrative, bound);
  const values = (named: Named): number | string | undefined => valueOf(named, bound, edition);
  const holds = evaluate(narrative.when, bound, edition) === true;
  const read = holds ? narrative.salience.reads : narrative.when.reads;
  const lacking = lackingOf(read, bound, edition);
  const isDecided = holds || lacking.length === 0;
  const salience = holds ? evaluate(narrative.salience, bound, edition) : undefined;
  return {
    key,
    bound,
    holds: holds && lacking.length === 0,
    conditions: isDecided
      ? conditionsOf(clauses, values).filter(({ isTrue }) => holds || !isTrue)
      : [],
    lacking,
    salience: typeof salience === "number" ? salience : undefined,
  };
}

/** Each condition with the values that it read; all of them must be available. */
export function conditionsOf(
  clauses: readonly Rule[],
  valueAt: (named: Named) => number | string | undefined,
): Condition[] {
  return clauses.map((clause) => {
    const values = clause.reads.map((named): [Named, number | string] => [
      named,
      valueAt(named) ?? "",
    ]);
    const [scale] = clause.scales.length === 1 && values.length === 1 ? clause.scales : [];
    return {
      source: clause.source,
      isTrue: clause.evaluate(values.map(([, value]) => value)) === true,
      values: values.map(([named, value]) => ({
        name: keyOf(named),
        value,
        ...(scale && typeof value === "number" ? { band: bandOf(scale, value).id } : {}),
      })),
    };
  });
}

/** The names whose values are not available, with the reason. The words that the language gives are no values. */
export function lackingOf(names: readonly Named[], bound: BoundNames, edition: Edition): Lack[] {
  return names.flatMap((named): Lack[] => {
    if (named.kind === "text" && isWord(named.name)) return [];
    if (valueOf(named, bound, edition) !== undefined) return [];
    const outcome = outcomeOf(named, bound, edition.signals);
    const why =
      outcome && !outcome.ok ? reasonOf(outcome.why) : `${holderOf(named, bound)} does not give it`;
    return [{ name: keyOf(named), why }];
  });
}

/** What a name is asked of, in words: "the subject". */
function holderOf(named: Named, bound: BoundNames): string {
  const holder = named.kind === "edition" ? undefined : bound.get(named.binding);
  return `the ${holder?.bindable.id ?? "edition"}`;
}

const REASONS: Readonly<Record<Unavailable["reason"], string>> = {
  "no-series": "no such series is declared",
  "no-data": "nothing was public yet",
  stale: "the series is out of date",
  short: "too few values",
  constant: "all values are the same",
  gap: "too many values in a row are missing",
  undefined: "the formula gives no number here",
};

function reasonOf({ reason, have, need }: Unavailable): string {
  return have === undefined || need === undefined
    ? REASONS[reason]
    : `${REASONS[reason]}: ${have} of ${need}`;
}
