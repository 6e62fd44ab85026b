import { weekday, WEEKDAYS, type Day } from "../../base/day.ts";
import type { Subject } from "../../publication/catalogue.ts";
import type { AsOfView } from "../../store/asof.ts";
import type { Outcome, Signals, SignalValues, ValueOutcome } from "../../measure/signal.ts";
import type { Bindings, Bound, BoundNames } from "../bindable/bindable.ts";
import type { Named } from "../bindable/named.ts";
import type { Rule } from "./rule.ts";

/** What a rule is evaluated with: an edition, or a past day of which only the values are asked for. */
export interface RuleDay {
  readonly day: Day;
  readonly signals: SignalValues;
}

/**
 * Every way to bind the names; two names never take the same subject.
 * @param isWanted which subjects are taken; all unless told.
 */
export function bindingsOf(
  bindings: Bindings,
  view: AsOfView,
  isWanted: (subject: Subject) => boolean = () => true,
): BoundNames[] {
  let ways: BoundNames[] = [new Map()];
  for (const [name, binding] of bindings) {
    ways = ways.flatMap((way) =>
      binding
        .choices(view, way)
        .filter((choice) => !isTaken(way, choice) && (!choice.subject || isWanted(choice.subject)))
        .map((choice) => new Map([...way, [name, choice]])),
    );
  }
  return ways;
}

function isTaken(way: BoundNames, { subject }: Bound): boolean {
  return subject !== undefined && way.values().some((bound) => bound.subject?.id === subject.id);
}

/** The signal that a name of this finding stands for; undefined when it names no signal. */
export function outcomeOf(named: Named, bound: BoundNames, signals: Signals): Outcome | undefined;

export function outcomeOf(
  named: Named,
  bound: BoundNames,
  signals: SignalValues,
): ValueOutcome | undefined;

export function outcomeOf(
  named: Named,
  bound: BoundNames,
  signals: SignalValues,
): ValueOutcome | undefined {
  return named.kind === "signal" ? bound.get(named.binding)?.outcome(named, signals) : undefined;
}

/** The plain value of a name in this finding, for a rule; undefined when it is not available. */
export function valueOf(
  named: Named,
  bound: BoundNames,
  edition: RuleDay,
): number | string | undefined {
  if (named.kind === "signal") {
    const outcome = outcomeOf(named, bound, edition.signals);
    return outcome?.ok ? outcome.signal.value : undefined;
  }
  if (named.kind === "edition") {
    return named.name === "weekday" ? WEEKDAYS[weekday(edition.day)] : edition.day;
  }
  return bound.get(named.binding)?.value(named.name, edition.day);
}

/** A rule's value for one binding; undefined where a value it reads is not available. */
export function evaluate(
  rule: Rule,
  bound: BoundNames,
  day: RuleDay,
): boolean | number | string | undefined {
  const values: (number | string)[] = [];
  for (const named of rule.reads) {
    const value = valueOf(named, bound, day);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return rule.evaluate(values);
}

/** Whether a single name keeps a condition from holding for one binding; costs no more values than it takes to tell. */
export function isRuledOut(rule: Rule, bound: BoundNames, day: RuleDay): boolean {
  return rule.needs.some(({ named, isMet }) => {
    const value = valueOf(named, bound, day);
    return typeof value !== "number" || !isMet(value);
  });
}
