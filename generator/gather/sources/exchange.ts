import type { OHLCV } from "ccxt";
import { z } from "zod";
import { dayOf } from "../../base/day.ts";
import { liveSource, rowsFrom } from "./contract.ts";
import {
  candlesOf,
  EXCHANGE_SPACING_MS,
  holdCurrency,
  marketOptions,
  ofExchanges,
} from "./exchange-candles.ts";

/** Position in a candle of ccxt: [time, open, high, low, close, volume]. */
const FIELDS = { open: 1, high: 2, low: 3, close: 4, volume: 5 } as const;

/** Any exchange that ccxt knows, one imported at a time: https://docs.ccxt.com */
export const exchange = liveSource({
  id: "exchange",
  about: {
    gives:
      "daily candles and volume of one market on Coinbase, Kraken, Binance or any other exchange of ccxt",
    ...ofExchanges,
  },
  spacingMs: EXCHANGE_SPACING_MS,
  keys: [],
  options: z.strictObject({
    ...marketOptions,
    field: z.enum(["open", "high", "low", "close", "volume"]).default("close"),
    /** Volume is counted in the pair's first currency; `quote` multiplies it by the mean of the day's prices. */
    volumeIn: z.enum(["base", "quote"]).default("base"),
  }),
  batch: (options) => `${options.exchange} ${options.pair}`,
  async pull({ wanted, from, to }, http) {
    for (const { series, options } of wanted)
      if (options.field !== "volume" || options.volumeIn === "quote") holdCurrency(series, options);
    const found = await candlesOf(wanted[0].options, "1d", { from, to }, http);
    const rows = wanted.map(
      ({ series, options }) =>
        [
          series.id,
          rowsFrom(
            found,
            ([time]) => dayOf(Number(time)),
            (item) => figureOf(item, options),
            { whole: ([, ...figures]) => figures },
          ),
        ] as const,
    );
    return { rows: new Map(rows), notes: [] };
  },
});

function figureOf(
  item: OHLCV,
  { field, volumeIn }: { field: keyof typeof FIELDS; volumeIn: "base" | "quote" },
): number | undefined {
  const figure = item[FIELDS[field]];
  if (figure === undefined || field !== "volume" || volumeIn === "base") return figure;
  const [, , high = NaN, low = NaN, close = NaN] = item;
  return (figure * (high + low + close)) / 3;
}
