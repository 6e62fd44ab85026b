import { Environment } from "@marcbachmann/cel-js";
import fc from "fast-check";
import { expect, test } from "vitest";
import { keyOf, typeOf, type Named } from "../../generator/narrate/bindable/named.ts";
import type { Narrative } from "../../generator/narrate/narrative.ts";
import { closureOf } from "../../generator/narrate/rules/closure.ts";
import { compileRule, type Rule } from "../../generator/narrate/rules/rule.ts";
import { bandOf } from "../../generator/narrate/scales/scale.ts";
import { bindingsFor, ground, scales } from "../support/bundle.ts";
import { narratives } from "../support/edition.ts";

/** CEL by itself, which finds out the types as it goes. */
const cel = new Environment({ unlistedVariablesAreDyn: true })
  .registerFunction("abs(double): double", (value: number) => Math.abs(value))
  .registerFunction("min(double, double): double", (a: number, b: number) => Math.min(a, b))
  .registerFunction("max(double, double): double", (a: number, b: number) => Math.max(a, b))
  .registerFunction(
    "band(string, double): string",
    (id: string, value: number) => bandOf(scales.get(id)!, value).id,
  );
const ARITHMETIC: Record<string, (a: number, b: number) => number> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
};
for (const [operator, compute] of Object.entries(ARITHMETIC)) {
  cel.registerOperator(`int ${operator} double: double`, (a: bigint, b: number) =>
    compute(Number(a), b),
  );
  cel.registerOperator(`double ${operator} int: double`, (a: number, b: bigint) =>
    compute(a, Number(b)),
  );
}

const number = fc.oneof(
  fc.integer({ min: -5, max: 105 }),
  fc.double({ min: -1e3, max: 1e3, noNaN: true }),
  fc.constantFrom(0, -0, 0.5, 30, 70, 1e12),
);
const word = fc.constantFrom("btc", "XNYS", "crypto share", "2025-05-08", "");

function byCel(source: string, reads: readonly Named[], values: readonly unknown[]): unknown {
  const nested: Record<string, Record<string, unknown>> = {};
  for (const [at, named] of reads.entries()) {
    const [head = "", second = "", third] = keyOf(named).split(".");
    const inner = (nested[head] ??= {});
    if (third === undefined) inner[second] = values[at];
    else ((inner[second] ??= {}) as Record<string, unknown>)[third] = values[at];
  }
  const result: unknown = cel.evaluate(source, nested);
  return typeof result === "bigint" ? Number(result) : result;
}

/** Values for which a rule gives something else than CEL does; undefined where none are found. */
function valuesThatDiffer({ source, reads, evaluate }: Rule, numRuns: number): unknown {
  const given = fc.tuple(...reads.map((each) => (typeOf(each) === "number" ? number : word)));
  const same = fc.property(given, (values) =>
    Object.is(evaluate(values), byCel(source, reads, values)),
  );
  return fc.check(same, { numRuns }).counterexample ?? undefined;
}

function rulesOf({ when, salience, same, parts, questions }: Narrative): Rule[] {
  const texts = [
    ...Object.values(parts).flat(),
    ...questions.flatMap(({ question, answers }) => [question, ...answers]),
  ];
  const conditions = texts.flatMap(({ rules }) => [...rules.values()]);
  return [when, salience, ...(same ? [same] : []), ...conditions];
}

test("rules of the pack need no walk along their tree, and give what CEL gives", () => {
  const rules = new Map(narratives.flatMap(rulesOf).map((rule) => [rule.source, rule]));
  expect(rules.size).toBeGreaterThan(500);
  const walked = [...rules.values()].filter(({ source, reads }) => {
    const named = new Map(reads.map((each) => [keyOf(each), each]));
    return closureOf(cel.parse(source).ast, named, scales) === undefined;
  });
  expect(walked.map(({ source }) => source)).toEqual([]);
  for (const rule of rules.values())
    expect([rule.source, valuesThatDiffer(rule, 5)]).toEqual([rule.source, undefined]);
});

const bindings = bindingsFor({ asset: "crypto" });

function compiled(source: string): Rule {
  const rule = compileRule(source, "value", { ...ground, bindings }, () => ({
    file: "x.md",
    line: 1,
    column: 1,
  }));
  if (Array.isArray(rule)) throw new Error(`${source}: ${rule[0]?.message}`);
  return rule;
}

test("expressions of any shape give what CEL gives", () => {
  const { decimal, truth } = fc.letrec<{ decimal: string; truth: string }>((tie) => ({
    decimal: fc.oneof(
      { depthSize: "small" },
      fc.constantFrom("asset.close.rsi14", "asset.close.change1", "2.5", "-0.5"),
      fc
        .tuple(tie("decimal"), fc.constantFrom("+", "-", "*", "/"), fc.constantFrom("2", "-3", "0"))
        .map(([a, operator, b]) => `(${a} ${operator} ${b})`),
      fc
        .tuple(tie("decimal"), fc.constantFrom("+", "-", "*", "/"), tie("decimal"))
        .map(([a, operator, b]) => `(${a} ${operator} ${b})`),
      fc
        .tuple(fc.constantFrom("min", "max"), tie("decimal"), tie("decimal"))
        .map(([name, a, b]) => `${name}(${a}, ${b})`),
      tie("decimal").map((a) => `abs(${a})`),
      tie("decimal").map((a) => `-(${a})`),
      fc
        .tuple(tie("truth"), tie("decimal"), tie("decimal"))
        .map(([condition, a, b]) => `(${condition} ? ${a} : ${b})`),
    ),
    truth: fc.oneof(
      { depthSize: "small" },
      fc
        .tuple(
          tie("decimal"),
          fc.constantFrom("<", "<=", ">", ">=", "==", "!="),
          fc.oneof(tie("decimal"), fc.constant("asset.close.change5")),
        )
        .map(([a, operator, b]) => `${a} ${operator} ${b}`),
      fc
        .tuple(tie("decimal"), fc.constantFrom("<", "<=", ">", ">="), fc.constantFrom("2", "-3"))
        .map(([a, operator, b]) => `${a} ${operator} ${b}`),
      fc
        .tuple(tie("truth"), fc.constantFrom("&&", "||"), tie("truth"))
        .map(([a, operator, b]) => `(${a}) ${operator} (${b})`),
      tie("truth").map((a) => `!(${a})`),
      fc.constantFrom(
        'asset.id == "btc"',
        '"XNYS" != asset.calendar',
        'asset.covered.contains("share")',
        'asset.name.endsWith("c")',
        'band("rsi", asset.close.rsi14) == "firm"',
        "true",
      ),
    ),
  }));
  fc.assert(
    fc.property(fc.oneof(decimal, truth), (source) => {
      expect(valuesThatDiffer(compiled(source), 3)).toBeUndefined();
    }),
    { numRuns: 400 },
  );
});

test.each([
  ["7 / 2", 3],
  ["7 - 9 * 2", -11],
  ["-7", -7],
  ["2 + 3 * 4 == 14", true],
  ['asset.id in ["btc", "eth"]', true],
  ["asset.id.size() == 3", true],
])("%s, which CEL alone evaluates, is %s", (source, expected) => {
  const rule = compiled(source);
  expect(rule.evaluate(rule.reads.map(() => "btc"))).toBe(expected);
});
