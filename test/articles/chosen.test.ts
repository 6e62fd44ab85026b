import { expect, test } from "vitest";
import { withChosen, withSentences } from "../../generator/articles/chosen.ts";
import type { Fact, FactsFile } from "../../generator/articles/facts.ts";

const factOf = (id: string, ref: string): Fact => ({
  id,
  text: ref,
  value: 1,
  unit: "count",
  decimals: 0,
  magnitude: 1,
  direction: "none",
  subjects: [ref.split(".")[0]!],
  origin: "signal",
  ref,
  sources: [],
  inputs: [],
});

const fileOf = (facts: readonly Fact[], sentences: FactsFile["sentences"]): FactsFile => ({
  version: 1,
  edition: "2025-05-08",
  cutoff: "2025-05-08T12:00:00Z",
  story: "market-wrap",
  inputs: "x",
  names: [],
  subjects: { btc: ["Bitcoin"] },
  facts,
  sentences,
  plain: [],
  findings: [{ narrative: "price/day-move", bindings: { asset: "btc" }, salience: 30 }],
});

test("more sentences take the ids that follow, and share a fact that is there already", () => {
  const file = fileOf([factOf("f1", "btc.close.last")], [{ skeleton: "a", facts: ["f1"] }]);
  const more = {
    facts: [factOf("f1", "eth.close.last"), factOf("f2", "btc.close.last")],
    sentences: [{ skeleton: "b", facts: ["f1", "f2"] }],
    plain: ["c"],
  };
  const both = withSentences(file, more);
  expect(both.facts.map(({ id, ref }) => [id, ref])).toEqual([
    ["f1", "btc.close.last"],
    ["f2", "eth.close.last"],
  ]);
  expect(both.sentences.at(-1)).toEqual({ skeleton: "b", facts: ["f2", "f1"] });
  expect(both.plain).toEqual(["c"]);
});

test("what an editor chose stays traced where the article is made again, with its finding and the names of its subjects", () => {
  const before = {
    ...fileOf(
      [factOf("f1", "btc.close.last"), factOf("f2", "eth.close.rsi14")],
      [
        { skeleton: "a", facts: ["f1"] },
        { skeleton: "b", facts: ["f2"], chosen: true },
      ],
    ),
    subjects: { btc: ["Bitcoin"], eth: ["Ether"] },
    findings: [
      {
        narrative: "momentum/rsi",
        bindings: { asset: "eth" },
        salience: 20,
        chosen: true as const,
      },
    ],
  };
  const written = fileOf([factOf("f1", "btc.close.last")], [{ skeleton: "d", facts: ["f1"] }]);
  const kept = withChosen(written, before);
  expect(kept.sentences).toEqual([
    { skeleton: "d", facts: ["f1"] },
    { skeleton: "b", facts: ["f2"], chosen: true },
  ]);
  expect(kept.facts.map(({ id, ref }) => [id, ref])).toEqual([
    ["f1", "btc.close.last"],
    ["f2", "eth.close.rsi14"],
  ]);
  expect(kept.subjects).toEqual({ btc: ["Bitcoin"], eth: ["Ether"] });
  expect(kept.findings.map(({ narrative }) => narrative)).toEqual([
    "price/day-move",
    "momentum/rsi",
  ]);
  expect(withChosen(written, written)).toBe(written);
});
