import { EXCHANGES } from "../gather/sources/exchange-answers.ts";
import {
  HOLDINGS,
  ISHARES_PATH,
  marketFile,
  YAHOO_SHARES,
} from "../gather/sources/short-interest-answers.ts";
import type { Routes } from "../gather/sources/routes.ts";
import { coinCandles, coinMarkets, derivativeRoutes } from "./derivative-providers.ts";
import {
  bundledRows,
  candleOf,
  figure,
  json,
  seconds,
  text,
  type BundledRow,
  type Stock,
} from "./stock.ts";

const cells = (tag: string, texts: readonly string[]): string =>
  `<tr>${texts.map((text) => `<${tag}>${text}</${tag}>`).join("")}</tr>`;

/**
 * Every provider of live.yaml, answering the bundled history up to a day in its own wire shape.
 * @param apart the factor by which Kraken's last close differs from everybody else's.
 */
export function providersUntil(until: string, apart = 1): Routes {
  const stock: Stock = (file, host) =>
    bundledRows(file)
      .filter(({ date = "" }) => date <= until)
      .map((row) =>
        host === "api.kraken.com" && row["date"] === until
          ? { ...row, close: String(Number(row["close"]) * apart) }
          : row,
      );
  return providersOf(stock, until);
}

/**
 * Every provider of live.yaml, answering what it has in its own wire shape.
 * @param until the day of what is not taken from the stock.
 */
