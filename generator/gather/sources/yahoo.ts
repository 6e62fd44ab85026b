import type YahooFinance from "yahoo-finance2";
import { z } from "zod";
import { addDays, startOfDay } from "../../base/day.ts";
import { held } from "../../web/answer.ts";
import { Failure } from "../../base/problem.ts";
import { WebFault } from "../../web/fault.ts";
import type { HttpClient } from "../../web/http-client.ts";
import { liveSource, rowsFrom } from "./contract.ts";
import { dayIn } from "./days.ts";

const FIELDS = {
  open: "open",
  high: "high",
  low: "low",
  close: "close",
  adjusted: "adjclose",
  volume: "volume",
} as const;

const price = z.number().nullable().optional();
const candle = z.looseObject({
  date: z.date(),
  open: price,
  high: price,
  low: price,
  close: price,
  adjclose: price,
  volume: price,
});
const chart = z.object({
  meta: z.looseObject({
    symbol: z.string(),
    currency: z.string(),
    /** Where its days begin and end: a candle of EURUSD=X that opens at 23:00 UTC is London's next day. */
    exchangeTimezoneName: z.string(),
  }),
  events: z
    .looseObject({
      splits: z
        .array(
          z.looseObject({
            date: z.date(),
            numerator: z.number().positive(),
            denominator: z.number().positive(),
          }),
        )
        .exactOptional(),
    })
    .exactOptional(),
  quotes: z.array(candle),
});

/** Yahoo Finance, through yahoo-finance2: https://jsr.io/@gadicc/yahoo-finance2 */
export const yahoo = liveSource({
  id: "yahoo",
  about: {
    gives: "daily candles of shares, funds, indices and coins: raw and adjusted",
    cost: "free",
    limits: "none stated; asked at most once a second",
    terms: "personal use",
  },
  spacingMs: 1000,
  keys: [],
  options: z.strictObject({
    symbol: z.string().min(1),
    field: z.enum(["open", "high", "low", "close", "adjusted", "volume"]).default("close"),
    /** Currency in which the provider must quote; an index has none of its own but says USD all the same. */
    currency: z.string().default("USD"),
  }),
  batch: ({ symbol, currency }) => (currency === "USD" ? symbol : `${symbol} in ${currency}`),
  async pull({ wanted, from, to }, http) {
    const { symbol, currency } = wanted[0].options;
    const answered = await throughYahoo(http, (client) =>
      client.chart(
        symbol,
        {
          period1: startOfDay(from) / 1000,
          period2: startOfDay(addDays(to, 1)) / 1000,
          interval: "1d",
          includePrePost: false,
          events: "div|split",
        },
        { validateResult: false },
      ),
    );
    const { meta, quotes, events } = held(answered, chart, `Yahoo chart of ${symbol}`);
    expect("symbol", symbol.toUpperCase(), meta.symbol.toUpperCase());
    // GBp are pence: the case tells them from pounds.
    expect("currency", currency, meta.currency);
    const rows = wanted.map(
      ({ series, options }) =>
        [
          series.id,
          rowsFrom(
            quotes,
            ({ date }) => dayIn(meta.exchangeTimezoneName, date.getTime()),
            (item) => asQuoted(item[FIELDS[options.field]]),
            { whole: (item) => Object.values(FIELDS).map((field) => item[field]) },
          ),
        ] as const,
    );
    const splits = (events?.splits ?? []).map(
      ({ date, numerator, denominator }) =>
        [dayIn(meta.exchangeTimezoneName, date.getTime()), numerator / denominator] as const,
    );
    return { rows: new Map(rows), notes: [], splits: new Map(splits) };
  },
});

const silent = (): void => undefined;

/** Asks the library, which is loaded only now; its errors are faults of the provider. */
export async function throughYahoo<T>(
  http: HttpClient,
  ask: (client: YahooClient) => Promise<T>,
): Promise<T> {
  const client = await yahooClient(http);
  try {
    return await ask(client);
  } catch (error) {
    if (error instanceof WebFault || error instanceof Failure) throw error;
    throw new WebFault("drift", `Yahoo Finance: ${(error as Error).message.slice(0, 200)}`);
  }
}

type YahooClient = InstanceType<typeof YahooFinance>;

/** The library with everything that it would fetch, say or look up on its own passing through us or switched off. */
async function yahooClient(http: HttpClient): Promise<YahooClient> {
  const { default: Client } = await import("yahoo-finance2");
  return new Client({
    fetch: http.fetch(),
    versionCheck: false,
    suppressNotices: ["yahooSurvey", "ripHistorical"],
    logger: { info: silent, warn: silent, error: silent, debug: silent, dir: silent },
    queue: { concurrency: 1 },
  });
}

/** Yahoo hands prices over in single precision: 196.56 comes as 196.55999755859375. The shortest decimal that means the same. */
function asQuoted(value: number | null | undefined): number | null | undefined {
  if (typeof value !== "number" || Math.fround(value) !== value || Number.isInteger(value))
    return value;
  for (let digits = 1; digits <= 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}

function expect(what: string, asked: string, given: string): void {
  if (asked !== given)
    throw new WebFault(
      "drift",
      `Yahoo Finance: asked for the ${what} ${asked}, the answer is of ${given.slice(0, 20)}`,
    );
}
