import { expect, test } from "vitest";
import { printedBy } from "../../../generator/articles/printed.ts";
import { price } from "../../../generator/publish/charts/price.ts";
import { rsi } from "../../../generator/publish/charts/rsi.ts";
import type { PrintedFigures } from "../../../generator/publish/charts/contract.ts";

/** What an article prints, by the refs of its facts in the order of headline, summary and text. */
function printing(...refs: string[]): PrintedFigures {
  const facts = refs.map((ref) => ({ ref, origin: "signal" }));
  return { printed: printedBy({ facts }), stated: [], desk: undefined as never };
}

test("an article's price is that of its headline, whatever levels of others it names", () => {
  const article = printing("btc.close.change1", "btc.close.last", "eth.close.support");
  expect(price.article?.ids(article)).toEqual(["btc.close"]);
  expect(price.article?.ids(printing("btc.etfFlow.last"))).toEqual([]);
});

test("an RSI is drawn of what the article prints it of, and of nothing else", () => {
  expect(rsi.article?.ids(printing("btc.close.last"))).toEqual([]);
  expect(rsi.article?.ids(printing("btc.close.last", "eth.close.rsi14"))).toEqual(["eth.close"]);
});
