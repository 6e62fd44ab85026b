import { expect, test } from "vitest";
import { BUILT_IN_SOURCES } from "../../../generator/gather/sources/built-in.ts";
import type { Reply } from "../web/provider.ts";
import { EXCHANGES } from "./exchange-answers.ts";
import { YAHOO_SHARES } from "./short-interest-answers.ts";
import { pulled } from "./pulled.ts";
import type { Routes } from "./routes.ts";

test("Coin Metrics is read page by page, with the instant at which each value was complete", async () => {
  const path = "/v4/timeseries/asset-metrics";
  const first = {
    asset: "btc",
    time: "2025-05-07T00:00:00.000000000Z",
    FlowInExUSD: "1740000000.5",
    "FlowInExUSD-status": "reviewed",
    "FlowInExUSD-status-time": "2025-05-08T05:10:39.123456000Z",
  };
  const second = {
    asset: "btc",
    time: "2025-05-08T00:00:00.000000000Z",
    FlowInExUSD: "2100000000",
  };
  const { rows, seen } = await pulled(
    "coinmetrics",
    { asset: "btc", metric: "FlowInExUSD" },
    {
      "community-api.coinmetrics.io": {
        [path]: ((request, response) => {
          const isSecond = request.url?.includes("next_page_token=0.abc");
          response.end(
            JSON.stringify(
              isSecond
                ? { data: [second] }
                : {
                    data: [first],
                    next_page_token: "0.abc",
                    next_page_url: "https://api.coinmetrics.io/elsewhere",
                  },
            ),
          );
        }) satisfies Reply,
      },
    },
  );
  expect(rows).toEqual([
    "2025-05-07 1740000000.5 2025-05-08T05:10:39.123Z",
    "2025-05-08 2100000000",
  ]);
  expect(seen).toHaveLength(2);
});

test("the fear and greed index is read newest first", async () => {
  const data = [
    {
      value: "65",
      value_classification: "Greed",
      timestamp: "1746662400",
      time_until_update: "43200",
    },
    { value: "67", value_classification: "Greed", timestamp: "1746576000" },
  ];
  const body = { name: "Fear and Greed Index", data, metadata: { error: null } };
  const { rows, seen } = await pulled(
    "alternative-me",
    {},
    { "api.alternative.me": { "/fng/": body } },
  );
  expect(rows).toEqual(["2025-05-08 65", "2025-05-07 67"]);
  expect(seen).toEqual(["GET /https/api.alternative.me/fng/?limit=4"]);
});

test("FRED's holidays are no values", async () => {
  const text = "observation_date,DGS10\n2025-05-07,4.26\n2025-05-08,.\n2025-05-09,\n";
  const routes = { "fred.stlouisfed.org": { "/graph/fredgraph.csv": text } };
  const { rows } = await pulled("fred", { series: "DGS10" }, routes);
  expect(rows).toEqual(["2025-05-07 4.26"]);
});

/** As recorded of fapi.binance.com: times a few milliseconds past the hour. */
function fundingOf(day: string, ...rates: string[]): object[] {
  return rates.map((fundingRate, at) => ({
    symbol: "BTCUSDT",
    fundingTime: Date.parse(`${day}T00:00:00Z`) + at * 28_800_000 + 14,
    fundingRate,
  }));
}

test("a day's funding is the mean of its three rates, and a day that is not over has none", async () => {
  const body = [
    ...fundingOf("2025-05-07", "-0.00012359", "0.00010000", "0.00003662"),
    ...fundingOf("2025-05-08", "0.00010000", "0.00010000", "0.00010000"),
    ...fundingOf("2025-05-09", "0.00010000"),
  ];
  const { rows, seen } = await pulled(
    "binance-funding",
    { symbol: "BTCUSDT" },
    { "fapi.binance.com": { "/fapi/v1/fundingRate": body } },
  );
  expect(rows).toEqual(["2025-05-07 0.000434", "2025-05-08 0.01"]);
  expect(seen).toHaveLength(1);
});

function fundingFrom(body: object): ReturnType<typeof pulled> {
  const routes = { "fapi.binance.com": { "/fapi/v1/fundingRate": body } };
  return pulled("binance-funding", { symbol: "BTCUSDT" }, routes);
}

function candle(day: string, close: number): number[] {
  return [Date.parse(`${day}T00:00:00Z`), 44, 46, 43, close];
}

