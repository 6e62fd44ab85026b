import { expect, test } from "vitest";
import { changedFigures } from "../../generator/articles/corrections.ts";
import type { Fact } from "../../generator/articles/facts.ts";

const fact = (ref: string, text: string, origin: Fact["origin"] = "signal"): Fact => ({
  id: text,
  text,
  value: 1,
  unit: "USD",
  decimals: 0,
  magnitude: 1,
  direction: "none",
  subjects: [],
  origin,
  ref,
  sources: [],
  inputs: [],
});

test("a figure that reads otherwise is told once, as it was and as it is", () => {
  const before = [fact("btc.close.last", "$97,032"), fact("btc.close.change1", "2.1%")];
  const after = [
    fact("btc.close.last", "$96,900"),
    fact("btc.close.last", "$96,900"),
    fact("btc.close.change1", "2.1%"),
  ];
  const changes = changedFigures({ facts: before }, { facts: after });
  expect(changes.map(({ was, is }) => [was, is])).toEqual([["$97,032", "$96,900"]]);
});

test("a figure that only one of the texts prints, and a constant of a method, is no change", () => {
  const before = [
    fact("vix.level.last", "23.55"),
    fact("parameter:rsi14.window", "14", "parameter"),
  ];
  const after = [
    fact("eth.close.last", "$1,800"),
    fact("parameter:rsi14.window", "20", "parameter"),
  ];
  expect(changedFigures({ facts: before }, { facts: after })).toEqual([]);
});
