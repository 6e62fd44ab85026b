import type { Code } from "../../base/codes.ts";
import { Environment, type ASTNode } from "@marcbachmann/cel-js";
import { memoize, once, weakMemoize } from "../../base/memo.ts";
import { suggestion } from "../../base/nearest.ts";
import { mistake, type Problem } from "../../base/problem.ts";
import type { BindableKit, Nameable } from "../bindable/bindable.ts";
import { typeOf, type Named } from "../bindable/named.ts";
import { closureOf, type Closure, type Value } from "./closure.ts";
import { literal, needsOf, pathOf, type Need } from "./needs.ts";
import { resolve } from "./names.ts";
import { bandOf, type Scale } from "../scales/scale.ts";

/** A CEL expression checked against what may be named; evaluated with the values of its names. */
export interface Rule {
  readonly source: string;
  /** Every name the expression reads, once each. */
  readonly reads: readonly Named[];
  /** Every scale that a `band(…)` of the expression uses, once each. */
  readonly scales: readonly Scale[];
  /** Evaluates with a value for each of `reads`, in their order. Numbers come back as `number`. */
  evaluate(values: readonly (number | string)[]): Value;
  /** What must be true of single names for a condition to hold: that one of them is not rules it out without the others. */
  readonly needs: readonly Need[];
}

/** What rules and texts are read with. */
export interface RuleContext extends Nameable {
  readonly scales: ReadonlyMap<string, Scale>;
  /** Cases in which the language of the texts inflects names; undefined where its vocabulary was not read. */
  readonly cases?: ReadonlySet<string>;
}

/** The same for all rules and texts of a publication: each has bindings of its own. */
export type RuleGround = Omit<RuleContext, "bindings"> & BindableKit;

/** What an expression has to give: `value` is anything. */
export type Wanted = "bool" | "number" | "value";

/** Where an expression stands, for messages. */
export interface RulePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/**
 * Compiles an expression. Its names are resolved, its scales and bands looked up, its types checked.
 * @param place asked for where something is wrong.
 * @param isProven whether its types were found to fit before, so that they need not be checked again.
 * @returns the rule, or every mistake found with its place.
 */
export function compileRule(
  source: string,
  wanted: Wanted,
  context: RuleContext,
  place: () => RulePlace,
  isProven = false,
): Rule | Problem[] {
  const problems: Problem[] = [];
  const report = (offset: number, code: Code, message: string, advice?: string): void => {
    const { file, line, column } = place();
    problems.push({
      code,
      file,
      line,
      column: column + offset,
      message,
      ...(advice ? { advice } : {}),
    });
  };
  let tree: ASTNode;
  try {
    tree = UNTYPED.parse(source).ast;
  } catch (error) {
    report(
      errorOffset(error),
      "expression",
      `"${source}" is not an expression: ${summaryOf(error)}.`,
      "Expected a condition such as asset.close.rsi14 >= 70.",
    );
    return problems;
  }
  const reads = new Map<string, Named>();
  const scales = new Set<Scale>();
  walk(tree, (node) => {
    const path = pathOf(node);
    if (path) {
      const named = resolve(path, context);
      if (named.kind === "unknown")
        report(node.start, "unknown-signal", named.message, named.advice);
      else reads.set(path.join("."), named);
      return false;
    }
    checkBands(node, context.scales, report);
    const scale = context.scales.get(scaleNameOf(node) ?? "");
    if (scale) scales.add(scale);
    return true;
  });
  if (problems.length > 0) return problems;
  const environment = once(() => environmentFor(reads, context.scales));
  if (!isProven) {
    const checked = environment().check(source);
    if (!checked.valid) {
      report(
        errorOffset(checked.error),
        "expression-type",
        `"${source}": ${summaryOf(checked.error)}.`,
        "Compare numbers with numbers and texts with texts.",
      );
      return problems;
    }
    const fits =
      wanted === "value" ||
      (wanted === "bool"
        ? checked.type === "bool"
        : ["int", "double", "uint"].includes(checked.type ?? ""));
    if (!fits) {
      report(
        0,
        "expression-type",
        `"${source}" gives a ${checked.type}; expected ${wanted === "bool" ? "true or false" : "a number"}.`,
      );
      return problems;
    }
  }
  return {
    source,
    reads: [...reads.values()],
    scales: [...scales],
    needs: needsOf(tree, reads, context.scales),
    evaluate:
      closureOf(tree, reads, context.scales) ?? byCel(source, [...reads.keys()], environment),
  };
}

/** An expression as CEL itself evaluates it. */
function byCel(source: string, paths: readonly string[], environment: () => Environment): Closure {
  const parsed = once(() => environment().parse(source));
  return (values) => {
    const result: unknown = parsed()(nest(paths.map((path, at) => [path, values[at]])));
    return typeof result === "bigint" ? Number(result) : (result as Value);
  };
}

