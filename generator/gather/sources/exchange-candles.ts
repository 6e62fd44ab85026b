import type { Exchange, OHLCV } from "ccxt";
import { z } from "zod";
import { addDays, DAY_MS, startOfDay, type Day } from "../../base/day.ts";
import { suggestion } from "../../base/nearest.ts";
import { held } from "../../web/answer.ts";
import { Failure } from "../../base/problem.ts";
import { WebFault } from "../../web/fault.ts";
import type { HttpClient } from "../../web/http-client.ts";
import type { Series } from "../../publication/catalogue.ts";

/** What holds of every source that asks an exchange through ccxt, beside what it gives. */
export const ofExchanges = {
  cost: "free",
  limits: "each exchange's own, as ccxt knows them; at most one request in 0.5 s",
  terms: "each exchange's market data terms",
} as const;
/** Between two requests to one exchange, in milliseconds. */
export const EXCHANGE_SPACING_MS = 500;

/** A market of an exchange of ccxt: `coinbaseexchange`, `BTC/USD`. */
export const marketOptions = {
  exchange: z.string().regex(/^[a-z0-9]+$/),
  pair: z.string().regex(/^[A-Z0-9]+\/[A-Z0-9]+$/),
};

export interface Market {
  readonly exchange: string;
  readonly pair: string;
}

/** Candles asked for at once; every exchange gives as many. */
const PAGE = 300;

/** What a candle of each length lasts, in milliseconds. */
const LENGTHS = { "1h": DAY_MS / 24, "1d": DAY_MS } as const;

const candles = z.array(z.array(z.number().nullish()).min(6));

/**
 * The candles of a market from a day on up to another, both included, earliest first, as `[time, open, high, low, close, volume]`.
 * @throws WebFault where the answer is of another shape, or of candles that begin at other times than whole UTC hours or days.
 */
export async function candlesOf(
  { exchange, pair }: Market,
  length: keyof typeof LENGTHS,
  { from, to }: { readonly from: Day; readonly to: Day },
  http: HttpClient,
): Promise<OHLCV[]> {
  const client = await clientOf(exchange, http);
  const step = LENGTHS[length];
  const end = startOfDay(addDays(to, 1));
  const found: OHLCV[] = [];
  for (let since = startOfDay(from); since < end;) {
    const page = await throughExchange(exchange, http, () =>
      client.fetchOHLCV(pair, length, since, PAGE),
    );
    held(page, candles, `${exchange} candles of ${pair}`);
    holdBoundary(page, exchange, length);
    const fresh = page.filter(([time]) => Number(time) >= since);
    found.push(...fresh);
    const last = fresh.at(-1)?.[0];
    // Nothing: the market is younger than that, or was closed; the next page may hold something.
    since = last === undefined ? since + PAGE * step : Number(last) + step;
  }
  return found;
}

/** A price is in the pair's second currency, which has to be that of the series. */
export function holdCurrency({ id, unit }: Series, { pair }: Market): void {
  const quote = pair.split("/")[1]!;
  const [currency = ""] = unit.split(" ");
  if (!/^[A-Z]{3}$/.test(currency) || quote === currency) return;
  throw new WebFault(
    "drift",
    `the pair ${pair} is priced in ${quote}, but ${id} is declared in ${unit}`,
  );
}

/** Days are counted from midnight UTC, hours from the full hour: candles that open at another time are of others. */
function holdBoundary(page: readonly OHLCV[], name: string, length: keyof typeof LENGTHS): void {
  const other = page.find(([time]) => Number(time) % LENGTHS[length] !== 0);
  if (other === undefined) return;
  const hour = new Date(Number(other[0])).toISOString().slice(11, 16);
  throw new WebFault(
    "drift",
    length === "1d"
      ? `${name}: its days open at ${hour} UTC, and days from midnight UTC to midnight UTC are expected`
      : `${name}: a candle of an hour opens at ${hour} UTC, and candles from the full hour are expected`,
  );
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
