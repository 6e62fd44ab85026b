import { expect, test } from "vitest";
import { addDays } from "../../../generator/base/day.ts";
import { hear } from "../../../generator/gather/guards/hear.ts";
import type { Known } from "../../../generator/gather/guards/history.ts";
import type { Observation } from "../../../generator/store/observation.ts";
import { catalogueOf, seriesOf } from "../support.ts";

const FIRST = "2024-01-01";
const LAST = 200;

/** A companion that moves by some 2 %, and a series that does the same and a little of its own. */
const market = Array.from({ length: LAST }, (_, at) => 100 * Math.exp(0.015 * Math.sin(at * 2.3)));
const share = market.map((value, at) => Number((value * (1 + 0.003 * Math.sin(at))).toFixed(2)));

const held = (values: readonly number[]): Known => ({
  days: values.map((_, at) => addDays(FIRST, at)),
  values,
});

const newest = (value: number): Observation[] => [
  { day: addDays(FIRST, LAST), value, public: 0, stated: false },
];

const series = seriesOf({ id: "share.close", range: [1, 1e6], related: ["market.close"] });

/** Why the newest value of the share is refused, when its companion is at another value. */
function refusal(value: number, companion: number | undefined): string | undefined {
  const [heard] = hear([{ series, observations: newest(value) }], {
    catalogue: catalogueOf(series),
    known: new Map([
      ["share.close", held(share)],
      ["market.close", held(market)],
    ]),
    offered: new Map(companion === undefined ? [] : [["market.close", newest(companion)]]),
    acceptance: () => undefined,
    command: () => "…",
  });
  return heard!.refused[0]?.why;
}

const [was, marketWas] = [share.at(-1)!, market.at(-1)!];

test("a change that goes with a companion's is taken, and asked about where the companion did not move", () => {
  expect(refusal(was * 1.3, marketWas * 1.3)).toBeUndefined();
  expect(refusal(was * 1.3, marketWas)).toContain(
    "market.close, which it usually moves with, changed by 0.0%",
  );
});

test("a companion that has not come yet bears no witness", () => {
  expect(refusal(was * 1.3, undefined)).toBeUndefined();
});

test("a companion's own leap does not accuse a quiet series", () => {
  expect(refusal(was * 1.01, marketWas * 1.9)).toBeUndefined();
});

test("a value that stands still while its companion moves is held back, and not where both stand still at random", () => {
  expect(refusal(was, marketWas * 1.05)).toContain("again, which is unlikely of this series");
  const coarse = share.map((value) => Math.round(value));
  const [heard] = hear([{ series, observations: newest(coarse.at(-1)!) }], {
    catalogue: catalogueOf(series),
    known: new Map([
      ["share.close", held(coarse)],
      ["market.close", held(market)],
    ]),
    offered: new Map([["market.close", newest(marketWas * 1.002)]]),
    acceptance: () => undefined,
    command: () => "…",
  });
  expect(heard!.refused).toEqual([]);
});

test("a close above the high of its own day is asked about with the whole candle", () => {
  const prices = ["open", "high", "low", "close"].map((name, at) => ({
    series: seriesOf({ id: `share.${name}`, range: [1, 1e6] }),
    observations: newest(was * [1, 1.02, 0.98, 1.1][at]!),
  }));
  const heard = hear(prices, {
    catalogue: catalogueOf(...prices.map((each) => each.series)),
    known: new Map(prices.map((each) => [each.series.id, held(share)])),
    offered: new Map(),
    acceptance: () => undefined,
    command: () => "…",
  });
  expect(heard.map(({ refused }) => refused.map(({ code }) => code))).toEqual(
    prices.map(() => ["candle"]),
  );
  expect(heard[0]!.refused[0]!.why).toContain("above the high");
});