function volatilityFrom(result: object): ReturnType<typeof pulled> {
  const path = "/api/v2/public/get_volatility_index_data";
  return pulled(
    "deribit-volatility",
    { currency: "BTC" },
    { "www.deribit.com": { [path]: { result } } },
  );
}

test("funding of another symbol, or out of its order, is refused", async () => {
  const [first, second] = fundingOf("2025-05-07", "0.00010000", "0.00010000");
  await expect(fundingFrom([{ ...first, symbol: "ETHUSDT" }])).rejects.toThrow(/another symbol/);
  await expect(fundingFrom([second, first])).rejects.toThrow(/order of their times/);
  await expect(fundingFrom({ code: -1121, msg: "Invalid symbol." })).rejects.toThrow(
    /changed its shape/,
  );
});

test("Deribit's volatility is read back page by page, a candle a UTC day", async () => {
  const path = "/api/v2/public/get_volatility_index_data";
  const continuation = Date.parse("2025-05-08T00:00:00Z") - 1;
  const { rows, seen } = await pulled(
    "deribit-volatility",
    { currency: "BTC" },
    {
      "www.deribit.com": {
        [path]: ((request, response) => {
          const isLast = request.url?.includes(`end_timestamp=${continuation}`);
          const data = isLast ? [candle("2025-05-07", 45.5)] : [candle("2025-05-08", 44.25)];
          const result = { data, continuation: isLast ? null : continuation };
          response.end(JSON.stringify({ jsonrpc: "2.0", id: 5, result }));
        }) satisfies Reply,
      },
    },
  );
  expect(rows).toEqual(["2025-05-07 45.5", "2025-05-08 44.25"]);
  expect(seen).toHaveLength(2);
});

test("a candle that does not begin at midnight UTC, and pages that do not go back, are refused", async () => {
  const noon = Date.parse("2025-05-07T12:00:00Z");
  await expect(volatilityFrom({ data: [[noon, 1, 2, 1, 2]], continuation: null })).rejects.toThrow(
    /midnight UTC/,
  );
  await expect(
    volatilityFrom({ data: [], continuation: Date.parse("2026-01-01T00:00:00Z") }),
  ).rejects.toThrow(/go back/);
});

test("the regulator's midnight without a zone is the day that it names", async () => {
  const body = [
    { report_date_as_yyyy_mm_dd: "2025-05-06T00:00:00.000", open_interest_all: "28012" },
  ];
  const { rows } = await pulled(
    "json",
    {
      url: "https://publicreporting.cftc.gov/resource/gpe5-46if.json",
      date: "report_date_as_yyyy_mm_dd",
      value: "open_interest_all",
    },
    { "publicreporting.cftc.gov": { "/resource/gpe5-46if.json": body } },
  );
  expect(rows).toEqual(["2025-05-06 28012"]);
});

test("DefiLlama's charts are read by a mapping, what was taken at midnight as of the day that ended then", async () => {
  const body = [{ date: "1746576000", totalCirculatingUSD: { peggedUSD: 241350000000.5 } }];
  const { rows } = await pulled(
    "json",
    {
      url: "https://stablecoins.llama.fi/stablecoincharts/all",
      date: "date",
      dates: "epoch-end",
      value: "totalCirculatingUSD.peggedUSD",
    },
    { "stablecoins.llama.fi": { "/stablecoincharts/all": body } },
  );
  expect(rows).toEqual(["2025-05-06 241350000000.5"]);
});

test("Cboe writes the month first", async () => {
  const text =
    "DATE,OPEN,HIGH,LOW,CLOSE\n05/06/2025,24.1,25.2,23.9,24.76\n05/07/2025,24.4,24.9,23.3,23.55\n";
  const path = "/api/global/us_indices/daily_prices/VIX_History.csv";
  const { rows } = await pulled("cboe", { index: "VIX" }, { "cdn.cboe.com": { [path]: text } });
  expect(rows).toEqual(["2025-05-07 23.55"]);
});

