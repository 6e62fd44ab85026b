import { suggestion } from "../../base/nearest.ts";
import type { SignalType } from "../../measure/signal.ts";

/** A signal that a path such as `asset.close.rsi14` names. */
export interface NamedSignal {
  readonly kind: "signal";
  readonly binding: string;
  readonly quantity: string;
  readonly name: string;
  readonly type: SignalType;
}

/**
 * What a path names of what it is about, besides signals. `text`: words; `day`: a day, which prints as a date or by its weekday;
 * `figure`: a number that it prints; `number`: one that decides rules and conditions alone.
 */
export interface NamedValue {
  readonly kind: "text" | "day" | "figure" | "number";
  readonly binding: string;
  readonly name: string;
  /** What a text prints in place of a `number`. */
  readonly instead?: string;
}

/** What a path of a rule or a template names. */
export type Named = NamedSignal | NamedValue | { readonly kind: "edition"; readonly name: string };

/** Why a path names nothing, and what would. */
export interface Unknown {
  readonly kind: "unknown";
  readonly message: string;
  readonly advice: string;
}

/** A name that nothing has, with the nearest of those that something has. */
export function unknown(message: string, name: string, candidates: Iterable<string>): Unknown {
  return { kind: "unknown", message, advice: suggestion(name, candidates) };
}

/** The dotted path of a name, one string for each. */
export function keyOf(named: Named): string {
  if (named.kind === "signal") return `${named.binding}.${named.quantity}.${named.name}`;
  if (named.kind === "edition") return `edition.${named.name}`;
  return `${named.binding}.${named.name}`;
}

/** How the value of a name is held in rules and examples. */
export function typeOf(named: Named): "number" | "string" {
  if (named.kind === "signal") return named.type === "number" ? "number" : "string";
  return named.kind === "figure" || named.kind === "number" ? "number" : "string";
}
