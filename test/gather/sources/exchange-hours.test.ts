import fc from "fast-check";
import { expect, test } from "vitest";
import { EXCHANGES } from "./exchange-answers.ts";
import { pulled } from "./pulled.ts";
import type { Routes } from "./routes.ts";

const HOUR = 3600;
/** 2025-05-07, midnight UTC. */
const START = 1_746_576_000;

/** An hour of a market: its first, highest, lowest and last price. */
type Candle = readonly [open: number, high: number, low: number, close: number];

const still = (price: number): Candle => [price, price, price, price];

/** A day that rises in its fifteenth hour, peaks in its twenty-first and has its low in its third. */
const DAY: Candle[] = Array.from({ length: 24 }, (_, hour): Candle => {
  if (hour === 2) return [97_000, 97_100, 96_500, 97_000];
  if (hour === 14) return [97_000, 101_500, 96_900, 101_200];
  if (hour === 20) return [101_200, 104_000, 101_000, 103_000];
  return still(hour < 14 ? 97_000 : hour < 20 ? 101_200 : 103_000);
});

/** As Coinbase sends them: `[time, low, high, open, close, volume]`, newest first. */
function coinbase(candles: readonly (Candle | undefined)[], start = START): Routes {
  const rows = candles.flatMap((candle, at) => {
    if (!candle) return [];
    const [open, high, low, close] = candle;
    return [[start + at * HOUR, low, high, open, close, 12.5]];
  });
  const host = "api.exchange.coinbase.com";
  const path = "/products/BTC-USD/candles";
  return { [host]: { ...EXCHANGES[host], [path]: rows.toReversed() } };
}

const hoursOf = (field: string, routes: Routes, now?: string) =>
  pulled(
    "exchange-hours",
    { exchange: "coinbaseexchange", pair: "BTC/USD", field },
    routes,
    now === undefined ? {} : { now },
  );

test.each([
  ["swingHour", 14],
  ["swingOpen", 97_000],
  ["swingClose", 101_200],
  ["highHour", 20],
  ["lowHour", 2],
])("of a day's hours, %s is %d", async (field, expected) => {
  const { rows, seen, notes } = await hoursOf(field, coinbase(DAY));
  expect(rows).toEqual([`2025-05-07 ${expected}`]);
  expect(notes).toEqual([]);
  expect(seen.find((request) => request.includes("/candles"))).toContain("granularity=3600");
});

test.each([
  [1, 97_000],
  [15, 101_200],
  [24, 103_000],
])("at the end of hour %d a day stood at %d", async (hour, expected) => {
  const options = { exchange: "coinbaseexchange", pair: "BTC/USD", field: "close", hour };
  const { rows } = await pulled("exchange-hours", options, coinbase(DAY));
  expect(rows).toEqual([`2025-05-07 ${expected}`]);
});

test("the first of two hours that are equal is taken, midnight's as hour 0", async () => {
  const { rows } = await hoursOf("highHour", coinbase(DAY.map(() => still(97_000))));
  expect(rows).toEqual(["2025-05-07 0"]);
});

test("a day that lacks an hour is left out and named, as its largest move may be in it", async () => {
  const lacking = await hoursOf(
    "swingHour",
    coinbase(DAY.map((hour, at) => (at === 9 ? undefined : hour))),
  );
  expect(lacking.rows).toEqual([]);
  expect(lacking.notes).toEqual(["2025-05-07 has 23 of 24 hours and is left out"]);
});

test("a day whose last hour is still under way is not told of", async () => {
  const day = coinbase(DAY);
  expect((await hoursOf("swingHour", day, "2025-05-07T23:30:00Z")).rows).toEqual([]);
  expect((await hoursOf("swingHour", day, "2025-05-08T00:00:00Z")).rows).toHaveLength(1);
});

test("hours that begin at another minute, and prices in another currency, are refused", async () => {
  await expect(hoursOf("swingHour", coinbase(DAY, START + 1800))).rejects.toThrow(
    "a candle of an hour opens at 00:30 UTC",
  );
  const pair = { exchange: "binance", pair: "ETH/BTC" };
  await expect(
    pulled("exchange-hours", { ...pair, field: "swingOpen" }, EXCHANGES),
  ).rejects.toThrow("the pair ETH/BTC is priced in BTC");
});

const candle = fc
  .tuple(...Array.from({ length: 4 }, () => fc.integer({ min: 90_000, max: 110_000 })))
  .map(([one, two, three, four]): Candle => {
    const [low, open, close, high] = [one!, two!, three!, four!].sort((a, b) => a - b);
    return [open!, high!, low!, close!];
  });

test("whatever the hours were, none moved further than the one that is told", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(candle, { minLength: 24, maxLength: 24 }), async (day) => {
      const routes = coinbase(day);
      const [told] = (await hoursOf("swingHour", routes)).rows;
      const hour = Number(told!.split(" ")[1]);
      const moves = day.map(([open, , , close]) => Math.abs(close / open - 1));
      expect(moves[hour]).toBe(Math.max(...moves));
      expect(moves.indexOf(Math.max(...moves))).toBe(hour);
    }),
    { numRuns: 20 },
  );
});

const morningOf = (field: string, candles: Parameters<typeof coinbase>[0], now?: string) =>
  pulled(
    "exchange-morning",
    { exchange: "coinbaseexchange", pair: "BTC/USD", hours: 11, field },
    coinbase(candles),
    now === undefined ? {} : { now },
  );

test.each([
  ["until", 11],
  ["last", 97_000],
  ["high", 97_100],
  ["low", 96_500],
])("of a morning up to 11:00 UTC, %s is %d", async (field, expected) => {
  expect((await morningOf(field, DAY)).rows).toEqual([`2025-05-07 ${expected}`]);
});

test("a morning is told from its hour on, and without one of its hours not at all", async () => {
  const early = DAY.slice(0, 11);
  expect((await morningOf("last", early, "2025-05-07T10:59:59Z")).rows).toEqual([]);
  expect((await morningOf("last", early, "2025-05-07T11:00:00Z")).rows).toHaveLength(1);
  const lacking = await morningOf(
    "last",
    DAY.map((hour, at) => (at === 9 ? undefined : hour)),
  );
  expect(lacking.rows).toEqual([]);
  expect(lacking.notes).toEqual(["2025-05-07 has 10 of its first 11 hours and is left out"]);
});