export function providersOf(stock: Stock, until: string): Routes {
  const chart = (
    symbol: string,
    file: string,
    columns: Readonly<Record<string, string>>,
    time = "13:30",
  ) =>
    json((asked) => {
      const rows = stock(file, "query2.finance.yahoo.com")
        .filter(({ date = "" }) => seconds(date, "23:59") >= Number(asked.get("period1")))
        .map((row): BundledRow => ({ ...row, close: row[columns["close"] ?? "close"] ?? "" }));
      const column = (name: string): (number | null)[] =>
        rows.map((row) =>
          figure(
            (name === "close" ? row["close"] : row[columns[name] ?? ""]) ?? candleOf(row)[name],
          ),
        );
      const adjusted = rows.map((row) => figure(row["adjusted"] ?? row["close"]));
      const period = { timezone: "EDT", start: 1, end: 2, gmtoffset: -14_400 };
      const exchangeTimezoneName = time === "00:00" ? "UTC" : "America/New_York";
      const meta = {
        currency: "USD",
        symbol,
        exchangeName: "NMS",
        instrumentType: "EQUITY",
        firstTradeDate: 1,
        regularMarketTime: 1_746_734_401,
        gmtoffset: -14_400,
        timezone: "EDT",
        exchangeTimezoneName,
        regularMarketPrice: 1,
        priceHint: 2,
        currentTradingPeriod: { pre: period, regular: period, post: period },
        dataGranularity: "1d",
        range: "",
        validRanges: ["1d"],
      };
      const quote = [
        {
          open: column("open"),
          high: column("high"),
          low: column("low"),
          close: column("close"),
          volume: column("volume"),
        },
      ];
      const timestamp = rows.map(({ date = "" }) => seconds(date, time));
      return {
        chart: {
          result: [{ meta, timestamp, indicators: { quote, adjclose: [{ adjclose: adjusted }] } }],
          error: null,
        },
      };
    });
  const candles = (file: string) =>
    json((asked) => {
      const [from, to] = [asked.get("start") ?? "", asked.get("end") ?? ""].map(
        (text) => Date.parse(text) / 1000,
      );
      return stock(file, "api.exchange.coinbase.com")
        .map((row) => [
          seconds(row["date"]!),
          ...["low", "high", "open", "close"].map((name) => Number(row[name])),
          10_000,
        ])
        .filter(([time = 0]) => time >= from! && time <= to!)
        .toReversed();
    });
  const coinbase = EXCHANGES["api.exchange.coinbase.com"]!;
  const [product] = coinbase["/products"] as object[];
  const flows = stock("etf-flows.csv", "farside.co.uk");
  const funds = ["ibit", "fbtc", "bitb", "arkb", "btco", "ezbc", "brrr", "hodl", "btcw", "gbtc"];
  const farside = [
    cells("th", ["", ...funds.map((fund) => fund.toUpperCase()), "BTC"]),
    ...flows.map((row) =>
      cells("td", [
        monthNamed(row["date"]!),
        ...[...funds, "btc-mini"].map((fund) => row[fund] ?? ""),
      ]),
    ),
  ];
  const charts = {
    "BTC-USD": chart("BTC-USD", "btc.csv", { volume: "volume" }, "00:00"),
    "ETH-USD": chart("ETH-USD", "eth.csv", { volume: "volume" }, "00:00"),
    COIN: chart("COIN", "coin.csv", {}),
    MSTR: chart("MSTR", "mstr.csv", {}),
    IBIT: chart("IBIT", "ibit.csv", {}),
    "%5EGSPC": chart("^GSPC", "sp500.csv", {}),
    IWM: chart("IWM", "russell2000.csv", {}),
    "%5ENDX": chart("^NDX", "nasdaq100.csv", {}),
    GLD: chart("GLD", "gold.csv", {}),
    "CL=F": chart("CL=F", "oil.csv", {}),
    ...Object.fromEntries(
      SECTORS.map((fund) => [fund, chart(fund, "sectors.csv", { close: fund.toLowerCase() })]),
    ),
  };
  return {
    ...derivativeRoutes(stock),
    "api.exchange.coinbase.com": {
      "/currencies": [
        ...(coinbase["/currencies"] as object[]),
        {
          id: "ETH",
          name: "Ether",
          min_size: "0.00000001",
          status: "online",
          details: { type: "crypto" },
        },
      ],
      "/products": [
        product,
        { ...product, id: "ETH-USD", base_currency: "ETH", display_name: "ETH/USD" },
      ],
      "/products/BTC-USD/candles": candles("btc.csv"),
      "/products/ETH-USD/candles": candles("eth.csv"),
    },
    "api.kraken.com": {
      ...EXCHANGES["api.kraken.com"],
      "/0/public/OHLC": json((asked) => ({
        error: [],
        result: {
          XXBTZUSD: stock("btc.csv", "api.kraken.com")
            .filter(({ date = "" }) => seconds(date) > Number(asked.get("since") ?? 0))
            .map((row) => [
              seconds(row["date"]!),
              row["open"],
              row["high"],
              row["low"],
              row["close"],
              row["close"],
              "100.0",
              10,
            ]),
          last: 1,
        },
      })),
    },
    "api.binance.com": {
      "/api/v3/exchangeInfo": coinMarkets(EXCHANGES["api.binance.com"]!["/api/v3/exchangeInfo"]),
      "/api/v3/klines": json((asked) => {
        if (asked.get("symbol") !== "ETHBTC") return coinCandles(stock, asked);
        return stock("btc.csv", "api.binance.com")
          .filter(({ date = "" }) => seconds(date) * 1000 >= Number(asked.get("startTime")))
          .slice(0, Number(asked.get("limit") ?? 500))
          .map((row, at) => {
            const time = seconds(row["date"]!) * 1000;
            return [
              time,
              "0.02",
              "0.021",
              "0.019",
              "0.02",
              String(50_000 + (at % 7) * 1000),
              time + 86_399_999,
              "1",
              1,
              "1",
              "1",
              "0",
            ];
          });
      }),
    },
    "query1.finance.yahoo.com": YAHOO_SHARES["query1.finance.yahoo.com"]!,
    "finance.yahoo.com": YAHOO_SHARES["finance.yahoo.com"]!,
    "query2.finance.yahoo.com": {
      ...YAHOO_SHARES["query2.finance.yahoo.com"],
      ...Object.fromEntries(
        Object.entries(charts).map(([symbol, reply]) => [`/v8/finance/chart/${symbol}`, reply]),
      ),
    },
    "community-api.coinmetrics.io": {
      "/v4/timeseries/asset-metrics": json((asked) => ({
        data: stock("btc-onchain.csv", "community-api.coinmetrics.io")
          .filter(({ date = "" }) => date >= asked.get("start_time")!)
          .map((row) => ({
            asset: "btc",
            time: `${row["date"]}T00:00:00.000000000Z`,
            CapMrktCurUSD: row["marketCap"],
            FlowInExUSD: row["exchangeInflow"],
            FlowOutExUSD: row["exchangeOutflow"],
          })),
      })),
    },
    "api.coingecko.com": {
      "/api/v3/global": {
        data: {
          total_market_cap: { usd: 3.2e12 },
          total_volume: { usd: 1.4e11 },
          updated_at: seconds(until) + 86_400 + 600,
        },
      },
    },
    "api.alternative.me": {
      "/fng/": {
        name: "Fear and Greed Index",
        data: stock("fear-greed.csv", "api.alternative.me")
          .map((row) => ({ value: row["value"], timestamp: String(seconds(row["date"]!)) }))
          .toReversed(),
        metadata: { error: null },
      },
    },
    "fred.stlouisfed.org": {
      "/graph/fredgraph.csv": text((asked) => {
        const id = asked.get("id") ?? "";
        const rows = stock(FRED[id]!, "fred.stlouisfed.org");
        return [
          `observation_date,${id}`,
          ...rows.map((row) => `${row["date"]},${row["value"]}`),
        ].join("\n");
      }),
    },
    "cdn.cboe.com": {
      "/api/global/us_indices/daily_prices/VIX_History.csv": [
        "DATE,OPEN,HIGH,LOW,CLOSE",
        ...stock("vix.csv", "cdn.cboe.com").map((row) => {
          const { open = "", high = "", low = "", close = "" } = candleOf(row);
          const [year, ...day] = row["date"]!.split("-");
          return `${day.join("/")}/${year},${open},${high},${low},${close}`;
        }),
      ].join("\n"),
    },
    "farside.co.uk": {
      "/bitcoin-etf-flow-all-data/": `<!doctype html><table>${farside.join("\n")}</table>`,
    },
    "cdn.finra.org": Object.fromEntries(
      ["2025-03-14", "2025-03-31", "2025-04-15", "2025-04-30"].map((day) => [
        `/equity/otcmarket/biweekly/shrt${day.replaceAll("-", "")}.csv`,
        marketFile(day),
      ]),
    ),
    "www.ishares.com": {
      [ISHARES_PATH]: HOLDINGS,
      "/us/products/333011/ishares-bitcoin-trust-etf/1467271812596.ajax": HOLDINGS.replace(
        "May 05, 2026",
        "May 07, 2025",
      )
        .replace("278,750,000.00", "1,100,000.00")
        .replace('1,532.50","60.00', '58,300,000.00","60.00'),
    },
  };
}

const SECTORS = ["XLB", "XLC", "XLE", "XLF", "XLI", "XLK", "XLP", "XLRE", "XLU", "XLV", "XLY"];
const FRED: Readonly<Record<string, string>> = {
  DGS10: "us10y.csv",
  DGS2: "us2y.csv",
  DTWEXBGS: "dollar.csv",
};
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function monthNamed(day: string): string {
  return `${day.slice(8)} ${MONTHS[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`;
}
