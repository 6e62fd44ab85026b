import { Environment, type ASTNode } from "@marcbachmann/cel-js";
import { fill } from "../../base/text.ts";
import type { Bindings } from "../../narrate/bindable/bindable.ts";
import type { Scale } from "../../narrate/scales/scale.ts";
import type { RuleWords } from "../theme/rule-words.ts";

/** What a rule is told with. */
export interface RuleTeller {
  readonly words: RuleWords;
  readonly scales: ReadonlyMap<string, Scale>;
  readonly bindings: Bindings;
  /** Name of a subject by its id. */
  nameOf(id: string): string;
}

type Comparison = keyof RuleWords["comparisons"];
type Operator = keyof RuleWords["operators"];

/** A rule's conditions in words; all of them must hold. What has no words of its own stands as it is written. */
export function tellRule(source: string, teller: RuleTeller): string[] {
  const parsed = new Environment({ unlistedVariablesAreDyn: true }).parse(source).ast;
  return conjuncts(parsed).map((node) => tell(node, teller));
}

/** What a path such as `asset.close.rsi14` is called. */
export function tellPath(path: readonly string[], teller: RuleTeller): string {
  const { words } = teller;
  const [head = "", second = "", third] = path;
  if (head === "edition") return words.fields[second] ?? path.join(".");
  if (third !== undefined)
    return fill(words.signals[third] ?? `${third} ({of})`, { of: measured(path, teller) });
  const subject = named(head, teller);
  return ownedBy(subject, words.fields[second] ?? second, words);
}

/** What a signal is measured of. */
function measured([head = "", second = ""]: readonly string[], teller: RuleTeller): string {
  const { words, bindings } = teller;
  const subject = named(head, teller);
  if (bindings.get(head)?.of) return subject;
  return ownedBy(subject, words.quantities[second] ?? second, words);
}

/** A quantity's words may say for themselves where the subject stands in them. */
function ownedBy(subject: string, quantity: string, { owned, ownedBehind }: RuleWords): string {
  if (quantity.includes("{subject}")) return fill(quantity, { subject });
  const [, pattern = owned] =
    Object.entries(ownedBehind).find(([ending]) => subject.endsWith(ending)) ?? [];
  return fill(pattern, { subject, quantity });
}

function named(name: string, teller: RuleTeller): string {
  const { words, bindings, nameOf } = teller;
  const binding = bindings.get(name);
  if (binding?.of) {
    const [first = "", second = ""] = binding.of.map((each) => named(each, teller));
    return fill(words.pair, { first, second });
  }
  return binding?.only === undefined ? fill(words.bound, { name }) : nameOf(binding.only);
}

function conjuncts(node: ASTNode): ASTNode[] {
  return node.op === "&&" ? node.args.flatMap(conjuncts) : [node];
}

function tell(node: ASTNode, teller: RuleTeller): string {
  const path = pathOf(node);
  if (path) return tellPath(path, teller);
  if (node.op === "value") return valueWords(node.args);
  const { comparisons, operators } = teller.words;
  if (node.op in comparisons) return tellComparison(node, node.op as Comparison, teller);
  if (node.op === "!_") return fill(operators["!"], { right: tell(node.args, teller) });
  if (node.op === "-_")
    return node.args.op === "value"
      ? valueWords(`-${String(node.args.args)}`)
      : fill(operators.minus, { right: tell(node.args, teller) });
  if (node.op === "?:") {
    const [condition, yes, no] = node.args.map((each) => tell(each, teller));
    return fill(teller.words.choice, { condition: condition!, yes: yes!, no: no! });
  }
  if (node.op in operators) {
    const [left, right] = node.args as [ASTNode, ASTNode];
    const values = { left: tell(left, teller), right: tell(right, teller) };
    return fill(operators[node.op as Operator], values);
  }
  return tellCall(node, teller) ?? node.input.slice(node.start, node.end);
}

function tellCall(node: ASTNode, teller: RuleTeller): string | undefined {
  if (node.op !== "call") return undefined;
  const [name, given] = node.args;
  const { functions, bandOf } = teller.words;
  const banded = bandedBy(node, teller);
  if (banded) return fill(bandOf, banded);
  if (!Object.hasOwn(functions, name)) return undefined;
  const values = given.map((each) => tell(each, teller)).join(", ");
  return fill(functions[name as keyof typeof functions], { values });
}

function tellComparison(node: ASTNode, op: Comparison, teller: RuleTeller): string {
  const [left, right] = node.args as [ASTNode, ASTNode];
  const { words } = teller;
  const banded = bandedBy(left, teller);
  const isNamed = right.op === "value" && (op === "==" || op === "!=");
  if (banded && isNamed)
    return fill(op === "==" ? words.inBand : words.notInBand, {
      ...banded,
      band: valueWords(right.args),
    });
  const flagged = isNamed && op === "==" && flagOf(left, Number(right.args), teller);
  if (flagged) return flagged;
  const isQuantity = right.op === "value" && pathOf(left)?.[1] === "quantity";
  const value = isQuantity ? words.quantities[String(right.args)] : undefined;
  const told = { left: tell(left, teller), right: value ?? tell(right, teller) };
  return fill(words.comparisons[op], told);
}

/** What a signal that can be 1 or 0 alone says by its value; undefined for any other. */
function flagOf(node: ASTNode, value: number, teller: RuleTeller): string | undefined {
  const path = pathOf(node) ?? [];
  const flag = teller.words.flags[path[2] ?? ""];
  if (!flag || (value !== 0 && value !== 1)) return undefined;
  return fill(value === 1 ? flag.yes : flag.no, { of: measured(path, teller) });
}

/** The value and the scale of a `band("scale", value)`. */
function bandedBy(
  node: ASTNode,
  teller: RuleTeller,
): { readonly value: string; readonly scale: string } | undefined {
  if (node.op !== "call" || node.args[0] !== "band") return undefined;
  const [scale, value] = node.args[1] as [ASTNode, ASTNode];
  const id = valueWords(scale.args);
  return { value: tell(value, teller), scale: teller.scales.get(id)?.title ?? id };
}

/** `a.b.c` as its parts; undefined for any other node. */
function pathOf(node: ASTNode): string[] | undefined {
  if (node.op === "id") return [node.args];
  if (node.op !== ".") return undefined;
  const above = pathOf(node.args[0]);
  return above && [...above, node.args[1]];
}

function valueWords(value: unknown): string {
  return String(value).replace(/^-/, "\u2212");
}
