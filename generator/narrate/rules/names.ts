import {
  CLAIM_FIGURES,
  QUANTITIES,
  SUBJECT_KINDS,
  type Catalogue,
  type Quantity,
} from "../../publication/catalogue.ts";
import { oncePer } from "../../base/memo.ts";
import { suggestion } from "../../base/nearest.ts";
import type { Measures } from "../../measure/measures.ts";
import { classOf } from "../../measure/quantity-class.ts";

/** What a name of `for:` stands for: a subject of a kind, one subject, a reported claim, or two of the names above as a pair. */
export type Binding =
  | { readonly as: "subject"; readonly kind?: string; readonly only?: string }
  | { readonly as: "claim" }
  | { readonly as: "pair"; readonly of: readonly [string, string] };

export type Bindings = ReadonlyMap<string, Binding>;

/** `for:` values that are not a subject's kind or id. */
const CLAIM_KIND = "reported_claim";

const SUBJECT_TEXTS = ["id", "kind", "name", "symbol", "proxy"] as const;

const CLAIM_TEXTS = ["subject", "quantity", "reporter", "medium", "posted"] as const;

const CLAIM_NUMBERS = ["ageDays"] as const;

const EDITION_NAMES = ["date", "cutoff", "weekday"] as const;

/** What a path such as `asset.close.rsi14` names. */
export type Named =
  | {
      readonly kind: "signal";
      readonly binding: string;
      readonly quantity: string;
      readonly name: string;
      readonly type: "number" | "date";
    }
  | { readonly kind: "text"; readonly binding: string; readonly name: string }
  | { readonly kind: "claim-figure"; readonly binding: string; readonly name: string }
  | { readonly kind: "claim-number"; readonly binding: string; readonly name: string }
  | { readonly kind: "edition"; readonly name: string };

/** Why a path names nothing, and what would. */
export interface Unknown {
  readonly kind: "unknown";
  readonly message: string;
  readonly advice: string;
}

/** What a name may stand for: what `for` binds, what is declared, and what is measured of it. */
export interface Nameable {
  readonly bindings: Bindings;
  readonly catalogue: Catalogue;
  readonly measures: Measures;
}

/** Resolves a path of a rule or template against the declared signals. */
export function resolve(path: readonly string[], nameable: Nameable): Named | Unknown {
  const { bindings, measures } = nameable;
  const [head = "", second = "", third, ...rest] = path;
  const text = path.join(".");
  if (head === "edition" && third === undefined) {
    return (EDITION_NAMES as readonly string[]).includes(second)
      ? { kind: "edition", name: second }
      : unknown(`"${text}" is not known of an edition.`, second, EDITION_NAMES);
  }
  const binding = bindings.get(head);
  if (!binding)
    return unknown(`"${text}" starts with "${head}", which \`for\` does not bind.`, head, [
      ...bindings.keys(),
      "edition",
    ]);
  if (rest.length > 0) {
    return {
      kind: "unknown",
      message: `"${text}" has ${path.length} parts.`,
      advice: "Expected binding.quantity.signal.",
    };
  }
  if (binding.as === "claim") return claimName(head, second, third, text);
  if (binding.as === "pair") return pairName(head, second, third, text, measures);
  return subjectName(head, second, third, text, binding, nameable);
}

function claimName(
  binding: string,
  name: string,
  third: string | undefined,
  text: string,
): Named | Unknown {
  const has = (list: readonly string[]): boolean => third === undefined && list.includes(name);
  if (has(CLAIM_TEXTS)) return { kind: "text", binding, name };
  if (has(CLAIM_NUMBERS)) return { kind: "claim-number", binding, name };
  if (has(CLAIM_FIGURES)) return { kind: "claim-figure", binding, name };
  return unknown(`"${text}" is not known of a claim.`, name, [
    ...CLAIM_TEXTS,
    ...CLAIM_NUMBERS,
    ...CLAIM_FIGURES,
  ]);
}

function pairName(
  binding: string,
  quantity: string,
  name: string | undefined,
  text: string,
  { pairSignals }: Measures,
): Named | Unknown {
  if (quantity !== "returns")
    return unknown(`"${text}": a pair has no "${quantity}".`, quantity, ["returns"]);
  const declared = pairSignals.get(name ?? "");
  if (!declared)
    return unknown(`"${text}" is not a signal of a pair.`, name ?? "", pairSignals.keys());
  return { kind: "signal", binding, quantity, name: declared.name, type: declared.type };
}

