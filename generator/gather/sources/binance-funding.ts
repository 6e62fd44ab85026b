import { z } from "zod";
import { addDays, dayOf, startOfDay } from "../../base/day.ts";
import { WebFault } from "../../web/fault.ts";
import { liveSource, rowsFrom } from "./contract.ts";

const BASE = "https://fapi.binance.com/fapi/v1/fundingRate";
const PAGE = 1000;
const LAST_PAGE = 20;
/** A rate is set every eight hours. */
const A_DAY = 3;

const page = z.array(
  z.object({
    symbol: z.string(),
    fundingTime: z.number().int(),
    fundingRate: z.string().regex(/^-?\d+\.\d+$/),
  }),
);

/**
 * Funding rates of Binance's perpetual futures, the mean of a UTC day's three in percent:
 * https://developers.binance.com/docs/derivatives/usds-margined-futures/market-data/rest-api/Get-Funding-Rate-History
 */
export const binanceFunding = liveSource({
  id: "binance-funding",
  about: {
    gives: "funding rates of perpetual futures, the mean of each UTC day",
    cost: "free",
    limits: "500 requests in 5 minutes",
    terms: "Binance terms of use",
  },
  spacingMs: 700,
  keys: [],
  options: z.strictObject({ symbol: z.string().regex(/^[A-Z0-9]+$/) }),
  batch: ({ symbol }) => symbol,
  async pull({ wanted, from, to }, http) {
    const { symbol } = wanted[0].options;
    const byDay = new Map<string, number[]>();
    let start = startOfDay(from);
    const end = startOfDay(addDays(to, 1)) - 1;
    for (let number = 1; start <= end; number++) {
      const query = new URLSearchParams({
        symbol,
        startTime: String(start),
        endTime: String(end),
        limit: String(PAGE),
      });
      const items = await http.json(`${BASE}?${query}`, page);
      if (items.some((item) => item.symbol !== symbol))
        throw new WebFault(
          "drift",
          `${BASE}: asked for ${symbol}, the answer is of another symbol`,
        );
      for (const { fundingTime, fundingRate } of items) {
        if (fundingTime < start)
          throw new WebFault("drift", `${BASE}: rates do not come in the order of their times`);
        const day = dayOf(fundingTime);
        byDay.set(day, [...(byDay.get(day) ?? []), Number(fundingRate)]);
        start = fundingTime + 1;
      }
      if (items.length < PAGE) break;
      if (number === LAST_PAGE) throw new WebFault("drift", `${BASE}: its pages do not end`);
    }
    // A day of fewer rates is not over, or the contract was funded at other hours.
    const whole = [...byDay].filter(([, rates]) => rates.length === A_DAY);
    const rows = rowsFrom(
      whole,
      ([day]) => day,
      ([, rates]) => Number(((rates.reduce((a, b) => a + b) / A_DAY) * 100).toFixed(6)),
    );
    return { rows: new Map(wanted.map(({ series }) => [series.id, rows])), notes: [] };
  },
});
