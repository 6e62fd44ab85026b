import { addDays, daysFrom, type Day } from "../../../generator/base/day.ts";
import { memoize } from "../../../generator/base/memo.ts";
import { countBefore } from "../../../generator/base/search.ts";
import { secondIdOf } from "../../../generator/publication/catalogue.ts";
import { bundledRows, type BundledRow } from "../stock.ts";

/** When a provider has a period: told here once more and plainly, apart from the lags of the configuration. */
type Due =
  /** As its UTC day is over. */
  | "day"
  /** As its UTC day begins. */
  | "day-begun"
  /** Some hours after its UTC day. */
  | "day-and-hours"
  /** As its session is over. */
  | "session"
  /** The night after its session. */
  | "session-and-night"
  /** In the afternoon of the next session. */
  | "session-after";

/** What one provider answers of one file, and the series that are taken of it. */
export interface Feed {
  readonly host: string;
  readonly file: string;
  /** Path of the request, without the host. */
  readonly path: string;
  /** Series by column. */
  readonly columns: Readonly<Record<string, string>>;
  readonly due: Due;
  /** Prices of shares, which may be split. */
  readonly isShare?: boolean;
  /** The answer has a row for the day under way. */
  readonly isRunning?: boolean;
}

const YAHOO = "query2.finance.yahoo.com";
const COINBASE = "api.exchange.coinbase.com";
const FUNDS = ["ibit", "fbtc", "bitb", "arkb", "btco", "ezbc", "brrr", "hodl", "btcw", "gbtc"];

const share = (symbol: string, file: string, columns: Feed["columns"]): Feed => ({
  host: YAHOO,
  file,
  path: `/v8/finance/chart/${symbol}`,
  columns,
  due: "session",
  isShare: true,
});

const candles = (product: string, coin: string): Feed => ({
  host: COINBASE,
  file: `${coin}.csv`,
  path: `/products/${product}/candles`,
  columns: Object.fromEntries(
    ["open", "high", "low", "close"].map((name) => [name, `${coin}.${name}`]),
  ),
  due: "day",
  isRunning: true,
});

const volume = (symbol: string, coin: string): Feed => ({
  host: YAHOO,
  file: `${coin}.csv`,
  path: `/v8/finance/chart/${symbol}`,
  columns: { volume: `${coin}.volume` },
  due: "day",
  isRunning: true,
});

/** Every answer that the simulated desk asks for. */
export const FEEDS: readonly Feed[] = [
  candles("BTC-USD", "btc"),
  candles("ETH-USD", "eth"),
  volume("BTC-USD", "btc"),
  volume("ETH-USD", "eth"),
  {
    host: "api.kraken.com",
    file: "btc.csv",
    path: "/0/public/OHLC",
    columns: { close: secondIdOf("btc.close") },
    due: "day",
  },
  share("COIN", "coin.csv", { close: "coin.close" }),
  share("MSTR", "mstr.csv", { close: "mstr.close" }),
  share("IBIT", "ibit.csv", { close: "ibit.close" }),
  share("IWM", "russell2000.csv", {
    close: "russell2000.close",
    adjusted: "russell2000.adjusted",
  }),
  {
    host: YAHOO,
    file: "sp500.csv",
    path: "/v8/finance/chart/%5EGSPC",
    columns: { close: "sp500.close" },
    due: "session",
  },
  {
    host: "cdn.cboe.com",
    file: "vix.csv",
    path: "/api/global/us_indices/daily_prices/VIX_History.csv",
    columns: { close: "vix.level" },
    due: "session",
  },
  {
    host: "fred.stlouisfed.org",
    file: "us10y.csv",
    path: "/graph/fredgraph.csv",
    columns: { value: "us10y.level" },
    due: "session-after",
  },
  {
    host: "api.alternative.me",
    file: "fear-greed.csv",
    path: "/fng/",
    columns: { value: "fear-greed.level" },
    due: "day-begun",
  },
  {
    host: "community-api.coinmetrics.io",
    file: "btc-onchain.csv",
    path: "/v4/timeseries/asset-metrics",
    columns: {
      marketCap: "btc.marketCap",
      exchangeInflow: "btc.exchangeInflow",
      exchangeOutflow: "btc.exchangeOutflow",
    },
    due: "day-and-hours",
  },
  {
    host: "farside.co.uk",
    file: "etf-flows.csv",
    path: "/bitcoin-etf-flow-all-data/",
    columns: Object.fromEntries([...FUNDS, "btc-mini"].map((fund) => [fund, `${fund}.flow`])),
    due: "session-and-night",
  },
];

/** A moment at which the desk asks: the night run, and the run of the edition. */
export interface Poll {
  readonly day: Day;
  readonly time: "00:45" | "12:02";
}

const TABLES = new Map(
  [...new Set(FEEDS.map(({ file }) => file))].map((file) => [file, tableOf(file)] as const),
);

/** A bundled file; the adjusted closes of IWM stand for those as traded, which it has of a few months only. */
function tableOf(file: string): readonly BundledRow[] {
  const rows = bundledRows(file);
  if (file !== "russell2000.csv") return rows;
  return rows.map((row) => ({ ...row, close: row["adjusted"]! }));
}

/** What is true of a file, oldest first. */
export function truthOf(file: string): readonly BundledRow[] {
  return TABLES.get(file)!;
}

/** The sessions of New York. */
const SESSIONS = truthOf("sp500.csv").map(({ date = "" }) => date);

/** The sessions up to a day, oldest first. */
const sessionsUntil = memoize((last: Day): readonly Day[] =>
  SESSIONS.slice(
    0,
    countBefore(SESSIONS.length, (at) => SESSIONS[at]! <= last),
  ),
);

/** The days up to one, from the first that Bitcoin has a price of. */
const daysUntil = memoize((last: Day): readonly Day[] =>
  daysFrom(truthOf("btc.csv")[0]!["date"]!, last),
);

/** The periods of a feed up to one, oldest first: each session or each day. */
export function periodsUntil({ due }: Feed, last: Day): readonly Day[] {
  return due.startsWith("session") ? sessionsUntil(last) : daysUntil(last);
}

/** The newest period that a provider without fault has at a poll. */
export function newestDue({ due }: Feed, { day, time }: Poll): Day {
  const yesterday = addDays(day, -1);
  const isNight = time === "00:45";
  if (due === "day-begun") return day;
  if (due === "day") return yesterday;
  if (due === "day-and-hours") return isNight ? addDays(day, -2) : yesterday;
  const until = due === "session-and-night" && isNight ? addDays(day, -2) : yesterday;
  return sessionsUntil(until).at(due === "session-after" ? -2 : -1)!;
}
