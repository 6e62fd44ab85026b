import { expect, test } from "vitest";
import { pulled } from "./pulled.ts";

/** Answers in the wire shape of the recording of LTCUSDT; its readings bear midnight UTC. */
const interest = (at: string, value: string, symbol = "BTCUSDT") => ({
  symbol,
  sumOpenInterest: "80000.00000000",
  sumOpenInterestValue: value,
  timestamp: Date.parse(at),
});

const basis = (at: string, rate: string, pair = "BTCUSD") => ({
  indexPrice: "97000.1",
  contractType: "NEXT_QUARTER",
  basisRate: "0.0100",
  futuresPrice: "98000.5",
  annualizedBasisRate: rate,
  basis: "1000.4",
  pair,
  timestamp: Date.parse(at),
});

const interestFrom = (...items: object[]) =>
  pulled(
    "binance-futures",
    { field: "openInterest", symbol: "BTCUSDT" },
    { "fapi.binance.com": { "/futures/data/openInterestHist": items } },
  );

const basisFrom = (...items: object[]) =>
  pulled(
    "binance-futures",
    { field: "basis", pair: "BTCUSD" },
    { "dapi.binance.com": { "/futures/data/basis": items } },
  );

test("a reading at midnight is of the day that ends then", async () => {
  const { rows, seen } = await interestFrom(
    interest("2025-05-09T00:00:00Z", "8600000000.25"),
    interest("2025-05-08T00:00:00Z", "7100000000.5"),
  );
  expect(rows).toEqual(["2025-05-07 7100000000.5", "2025-05-08 8600000000.25"]);
  const [asked = ""] = seen;
  expect(asked).toContain(`startTime=${Date.parse("2025-05-08T00:00:00Z")}`);
  expect(asked).toContain("period=1d");
});

test("the basis is told in percent a year, also below zero", async () => {
  const { rows, seen } = await basisFrom(
    basis("2025-05-08T00:00:00Z", "0.0512"),
    basis("2025-05-09T00:00:00Z", "-0.0130"),
  );
  expect(rows).toEqual(["2025-05-07 5.12", "2025-05-08 -1.3"]);
  expect(seen[0]).toContain("contractType=NEXT_QUARTER");
});

test("a perpetual's empty rate, another contract's answer and readings of other hours are refused", async () => {
  await expect(basisFrom(basis("2025-05-09T00:00:00Z", ""))).rejects.toThrow("annualizedBasisRate");
  await expect(basisFrom(basis("2025-05-09T00:00:00Z", "0.05", "ETHUSD"))).rejects.toThrow(
    "asked Binance for BTCUSD NEXT_QUARTER, the answer is of ETHUSD NEXT_QUARTER",
  );
  await expect(interestFrom(interest("2025-05-09T00:00:00Z", "1.5", "ETHUSDT"))).rejects.toThrow(
    "the answer is of ETHUSDT",
  );
  await expect(interestFrom(interest("2025-05-08T20:00:00Z", "1.5"))).rejects.toThrow(
    "readings at midnight UTC are expected",
  );
});

test("of a longer span the last 30 days are asked for, as no more is told", async () => {
  const { seen } = await pulled(
    "binance-futures",
    { field: "openInterest", symbol: "BTCUSDT" },
    { "fapi.binance.com": { "/futures/data/openInterestHist": [] } },
    { from: "2022-01-01", to: "2025-05-09" },
  );
  expect(seen[0]).toContain(`startTime=${Date.parse("2025-04-11T00:00:00Z")}`);
});