/** A day's answer of Yahoo's chart service in its recorded shape. */
function chart(
  symbol: string,
  timestamps: readonly number[],
  closes: readonly (number | null)[],
  currency = "USD",
): object {
  const period = { timezone: "EDT", start: 1_746_700_200, end: 1_746_723_600, gmtoffset: -14_400 };
  const meta = {
    currency,
    symbol,
    exchangeName: "NMS",
    fullExchangeName: "NasdaqGS",
    instrumentType: "EQUITY",
    firstTradeDate: 1_618_407_000,
    regularMarketTime: 1_746_734_401,
    hasPrePostMarketData: true,
    gmtoffset: -14_400,
    timezone: "EDT",
    exchangeTimezoneName: "America/New_York",
    regularMarketPrice: 206.5,
    chartPreviousClose: 198.5,
    priceHint: 2,
    currentTradingPeriod: { pre: period, regular: period, post: period },
    dataGranularity: "1d",
    range: "",
    validRanges: ["1d", "5d", "max"],
  };
  const quote = [
    { open: closes, high: closes, low: closes, close: closes, volume: closes.map(() => 7_000_000) },
  ];
  const indicators = {
    quote,
    adjclose: [{ adjclose: closes.map((close) => close && close * 0.99) }],
  };
  return { chart: { result: [{ meta, timestamp: timestamps, indicators }], error: null } };
}

test("Yahoo's sessions are New York's days, and a session without a price is left out", async () => {
  const body = chart("COIN", [1_746_624_600, 1_746_711_000, 1_746_797_400], [196.56, 206.5, null]);
  const routes = { "query2.finance.yahoo.com": { "/v8/finance/chart/COIN": body } };
  const { rows, seen } = await pulled("yahoo", { symbol: "COIN" }, routes, { calendar: "XNYS" });
  expect(rows).toEqual(["2025-05-07 196.56", "2025-05-08 206.5"]);
  expect(seen).toHaveLength(1);
  const { rows: adjusted } = await pulled("yahoo", { symbol: "COIN", field: "adjusted" }, routes, {
    calendar: "XNYS",
  });
  expect(adjusted[0]).toBe(`2025-05-07 ${196.56 * 0.99}`);
});

test("short interest at two settlements comes from Yahoo, prior month's count included", async () => {
  const statistics = {
    maxAge: 1,
    priceHint: 2,
    floatShares: 14_998_187_904,
    sharesOutstanding: 15_022_100_480,
    sharesShort: 124_917_523,
    sharesShortPriorMonth: 157_008_120,
    sharesShortPreviousMonthDate: 1_735_603_200,
    dateShortInterest: 1_738_281_600,
  };
  const routes = {
    ...YAHOO_SHARES,
    "query2.finance.yahoo.com": {
      "/v10/finance/quoteSummary/AAPL": {
        quoteSummary: { result: [{ defaultKeyStatistics: statistics }], error: null },
      },
    },
  };
  const short = await pulled("yahoo-shares", { symbol: "AAPL", field: "sharesShort" }, routes);
  expect(short.rows).toEqual(["2024-12-31 157008120", "2025-01-31 124917523"]);
  const shares = await pulled("yahoo-shares", { symbol: "AAPL" }, routes);
  expect(shares.rows).toEqual(["2025-05-08 15022100480"]);
});

test("Yahoo's answer about another symbol, or in another currency, is refused", async () => {
  const routes = {
    "query2.finance.yahoo.com": { "/v8/finance/chart/COIN": chart("COIX", [1_746_624_600], [1]) },
  };
  await expect(pulled("yahoo", { symbol: "COIN" }, routes)).rejects.toThrow(
    "asked for the symbol COIN, the answer is of COIX",
  );
  await expect(
    pulled(
      "yahoo",
      { symbol: "COIX", currency: "EUR" },
      {
        "query2.finance.yahoo.com": {
          "/v8/finance/chart/COIX": chart("COIX", [1_746_624_600], [1]),
        },
      },
    ),
  ).rejects.toThrow("currency EUR");
});

test("a price in pence is never taken for one in pounds", async () => {
  const quoted = chart("VOD.L", [1_746_624_600], [71.2], "GBp");
  const routes = { "query2.finance.yahoo.com": { "/v8/finance/chart/VOD.L": quoted } };
  await expect(pulled("yahoo", { symbol: "VOD.L", currency: "GBP" }, routes)).rejects.toThrow(
    "asked for the currency GBP, the answer is of GBp",
  );
  const { rows } = await pulled("yahoo", { symbol: "VOD.L", currency: "GBp" }, routes);
  expect(rows).toHaveLength(1);
});

