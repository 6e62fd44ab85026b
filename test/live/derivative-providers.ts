import { addDays } from "../../generator/base/day.ts";
import type { Routes } from "../gather/sources/routes.ts";
import { candleOf, json, seconds, type BundledRow, type Stock } from "./stock.ts";

const COINS = ["SOL", "XRP", "BNB", "DOGE", "ADA", "AVAX", "LINK"];
const HOURS = ["00:00", "08:00", "16:00"];

interface Markets {
  readonly symbols: readonly object[];
}

/** Binance's list of markets with those of the coins, each declared as the first of the list is. */
export function coinMarkets(listed: unknown): Markets {
  const markets = listed as Markets;
  const coins = COINS.map((coin) => ({
    ...markets.symbols[0],
    symbol: `${coin}USDT`,
    baseAsset: coin,
    quoteAsset: "USDT",
  }));
  return { ...markets, symbols: [...markets.symbols, ...coins] };
}

/** Binance's candles of one of the coins. */
export function coinCandles(stock: Stock, asked: URLSearchParams): (string | number)[][] {
  const column = asked.get("symbol")!.replace("USDT", "").toLowerCase();
  return stock("coins.csv", "api.binance.com")
    .filter(({ date = "" }) => seconds(date) * 1000 >= Number(asked.get("startTime")))
    .slice(0, Number(asked.get("limit") ?? 500))
    .map((row) => {
      const time = seconds(row["date"]!) * 1000;
      const { open, high, low, close, volume } = candleOf({ ...row, close: row[column]! });
      const candle = [open!, high!, low!, close!, volume!];
      return [time, ...candle, time + 86_399_999, "1", 1, "1", "1", "0"];
    });
}

interface Funding {
  readonly symbol: string;
  /** Milliseconds since 1970. */
  readonly fundingTime: number;
  readonly fundingRate: string;
}

/** A day's rate in percent as the three that were set in it, in the fraction in which Binance tells them. */
function fundingsOf(symbol: string, row: BundledRow): Funding[] {
  const percent = row[symbol.replace("USDT", "").toLowerCase()]!;
  const fundingRate = (Number(percent) / 100).toFixed(8);
  return HOURS.map((hour) => ({
    symbol,
    fundingTime: seconds(row["date"]!, hour) * 1000,
    fundingRate,
  }));
}

/** What is asked of derivatives, stablecoins and locked value: Binance's futures, Deribit, DefiLlama and the CFTC. */
export function derivativeRoutes(stock: Stock): Routes {
  return {
    "fapi.binance.com": {
      "/fapi/v1/fundingRate": json((asked) =>
        stock("funding.csv", "fapi.binance.com")
          .flatMap((row) => fundingsOf(asked.get("symbol")!, row))
          .filter(({ fundingTime }) => fundingTime >= Number(asked.get("startTime")))
          .slice(0, Number(asked.get("limit"))),
      ),
    },
    "www.deribit.com": {
      "/api/v2/public/get_volatility_index_data": json((asked) => ({
        result: {
          data: stock("dvol.csv", "www.deribit.com")
            .filter(({ date = "" }) => seconds(date) * 1000 >= Number(asked.get("start_timestamp")))
            .map((row) => {
              const { open, high, low, close } = candleOf({ ...row, close: row["value"]! });
              return [seconds(row["date"]!) * 1000, ...[open, high, low, close].map(Number)];
            }),
          continuation: null,
        },
      })),
    },
    "stablecoins.llama.fi": {
      "/stablecoincharts/all": json(() =>
        stock("stablecoins.csv", "stablecoins.llama.fi").map((row) => ({
          date: String(seconds(addDays(row["date"]!, 1))),
          totalCirculatingUSD: { peggedUSD: Number(row["supply"]) },
        })),
      ),
    },
    "api.llama.fi": {
      "/charts": json(() =>
        stock("defi.csv", "api.llama.fi").map((row) => ({
          date: String(seconds(addDays(row["date"]!, 1))),
          totalLiquidityUSD: Number(row["tvl"]),
        })),
      ),
    },
    "publicreporting.cftc.gov": {
      "/resource/gpe5-46if.json": json(() => {
        const rows = stock("cftc-bitcoin.csv", "publicreporting.cftc.gov");
        const newest = stock("btc.csv", "publicreporting.cftc.gov").at(-1)?.["date"] ?? "";
        // A Tuesday's positions are out on its Friday.
        return rows
          .filter(({ date = "" }) => addDays(date, 3) <= newest)
          .map((row) => ({
            report_date_as_yyyy_mm_dd: `${row["date"]}T00:00:00.000`,
            open_interest_all: row["openInterest"],
            lev_money_positions_long: row["leveragedLong"],
            lev_money_positions_short: row["leveragedShort"],
            asset_mgr_positions_long: row["managerLong"],
            asset_mgr_positions_short: row["managerShort"],
          }));
      }),
    },
  };
}
