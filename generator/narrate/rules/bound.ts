import { daysBetween, startOfDay, weekday, WEEKDAYS, type Day } from "../../base/day.ts";
import type { AsOfView } from "../../store/asof.ts";
import type { Catalogue, Claim, Subject } from "../../publication/catalogue.ts";
import type { Outcome, Signals, SignalValues, ValueOutcome } from "../../measure/signal.ts";
import type { EditionEvidence } from "../evidence/evidence.ts";
import { type Binding, type Bindings, type Named, keyOf } from "./names.ts";
import { nest, type Rule } from "./rule.ts";

/** What a name of `for:` stands for in one finding. */
export type Bound =
  | { readonly as: "subject"; readonly subject: Subject }
  | { readonly as: "claim"; readonly claim: Claim }
  | { readonly as: "pair"; readonly first: Subject; readonly second: Subject };

export type BoundNames = ReadonlyMap<string, Bound>;

/** The one day's publication and what was known at its cut-off. */
export interface Edition {
  readonly day: Day;
  readonly view: AsOfView;
  readonly signals: Signals;
  /** What followed each rule in the past; left out where nobody asks. */
  readonly evidence?: EditionEvidence;
}

/** What a rule is evaluated with: an edition, or a past day of which only the values are asked for. */
export interface RuleDay {
  readonly day: Day;
  readonly signals: SignalValues;
}

/** Every way to bind the names: all subjects of a kind, all claims seen; two names never take the same subject. */
export function bindingsOf(bindings: Bindings, view: AsOfView): BoundNames[] {
  let ways: Map<string, Bound>[] = [new Map()];
  for (const [name, binding] of bindings) {
    if (binding.as === "pair") {
      for (const way of ways) {
        const [first, second] = binding.of.map((each) => way.get(each));
        if (first?.as === "subject" && second?.as === "subject") {
          way.set(name, { as: "pair", first: first.subject, second: second.subject });
        }
      }
      continue;
    }
    const choices: Bound[] =
      binding.as === "claim"
        ? view.claims().map((claim) => ({ as: "claim", claim }))
        : subjectsFor(binding, view.catalogue).map((subject) => ({ as: "subject", subject }));
    ways = ways.flatMap((way) =>
      choices
        .filter((choice) => !isTaken(way, choice))
        .map((choice) => new Map([...way, [name, choice]])),
    );
  }
  return ways;
}

/** The subjects that a name may stand for. */
export function subjectsFor(
  { only, kind }: Extract<Binding, { as: "subject" }>,
  { subjects }: Catalogue,
): Subject[] {
  return [...subjects.values()].filter((subject) =>
    only ? subject.id === only : subject.kind === kind,
  );
}

function isTaken(way: BoundNames, choice: Bound): boolean {
  return (
    choice.as === "subject" &&
    [...way.values()].some(
      (bound) => bound.as === "subject" && bound.subject.id === choice.subject.id,
    )
  );
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
  if (named.kind !== "signal") return undefined;
  const holder = bound.get(named.binding);
  if (holder?.as === "subject") return signals.read(holder.subject.id, named.quantity, named.name);
  if (holder?.as === "pair") return signals.readPair(holder.first.id, holder.second.id, named.name);
  return undefined;
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
  const holder = bound.get(named.binding);
  if (holder?.as === "subject") return textOf(holder.subject, named.name);
  if (holder?.as === "claim") return ofClaim(holder.claim, named.name, edition);
  return undefined;
}

/** `id`, `kind`, `name`, `symbol` or `proxy` of a subject; its name where it has no proxy. */
export function textOf(subject: Subject, name: string): string {
  return name === "proxy"
    ? (subject.proxy ?? subject.name)
    : (subject[name as "id" | "kind" | "name" | "symbol"] ?? "");
}

function ofClaim(claim: Claim, name: string, edition: RuleDay): number | string | undefined {
  if (name === "ageDays") return daysBetween(claim.seen.slice(0, 10), edition.day);
  if (
    name === "subject" ||
    name === "quantity" ||
    name === "reporter" ||
    name === "medium" ||
    name === "posted"
  )
    return claim[name];
  return claim.figures.find((figure) => figure.name === name)?.value;
}

/** Milliseconds of the edition's cut-off, `HH:MM` UTC on its day. */
export function cutoffOf(day: Day, time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return startOfDay(day) + (hours * 60 + minutes) * 60_000;
}

/** A rule's value for one binding; undefined where a value it reads is not available. */
export function evaluate(
  rule: Rule,
  bound: BoundNames,
  day: RuleDay,
): boolean | number | string | undefined {
  const values: [string, number | string][] = [];
  for (const named of rule.reads) {
    const value = valueOf(named, bound, day);
    if (value === undefined) return undefined;
    values.push([keyOf(named), value]);
  }
  return rule.evaluate(nest(values));
}