test.each([
  ["coinbaseexchange", "BTC/USD", "close", ["2025-05-07 97035", "2025-05-08 103271"]],
  ["kraken", "BTC/USD", "close", ["2025-05-07 97032.3", "2025-05-08 103270"]],
  ["binance", "ETH/BTC", "volume", ["2025-05-07 41000.5", "2025-05-08 98000.25"]],
])("candles of %s come through ccxt", async (exchange, pair, field, expected) => {
  const { rows, seen } = await pulled("exchange", { exchange, pair, field }, EXCHANGES);
  expect(rows).toEqual(expected);
  expect(seen.every((request) => request.startsWith("GET /https/"))).toBe(true);
});

test("an exchange that ccxt does not know is named with a near one", async () => {
  const options = { exchange: "krakn", pair: "BTC/USD" };
  await expect(pulled("exchange", options, {})).rejects.toThrow('Did you mean "kraken"?');
});

const GLOBAL = {
  data: {
    active_cryptocurrencies: 16_733,
    total_market_cap: { btc: 36_692_025.19, usd: 3_751_351_705_612.96 },
    total_volume: { btc: 1_878_587.02, usd: 192_064_640_371.143 },
    updated_at: 1_746_749_400,
  },
};

const globalAt = (updated_at: number): Routes => ({
  "api.coingecko.com": { "/api/v3/global": { data: { ...GLOBAL.data, updated_at } } },
});

test("CoinGecko's value of the moment closes the day that just ended, and no day at noon", async () => {
  const options = { field: "total_market_cap" };
  const night = await pulled("coingecko", options, globalAt(1_746_749_400));
  expect(night.rows).toEqual(["2025-05-08 3751351705612.96 2025-05-09T00:10:00.000Z"]);
  const noon = await pulled("coingecko", options, globalAt(1_746_749_400 + 12 * 3600));
  expect(noon.rows).toEqual([]);
  expect(noon.notes[0]).toContain("stands for no whole day");
});

test("CoinMarketCap and Glassnode are asked with their keys", async () => {
  const usd = {
    total_market_cap: 1,
    total_volume_24h: 80_000_000_000,
    last_updated: "2025-05-09T00:10:00.000Z",
  };
  const market = await pulled(
    "coinmarketcap",
    { field: "total_volume_24h" },
    {
      "pro-api.coinmarketcap.com": {
        "/v1/global-metrics/quotes/latest": { data: { quote: { USD: usd } } },
      },
    },
  );
  expect(market.rows).toEqual(["2025-05-08 80000000000 2025-05-09T00:10:00.000Z"]);
  expect(market.headers[0]).toMatchObject({ "x-cmc_pro_api_key": "coinmarketcap-key" });
  const metric = "transactions/transfers_volume_exchanges_net";
  const chain = await pulled(
    "glassnode",
    { asset: "BTC", metric },
    {
      "api.glassnode.com": { [`/v1/metrics/${metric}`]: [{ t: 1_746_576_000, v: -1.5e8 }] },
    },
  );
  expect(chain.rows).toEqual(["2025-05-07 -150000000"]);
  expect(chain.headers[0]).toMatchObject({ "x-api-key": "glassnode-key" });
});

test("a provider that answers JSON is read by a mapping", async () => {
  const options = {
    url: "https://rates.example.com/v2?from={from}&to={to}",
    headers: { "x-key": "{MY_KEY}" },
    rows: "data.points",
    date: "when",
    value: "rate.mid",
    dates: "epoch",
    scale: 100,
    expect: { "data.unit": "fraction" },
  };
  const points = [{ when: 1_746_576_000_000, rate: { mid: 0.0426 } }];
  const { rows, seen, headers } = await pulled("json", options, {
    "rates.example.com": { "/v2": { data: { unit: "fraction", points } } },
  });
  expect(rows).toEqual(["2025-05-07 4.26"]);
  expect(seen).toEqual(["GET /https/rates.example.com/v2?from=2025-05-07&to=2025-05-09"]);
  expect(headers[0]).toMatchObject({ "x-key": "my-own-key" });
});

test.each(BUILT_IN_SOURCES)("$id says what it gives, costs and allows", ({ about, spacingMs }) => {
  expect(Object.values(about).every((text) => text.length > 3)).toBe(true);
  expect(spacingMs).toBeGreaterThanOrEqual(100);
});
