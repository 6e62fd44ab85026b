import { z } from "zod";
import { addDays, dayOf, startOfDay, DAY_MS } from "../../base/day.ts";
import { WebFault } from "../../web/fault.ts";
import { liveSource, rowsFrom } from "./contract.ts";

const BASE = "https://www.deribit.com/api/v2/public/get_volatility_index_data";
const LAST_PAGE = 50;

/** Instant, open, high, low, close. */
const candle = z.tuple([z.number().int(), z.number(), z.number(), z.number(), z.number()]);

const answer = z.object({
  result: z.object({ data: z.array(candle), continuation: z.number().int().nullable() }),
});

/** Deribit's index of implied volatility (DVOL), its close of each UTC day: https://docs.deribit.com/#public-get_volatility_index_data */
export const deribitVolatility = liveSource({
  id: "deribit-volatility",
  about: {
    gives: "implied volatility of Bitcoin and Ether (DVOL), daily",
    cost: "free",
    limits: "20 requests a second",
    terms: "Deribit terms of service",
  },
  spacingMs: 200,
  keys: [],
  options: z.strictObject({ currency: z.enum(["BTC", "ETH"]) }),
  batch: ({ currency }) => currency,
  async pull({ wanted, from, to }, http) {
    const { currency } = wanted[0].options;
    const candles = new Map<number, z.output<typeof candle>>();
    let end: number | null = startOfDay(addDays(to, 1)) - 1;
    for (let number = 1; end !== null; number++) {
      const query = new URLSearchParams({
        currency,
        start_timestamp: String(startOfDay(from)),
        end_timestamp: String(end),
        resolution: "1D",
      });
      const { result }: z.output<typeof answer> = await http.json(`${BASE}?${query}`, answer);
      for (const each of result.data) candles.set(each[0], each);
      if (result.continuation !== null && result.continuation >= end)
        throw new WebFault("drift", `${BASE}: its pages do not go back`);
      end = result.continuation;
      if (number === LAST_PAGE) throw new WebFault("drift", `${BASE}: its pages do not end`);
    }
    const ordered = [...candles.values()].toSorted(([a], [b]) => a - b);
    if (ordered.some(([instant]) => instant % DAY_MS !== 0))
      throw new WebFault("drift", `${BASE}: a candle does not begin at midnight UTC`);
    const rows = rowsFrom(
      ordered,
      ([instant]) => dayOf(instant),
      ([, , , , close]) => close,
      { whole: ([, ...figures]) => figures },
    );
    return { rows: new Map(wanted.map(({ series }) => [series.id, rows])), notes: [] };
  },
});
