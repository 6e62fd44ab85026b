import type { Exchange, OHLCV } from "ccxt";
import { z } from "zod";
import { addDays, dayOf, startOfDay } from "../../base/day.ts";
import { suggestion } from "../../base/nearest.ts";
import { held } from "../../web/answer.ts";
import { Failure } from "../../base/problem.ts";
import { WebFault } from "../../web/fault.ts";
import type { Line } from "../../web/line.ts";
import { liveSource, rowsFrom } from "./contract.ts";

/** Position in a candle of ccxt: [time, open, high, low, close, volume]. */
const FIELDS = { open: 1, high: 2, low: 3, close: 4, volume: 5 } as const;
/** Candles asked for at once; every exchange gives as many. */
const PAGE = 300;

const candles = z.array(z.array(z.number().nullish()).min(6));

/** Any exchange that ccxt knows, one imported at a time: https://docs.ccxt.com */
export const exchange = liveSource({
  id: "exchange",
  about: {
    gives:
      "daily candles and volume of one market on Coinbase, Kraken, Binance or any other exchange of ccxt",
    cost: "free",
    limits: "each exchange's own, as ccxt knows them; at most one request in 0.5 s",
    terms: "each exchange's market data terms",
  },
  spacingMs: 500,
  keys: [],
  options: z.strictObject({
    exchange: z.string().regex(/^[a-z0-9]+$/),
    pair: z.string().regex(/^[A-Z0-9]+\/[A-Z0-9]+$/),
    field: z.enum(["open", "high", "low", "close", "volume"]).default("close"),
    /** Volume is counted in the pair's first currency; `quote` multiplies it by the mean of the day's prices. */
    volumeIn: z.enum(["base", "quote"]).default("base"),
  }),
  batch: (options) => `${options.exchange} ${options.pair}`,
  async pull({ wanted, from, to }, line) {
    const { exchange: name, pair } = wanted[0].options;
    const client = await clientOf(name, line);
    const found: OHLCV[] = [];
    for (let since = from; since <= to;) {
      const page = await throughExchange(name, () =>
        client.fetchOHLCV(pair, "1d", startOfDay(since), PAGE),
      );
      held(page, candles, `${name} candles of ${pair}`);
      const fresh = page.filter(([time]) => dayOf(Number(time)) >= since);
      found.push(...fresh);
      const last = fresh.at(-1)?.[0];
      // Nothing: the market is younger than that, or was closed; the next page may hold something.
      since = last === undefined ? addDays(since, PAGE) : addDays(dayOf(last), 1);
    }
    const rows = wanted.map(
      ({ series, options }) =>
        [
          series.id,
          rowsFrom(
            found,
            ([time]) => dayOf(Number(time)),
            (item) => figureOf(item, options),
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

/** One client an exchange and run: it keeps the list of markets, which some exchanges give in megabytes. */
const clients = new WeakMap<Line, Map<string, Promise<Exchange>>>();

function clientOf(name: string, line: Line): Promise<Exchange> {
  const known = clients.get(line) ?? new Map<string, Promise<Exchange>>();
  clients.set(line, known);
  const client = known.get(name) ?? openExchange(name, line);
  known.set(name, client);
  return client;
}

/** Imports the one exchange: the whole of ccxt takes four times as long to load. */
async function openExchange(name: string, line: Line): Promise<Exchange> {
  const module = new URL(`./src/${name}.js`, import.meta.resolve("ccxt"));
  let loaded: { readonly default: new (settings: object) => Exchange };
  try {
    loaded = (await import(module.href)) as typeof loaded;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    const advice = suggestion(name, [
      "coinbase",
      "coinbaseexchange",
      "kraken",
      "binance",
      "bitstamp",
    ]);
    throw new WebFault("bad-address", `ccxt knows no exchange "${name}". ${advice}`);
  }
  const client = new loaded.default({ enableRateLimit: false, timeout: 120_000 });
  if (name.startsWith("binance")) client.options["fetchMarkets"] = { types: ["spot"] };
  client.fetchImplementation = line.fetch(name);
  return client;
}

async function throughExchange<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof WebFault || error instanceof Failure) throw error;
    throw new WebFault("drift", `${name}: ${(error as Error).message.slice(0, 200)}`);
  }
}
