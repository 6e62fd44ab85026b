import fc from "fast-check";
import { expect, test } from "vitest";
import { clausesOf } from "../../generator/narrate/rules/clauses.ts";
import { compileRule, type Rule } from "../../generator/narrate/rules/rule.ts";
import { bindingsFor, ground } from "../support/bundle.ts";

const context = { ...ground, bindings: bindingsFor({ asset: "crypto" }) };

function rule(source: string): Rule {
  const compiled = compileRule(source, "bool", context, () => ({ file: "x", line: 1, column: 1 }));
  if (Array.isArray(compiled)) throw new Error(JSON.stringify(compiled));
  return compiled;
}

const sources = (source: string): string[] =>
  clausesOf(rule(source), context).map((each) => each.source);

test.each([
  ["asset.close.rsi14 > 70", ["asset.close.rsi14 > 70"]],
  [
    "asset.close.rsi14 > 70 && (asset.close.change1 < 0.0 || asset.close.change5 < 0.0)",
    ["asset.close.rsi14 > 70", "asset.close.change1 < 0.0 || asset.close.change5 < 0.0"],
  ],
  [
    '!(band("rsi", asset.close.rsi14) == "firm") && asset.close.change1 < 0.0',
    ['!(band("rsi", asset.close.rsi14) == "firm")', "asset.close.change1 < 0.0"],
  ],
])("%s has the conditions %j", (source, expected) => {
  expect(sources(source)).toEqual(expected);
});

test("a rule holds exactly where all of its conditions do", () => {
  const leaf = fc
    .tuple(
      fc.constantFrom("asset.close.rsi14", "asset.close.change1"),
      fc.constantFrom(">", "<"),
      fc.integer({ min: 0, max: 9 }),
    )
    .map(([name, sign, value]) => `${name} ${sign} ${value}`);
  const { tree } = fc.letrec<{ tree: string }>((tie) => ({
    tree: fc.oneof(
      { depthSize: "small" },
      leaf,
      fc
        .tuple(tie("tree"), fc.constantFrom("&&", "||"), tie("tree"))
        .map(([a, by, b]) => `(${a}) ${by} (${b})`),
      tie("tree").map((inner) => `!(${inner})`),
    ),
  }));
  fc.assert(
    fc.property(
      tree,
      fc.integer({ min: 0, max: 9 }),
      fc.integer({ min: 0, max: 9 }),
      (source, rsi14, change1) => {
        const given: Record<string, number> = { rsi14, change1 };
        const valueOf = (each: Rule): unknown =>
          each.evaluate(each.reads.map((named) => given["name" in named ? named.name : ""]!));
        const clauses = clausesOf(rule(source), context);
        expect(clauses.every((each) => valueOf(each) === true)).toBe(valueOf(rule(source)));
      },
    ),
    { numRuns: 60 },
  );
});
