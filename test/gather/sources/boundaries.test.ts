import { expect, test } from "vitest";
import { BUILT_IN_SOURCES } from "../../../generator/gather/sources/built-in.ts";
import type { Reply } from "../web/provider.ts";
import { EXCHANGES } from "./exchange-answers.ts";
import { pulled } from "./pulled.ts";

const FLOWS = "https://flows.example.com/btc";

const flows = (column: string, page: string) =>
  pulled("flow-table", { url: FLOWS, column }, { "flows.example.com": { "/btc": page } });

const prices = (options: object, answer: unknown, calendar = "24/7") =>
  pulled(
    "json",
    { url: "https://prices.example.com/daily", date: "d", value: "v", ...options },
    { "prices.example.com": { "/daily": answer } },
    { calendar },
  );

test("midnight UTC is how a provider writes a day, and not the evening before in New York", async () => {
  const iso = await prices({}, [{ d: "2025-05-07T00:00:00.000Z", v: 196.56 }], "XNYS");
  const epoch = await prices({ dates: "epoch" }, [{ d: 1_746_576_000, v: 196.56 }], "XNYS");
  expect([...iso.rows, ...epoch.rows]).toEqual(["2025-05-07 196.56", "2025-05-07 196.56"]);
  const close = await prices({}, [{ d: "2025-05-08T00:30:00Z", v: 196.56 }], "XNYS");
  expect(close.rows).toEqual(["2025-05-07 196.56"]);
});

test.each([1, 1e3, 1e6, 1e9])("instants are read in seconds times %i", async (unit) => {
  const { rows } = await prices({ dates: "epoch" }, [{ d: 1_746_576_000 * unit, v: 1 }]);
  expect(rows).toEqual(["2025-05-07 1"]);
});

test("a scale turns numbers alone: an empty text and a hexadecimal stay what they are", async () => {
  const answer = [
    { d: "2025-05-05", v: "217600000" },
    { d: "2025-05-06", v: "" },
    { d: "2025-05-07", v: " " },
    { d: "2025-05-08", v: "0x10" },
  ];
  const { rows } = await prices({ scale: 1e-6 }, answer);
  expect(rows).toEqual(["2025-05-05 217.6", "2025-05-06", "2025-05-07", "2025-05-08 0x10"]);
});

test("cells of a table that span columns or rows move no figure under another fund", async () => {
  const page = `<table>
    <tr><th>Date</th><th colspan="2">IBIT</th><th>FBTC</th></tr>
    <tr><td>06 May 2025</td><td>36.7</td><td>0.1</td><td rowspan="2">57.9</td></tr>
    <tr><td>07 May 2025</td><td colspan="2">1.5</td></tr></table>`;
  expect((await flows("FBTC", page)).rows).toEqual(["2025-05-06 57.9", "2025-05-07 57.9"]);
});

test("a decimal comma is no thousand, and is left for a person to see", async () => {
  const page = `<table><tr><th>Date</th><th>IBIT</th><th>FBTC</th></tr>
    <tr><td>06 May 2025</td><td>217,6</td><td>(1,053.2)</td></tr></table>`;
  expect((await flows("IBIT", page)).rows).toEqual(["2025-05-06 217,6"]);
  expect((await flows("FBTC", page)).rows).toEqual(["2025-05-06 -1053.2"]);
});

test("the newest row is not taken while it holds nothing but zeros and dashes", async () => {
  const page = `<table><tr><th>Date</th><th>IBIT</th><th>FBTC</th></tr>
    <tr><td>05 May 2025</td><td>0.0</td><td>0.0</td></tr>
    <tr><td>06 May 2025</td><td>36.7</td><td>0.0</td></tr>
    <tr><td>07 May 2025</td><td>0.0</td><td>-</td></tr></table>`;
  expect((await flows("FBTC", page)).rows).toEqual(["2025-05-06 0.0"]);
});

test("an exchange whose day opens at another hour is refused", async () => {
  const opens = 1_746_576_000 - 8 * 3600;
  const candles = [[opens, 1, 2, 1, 2, 3]];
  const routes = {
    "api.exchange.coinbase.com": {
      ...EXCHANGES["api.exchange.coinbase.com"],
      "/products/BTC-USD/candles": candles,
    },
  };
  const options = { exchange: "coinbaseexchange", pair: "BTC/USD" };
  await expect(pulled("exchange", options, routes, { from: "2025-05-06" })).rejects.toThrow(
    "its days open at 16:00 UTC",
  );
});

test("a pair that is priced in another currency than the series is not asked for", async () => {
  const options = { exchange: "kraken", pair: "BTC/EUR" };
  await expect(pulled("exchange", options, EXCHANGES)).rejects.toThrow(
    "the pair BTC/EUR is priced in EUR, but btc.close is declared in USD",
  );
});

test("an exchange that says with status 200 that it is busy is asked again", async () => {
  let asked = 0;
  const good = EXCHANGES["api.kraken.com"]!;
  const busy: Reply = (_, response) => {
    asked++;
    const answer = asked < 3 ? { error: ["EService:Unavailable"] } : good["/0/public/OHLC"];
    response.setHeader("content-type", "application/json").end(JSON.stringify(answer));
  };
  const routes = { "api.kraken.com": { ...good, "/0/public/OHLC": busy } };
  const { rows } = await pulled("exchange", { exchange: "kraken", pair: "BTC/USD" }, routes);
  expect(rows[0]).toBe("2025-05-07 97032.3");
  expect(asked).toBeGreaterThan(2);
});

/** A day's candle in Yahoo's shape. */
function chart(symbol: string, currency: string, zone: string, instant: number, extra = {}) {
  const meta = { symbol, currency, exchangeTimezoneName: zone, dataGranularity: "1d" };
  const quote = { open: [1], high: [1], low: [1], close: [1], volume: [1] };
  const indicators = { quote: [quote], adjclose: [{ adjclose: [1] }] };
  const result = [{ meta, timestamp: [instant], indicators, ...extra }];
  return {
    "query2.finance.yahoo.com": {
      [`/v8/finance/chart/${symbol}`]: { chart: { result, error: null } },
    },
  };
}

test("one symbol in two currencies is asked for twice, and each answer held to its own", () => {
  const yahoo = BUILT_IN_SOURCES.find(({ id }) => id === "yahoo")!;
  const batch = (options: object): string => yahoo.batch(yahoo.options.parse(options));
  expect(batch({ symbol: "VOD.L", currency: "GBp" })).not.toBe(
    batch({ symbol: "VOD.L", currency: "GBP" }),
  );
  expect(batch({ symbol: "COIN", field: "open" })).toBe(batch({ symbol: "COIN" }));
});

test("pence are not pounds", async () => {
  const routes = chart("VOD.L", "GBp", "Europe/London", 1_746_601_200);
  await expect(
    pulled("yahoo", { symbol: "VOD.L", currency: "GBP" }, routes, { calendar: "XNYS" }),
  ).rejects.toThrow("asked for the currency GBP, the answer is of GBp");
});

test("a currency pair's day is London's, though it opens at 23:00 UTC", async () => {
  const routes = chart("EURUSD=X", "USD", "Europe/London", Date.parse("2025-05-06T23:00Z") / 1000);
  const { rows } = await pulled("yahoo", { symbol: "EURUSD=X" }, routes);
  expect(rows).toEqual(["2025-05-07 1"]);
});
