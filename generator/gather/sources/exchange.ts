import type { Exchange, OHLCV } from "ccxt";
import { z } from "zod";
import { addDays, dayOf, startOfDay } from "../../base/day.ts";
import { suggestion } from "../../base/nearest.ts";
import { held } from "../../web/answer.ts";
import { Failure } from "../../base/problem.ts";
import { WebFault } from "../../web/fault.ts";
import type { HttpClient } from "../../web/http-client.ts";
import type { Series } from "../../publication/catalogue.ts";
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
  async pull({ wanted, from, to }, http) {
    const { exchange: name, pair } = wanted[0].options;
    for (const { series, options } of wanted) holdCurrency(series, options);
    const client = await clientOf(name, http);
    const found: OHLCV[] = [];
    for (let since = from; since <= to;) {
      const page = await throughExchange(name, http, () =>
        client.fetchOHLCV(pair, "1d", startOfDay(since), PAGE),
      );
      held(page, candles, `${name} candles of ${pair}`);
      holdBoundary(page, name);
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
            { whole: ([, ...figures]) => figures },
          ),
        ] as const,
    );
    return { rows: new Map(rows), notes: [] };
  },
});

/** A price is in the pair's second currency, which has to be that of the series. */
function holdCurrency(
  { id, unit }: Series,
  {
    pair,
    field,
    volumeIn,
  }: { pair: string; field: keyof typeof FIELDS; volumeIn: "base" | "quote" },
): void {
  const quote = pair.split("/")[1]!;
  const [currency = ""] = unit.split(" ");
  const isMoney = /^[A-Z]{3}$/.test(currency) && (field !== "volume" || volumeIn === "quote");
  if (!isMoney || quote === currency) return;
  throw new WebFault(
    "drift",
    `the pair ${pair} is priced in ${quote}, but ${id} is declared in ${unit}`,
  );
}

/** Days are counted from midnight UTC: candles that open at another hour are of other days. */
function holdBoundary(page: readonly OHLCV[], name: string): void {
  const other = page.find(([time]) => startOfDay(dayOf(Number(time))) !== Number(time));
  if (other === undefined) return;
  const hour = new Date(Number(other[0])).toISOString().slice(11, 16);
  throw new WebFault(
    "drift",
    `${name}: its days open at ${hour} UTC, and days from midnight UTC to midnight UTC are expected`,
  );
}

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
const clients = new WeakMap<HttpClient, Map<string, Promise<Exchange>>>();

function clientOf(name: string, http: HttpClient): Promise<Exchange> {
  const known = clients.get(http) ?? new Map<string, Promise<Exchange>>();
  clients.set(http, known);
  const client = known.get(name) ?? openExchange(name, http);
  known.set(name, client);
  return client;
}

/** Imports the one exchange: the whole of ccxt takes four times as long to load. */
async function openExchange(name: string, http: HttpClient): Promise<Exchange> {
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
  client.fetchImplementation = http.fetch(name);
  return client;
}

/** Asks the exchange; what it says is passing (too busy, down for a moment), with status 200 too, is asked again. */
async function throughExchange<T>(
  name: string,
  http: HttpClient,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await http.patiently(work, isPassing);
  } catch (error) {
    if (error instanceof WebFault || error instanceof Failure) throw error;
    throw new WebFault("drift", `${name}: ${(error as Error).message.slice(0, 200)}`);
  }
}

/** True for what ccxt derives from its NetworkError: https://docs.ccxt.com/#/README?id=exception-hierarchy */
function isPassing(error: unknown): boolean {
  if (error instanceof WebFault) return false;
  for (
    let made = (error as object).constructor;
    made.name !== "";
    made = Object.getPrototypeOf(made)
  )
    if (made.name === "NetworkError") return true;
  return false;
}
