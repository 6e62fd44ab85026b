import { expect, test } from "vitest";
import { keyOf } from "../../generator/narrate/bindable/named.ts";
import { compileRule, type Rule } from "../../generator/narrate/rules/rule.ts";
import { bindingsFor, ground } from "../support/bundle.ts";

const bindings = bindingsFor({
  asset: "crypto",
  index: "equity_index",
  pair: ["index", "asset"],
  claim: "reported_claim",
});

function compile(source: string, wanted: "bool" | "number" = "bool"): Rule | string {
  const rule = compileRule(source, wanted, { ...ground, bindings }, () => ({
    file: "x.md",
    line: 4,
    column: 7,
  }));
  if (!Array.isArray(rule)) return rule;
  return rule
    .map(({ line, column, code, advice }) => `${line}:${column} ${code} ${advice ?? ""}`.trim())
    .join("; ");
}

function value(
  source: string,
  given: Record<string, number | string>,
  wanted: "bool" | "number" = "bool",
): unknown {
  const rule = compile(source, wanted);
  if (typeof rule === "string") throw new Error(rule);
  return rule.evaluate(rule.reads.map((named) => given[keyOf(named)]!));
}

test.each([
  ["asset.close.rsi14 >= 70", { "asset.close.rsi14": 71.5 }, true],
  ["asset.close.rsi14 >= 70", { "asset.close.rsi14": 69.9 }, false],
  ['band("rsi", asset.close.rsi14) == "overbought"', { "asset.close.rsi14": 70 }, true],
  [
    "abs(asset.close.change1) > 5 || asset.close.rsi14 < 30",
    { "asset.close.change1": -6, "asset.close.rsi14": 50 },
    true,
  ],
  ["pair.returns.correlation30Low > 0.2", { "pair.returns.correlation30Low": 0.3 }, true],
  [
    'claim.subject == index.id && claim.quantity == "shortInterest"',
    { "claim.subject": "x", "index.id": "x", "claim.quantity": "shortInterest" },
    true,
  ],
])("%s for %j is %s", (source, given, expected) => {
  expect(value(source, given as unknown as Record<string, number | string>)).toBe(expected);
});

test.each([
  ["asset.close.rsi14 >= 70 && asset.close.change1 < -2.5", ["rsi14", "change1"], [71, -3], true],
  ["asset.close.rsi14 >= 70 && asset.close.change1 < -2.5", ["rsi14", "change1"], [71, 3], false],
  ["abs(asset.close.change1) > 5.0", ["change1"], [-6], true],
  ['band("rsi", asset.close.rsi14) == "overbought"', ["rsi14"], [60], false],
  ["asset.close.rsi14 > 1 || asset.close.change1 > 1", [], [], true],
  ["asset.close.rsi14 > asset.close.change1", [], [], true],
])("%s asks of single names what has to be true of %j", (source, names, values, areMet) => {
  const rule = compile(source);
  if (typeof rule === "string") throw new Error(rule);
  expect(rule.needs.map(({ named }) => "name" in named && named.name)).toEqual(names);
  expect(rule.needs.every(({ isMet }, at) => isMet(values[at]!))).toBe(areMet);
});

test("whole and decimal numbers mix in arithmetic", () => {
  const given = { "asset.close.rsi14": 60 };
  expect(value("40 + asset.close.rsi14 * 0.5", given, "number")).toBe(70);
  expect(value("min(asset.close.rsi14, 5.0) - 1", given, "number")).toBe(4);
  expect(value("max(asset.close.rsi14 / 2, 5.0)", given, "number")).toBe(30);
  expect(value("7", {}, "number")).toBe(7);
});

test.each([
  ["asset.close.rsi41 > 1", '4:7 unknown-signal Did you mean "rsi14"?'],
  ["1 < 2 && asset.clos.rsi14 > 1", '4:16 unknown-signal Did you mean "close"?'],
  ["aset.close.rsi14 > 1", '4:7 unknown-signal Did you mean "asset"?'],
  ["asset.volume.rsi14 > 1", "unknown-signal"],
  ["pair.returns.correlaton30 > 0.1", '4:7 unknown-signal Did you mean "correlation30"?'],
  ["claim.levle > 1.0", '4:7 unknown-signal Did you mean "level"?'],
  ['band("rsy", asset.close.rsi14) == "x"', '4:7 unknown-scale Did you mean "rsi"?'],
  ['band("rsi", asset.close.rsi14) == "overbougt"', '4:41 unknown-band Did you mean "overbought"?'],
  ['asset.close.rsi14 > "a"', "expression-type"],
  ["asset.close.rsi14", "4:7 expression-type"],
  ["asset.close.rsi14 >", "expression"],
  ["asset.close.rsi14.deep > 1", "unknown-signal"],
  ["constructor.name == 'x'", "unknown-signal"],
])("%s is refused: %s", (source, expected) => {
  const found = compile(source);
  expect(typeof found).toBe("string");
  expect(found).toContain(expected);
});

test("a salience must be a number", () => {
  expect(compile('"high"', "number")).toContain("expression-type");
});