/** A rule that was found without a mistake before: it is compiled when any of it is asked for. @throws Failure (2) */
export function provenRule(
  source: string,
  wanted: Wanted,
  context: RuleContext,
  place: () => RulePlace,
): Rule {
  let compiled: Rule | undefined;
  const whole = (): Rule => {
    if (compiled) return compiled;
    const rule = compileRule(source, wanted, context, place, true);
    if (Array.isArray(rule)) throw mistake(rule);
    return (compiled = rule);
  };
  return {
    source,
    get reads() {
      return whole().reads;
    },
    get scales() {
      return whole().scales;
    },
    get needs() {
      return whole().needs;
    },
    evaluate: (values) => whole().evaluate(values),
  };
}

/** Reads an expression before it is known what its names stand for. */
const UNTYPED = new Environment({ unlistedVariablesAreDyn: true });

const partsOf = memoize((path: string) => path.split("."));

/** Nests values by their dotted path, as an expression reads them. */
function nest(entries: Iterable<readonly [string, unknown]>): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (const [path, value] of entries) {
    const parts = partsOf(path);
    let at = root;
    for (const part of parts.slice(0, -1)) at = (at[part] ??= {}) as Record<string, unknown>;
    at[parts.at(-1) as string] = value;
  }
  return root;
}

/** Arithmetic between whole and decimal numbers, which CEL itself leaves out. */
const MIXED = ["+", "-", "*", "/"] as const;
const ARITHMETIC: Readonly<Record<(typeof MIXED)[number], (a: number, b: number) => number>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
};

function environmentFor(
  reads: ReadonlyMap<string, Named>,
  scales: ReadonlyMap<string, Scale>,
): Environment {
  const environment = languageOf(scales).clone();
  const schema = nest(
    [...reads].map(([path, named]) => [path, typeOf(named) === "number" ? "double" : "string"]),
  );
  for (const [name, fields] of Object.entries(schema)) {
    environment.registerVariable({ name, schema: fields as Record<string, string> });
  }
  return environment;
}

/** What every rule may use besides its names. */
const languageOf = weakMemoize((scales: ReadonlyMap<string, Scale>): Environment => {
  const environment = new Environment();
  for (const operator of MIXED) {
    const compute = ARITHMETIC[operator];
    environment.registerOperator(`int ${operator} double: double`, (a: bigint, b: number) =>
      compute(Number(a), b),
    );
    environment.registerOperator(`double ${operator} int: double`, (a: number, b: bigint) =>
      compute(a, Number(b)),
    );
  }
  environment.registerFunction("abs(double): double", (value: number) => Math.abs(value));
  environment.registerFunction("min(double, double): double", (a: number, b: number) =>
    Math.min(a, b),
  );
  environment.registerFunction("max(double, double): double", (a: number, b: number) =>
    Math.max(a, b),
  );
  environment.registerFunction(
    "band(string, double): string",
    (id: string, value: number) => bandOf(scales.get(id) as Scale, value).id,
  );
  return environment;
});

function checkBands(
  node: ASTNode,
  scales: ReadonlyMap<string, Scale>,
  report: (offset: number, code: Code, message: string, advice?: string) => void,
): void {
  if (node.op === "call" && node.args[0] === "band") {
    const id = literal(node.args[1][0]);
    if (id === undefined)
      report(node.start, "unknown-scale", "band() takes the name of a scale in quotes first.");
    else if (!scales.has(id))
      report(
        node.start,
        "unknown-scale",
        `There is no scale "${id}".`,
        suggestion(id, scales.keys()),
      );
  }
  if (node.op !== "==" && node.op !== "!=") return;
  for (const [call, other] of [node.args, [node.args[1], node.args[0]]] as const) {
    if (call.op !== "call" || call.args[0] !== "band") continue;
    const scale = scales.get(literal(call.args[1][0]) ?? "");
    const band = literal(other);
    if (!scale || band === undefined || scale.bands.some((each) => each.id === band)) continue;
    report(
      other.start,
      "unknown-band",
      `The scale "${scale.id}" has no band "${band}".`,
      suggestion(
        band,
        scale.bands.map((each) => each.id),
      ),
    );
  }
}

/** The scale named by a `band("…", …)`. */
function scaleNameOf(node: ASTNode): string | undefined {
  return node.op === "call" && node.args[0] === "band" ? literal(node.args[1][0]) : undefined;
}

/** Visits a node and, where `visit` answers true, what it holds. */
function walk(node: ASTNode, visit: (node: ASTNode) => boolean): void {
  if (!visit(node)) return;
  const descend = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(descend);
    else if (typeof value === "object" && value !== null && "op" in value)
      walk(value as ASTNode, visit);
  };
  descend(node.args);
}

interface CelError {
  readonly summary?: string;
  readonly message?: string;
  readonly range?: { readonly start: number };
}

function errorOffset(error: unknown): number {
  return (error as CelError | undefined)?.range?.start ?? 0;
}

function summaryOf(error: unknown): string {
  const { summary, message } = (error ?? {}) as CelError;
  return summary ?? message?.split("\n")[0] ?? "it cannot be read";
}