function subjectName(
  binding: string,
  second: string,
  name: string | undefined,
  text: string,
  bound: Extract<Binding, { as: "subject" }>,
  { catalogue, measures: { signals } }: Nameable,
): Named | Unknown {
  if (name === undefined) {
    if ((SUBJECT_TEXTS as readonly string[]).includes(second))
      return { kind: "text", binding, name: second };
    return unknown(`"${text}" is not known of a subject.`, second, [
      ...SUBJECT_TEXTS,
      ...QUANTITIES,
    ]);
  }
  const quantities = quantitiesOf(bound, catalogue);
  if (!quantities.has(second)) {
    return unknown(
      `"${text}": no ${bound.only ?? bound.kind} has the quantity "${second}".`,
      second,
      quantities,
    );
  }
  const declared = signals.get(name);
  if (!declared) return unknown(`"${text}": there is no signal "${name}".`, name, signals.keys());
  const kind = classOf(second as Quantity);
  if (!declared.classes.includes(kind)) {
    const fitting = [...signals.values()]
      .filter((each) => each.classes.includes(kind))
      .map((each) => each.name);
    return unknown(
      `"${text}": the signal "${name}" is not measured of "${second}" (a ${kind}).`,
      name,
      fitting,
    );
  }
  return { kind: "signal", binding, quantity: second, name, type: declared.type };
}

const SHORT = ["shortInterest", "shortInterestOfFloat", "shortInterestCoverage", "daysToCover"];

/** What a narrative may name of a kind whether the publication measures it or not. */
const ALWAYS: Readonly<Record<string, readonly string[]>> = {
  equity_index: SHORT,
  crypto_equity: SHORT,
  ratio: ["volume"],
};

/** Quantities declared for any subject a binding may take, and those that are always allowed. */
function quantitiesOf(
  bound: Extract<Binding, { as: "subject" }>,
  catalogue: Catalogue,
): ReadonlySet<string> {
  const known = quantitiesKnown(catalogue);
  const key = bound.only ?? `kind ${bound.kind}`;
  let found = known.get(key);
  if (found === undefined) known.set(key, (found = readQuantities(bound, catalogue)));
  return found;
}

/** By subject or kind: every name of every template asks. */
const quantitiesKnown = oncePer<Catalogue, Map<string, ReadonlySet<string>>>(() => new Map());

function readQuantities(
  bound: Extract<Binding, { as: "subject" }>,
  catalogue: Catalogue,
): Set<string> {
  const found = new Set<string>(ALWAYS[bound.kind ?? ""]);
  for (const { id, secondOf } of catalogue.series.values()) {
    if (secondOf !== undefined) continue;
    const [subject = "", quantity = ""] = id.split(".");
    if (subject === bound.only || catalogue.subjects.get(subject)?.kind === bound.kind)
      found.add(quantity);
  }
  return found;
}

/** Reads one value of `for:`. */
export function bindingOf(
  value: string | readonly [string, string],
  catalogue: Catalogue,
  earlier: Iterable<string>,
): Binding | Unknown {
  if (typeof value !== "string") {
    const names = [...earlier];
    const missing = value.find((name) => !names.includes(name));
    if (missing !== undefined)
      return unknown(`The pair names "${missing}", which is not bound before it.`, missing, names);
    return { as: "pair", of: value };
  }
  if (value === CLAIM_KIND) return { as: "claim" };
  if ((SUBJECT_KINDS as readonly string[]).includes(value)) return { as: "subject", kind: value };
  const subject = catalogue.subjects.get(value);
  if (subject) return { as: "subject", only: value };
  return unknown(`"${value}" is neither a kind nor a declared subject.`, value, [
    ...SUBJECT_KINDS,
    CLAIM_KIND,
    ...catalogue.subjects.keys(),
  ]);
}

function unknown(message: string, name: string, candidates: Iterable<string>): Unknown {
  return { kind: "unknown", message, advice: suggestion(name, candidates) };
}

/** The dotted path of a name, one string for each. */
export function keyOf(named: Named): string {
  if (named.kind === "signal") return `${named.binding}.${named.quantity}.${named.name}`;
  if (named.kind === "edition") return `edition.${named.name}`;
  return `${named.binding}.${named.name}`;
}
