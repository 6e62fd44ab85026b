import { z } from "zod";
import { addDays, dayOf, daysBetween, startOfDay, type Day } from "../../base/day.ts";
import { WebFault } from "../../web/fault.ts";
import type { HttpClient } from "../../web/http-client.ts";
import { liveSource, rowsFrom } from "./contract.ts";

const INTEREST = "https://fapi.binance.com/futures/data/openInterestHist";
const BASIS = "https://dapi.binance.com/futures/data/basis";

/** Both endpoints tell of no more. */
const KNOWN_DAYS = 30;

const figure = z.string().regex(/^-?\d+(\.\d+)?$/);

const interests = z.array(
  z.object({ symbol: z.string(), sumOpenInterestValue: figure, timestamp: z.number().int() }),
);

const bases = z.array(
  z.object({
    pair: z.string(),
    contractType: z.string(),
    annualizedBasisRate: figure,
    timestamp: z.number().int(),
  }),
);

const options = z.discriminatedUnion("field", [
  z.strictObject({
    /** What the open contracts of a perpetual future are worth, in its second currency. */
    field: z.literal("openInterest"),
    symbol: z.string().regex(/^[A-Z0-9]+$/),
  }),
  z.strictObject({
    /** By how much a quarterly future is above its index, in percent a year; below zero where it is under it. */
    field: z.literal("basis"),
    pair: z.string().regex(/^[A-Z0-9]+$/),
    contract: z.enum(["CURRENT_QUARTER", "NEXT_QUARTER"]).default("NEXT_QUARTER"),
  }),
]);

type Options = z.infer<typeof options>;

/** What was known at an instant. */
interface Reading {
  readonly timestamp: number;
  readonly value: number;
}

/**
 * What is held in Binance's futures and what they cost over spot, as at the midnight that ends each UTC day:
 * https://developers.binance.com/docs/derivatives/usds-margined-futures/market-data/rest-api/Open-Interest-Statistics
 * https://developers.binance.com/docs/derivatives/coin-margined-futures/market-data/rest-api/Basis
 */
export const binanceFutures = liveSource({
  id: "binance-futures",
  about: {
    gives:
      "open interest of a perpetual future, and the basis of a quarterly one in percent a year, as at the end of each UTC day; of the last 30 days",
    cost: "free",
    limits: "1,000 requests in 5 minutes",
    terms: "Binance terms of use",
  },
  spacingMs: 500,
  keys: [],
  options,
  batch: (asked) => JSON.stringify(asked),
  async pull({ wanted, from, to }, http) {
    const asked = wanted[0].options;
    const first = daysBetween(from, to) < KNOWN_DAYS ? from : addDays(to, 1 - KNOWN_DAYS);
    const readings = await readingsOf(asked, { from: first, to }, http);
    const off = readings.find(({ timestamp }) => timestamp !== startOfDay(dayOf(timestamp)));
    if (off !== undefined)
      throw new WebFault(
        "drift",
        `Binance's ${asked.field} of ${new Date(off.timestamp).toISOString()}: readings at midnight UTC are expected`,
      );
    const rows = rowsFrom(
      readings.toSorted((one, other) => one.timestamp - other.timestamp),
      ({ timestamp }) => dayOf(timestamp - 1),
      ({ value }) => value,
    );
    return { rows: new Map(wanted.map(({ series }) => [series.id, rows])), notes: [] };
  },
});

async function readingsOf(
  asked: Options,
  { from, to }: { readonly from: Day; readonly to: Day },
  http: HttpClient,
): Promise<Reading[]> {
  const span = {
    period: "1d",
    // The reading that a day ends with bears the next midnight.
    startTime: String(startOfDay(addDays(from, 1))),
    endTime: String(startOfDay(addDays(to, 1))),
    limit: String(KNOWN_DAYS + 1),
  };
  if (asked.field === "openInterest") {
    const { symbol } = asked;
    const items = await http.json(
      `${INTEREST}?${new URLSearchParams({ symbol, ...span })}`,
      interests,
    );
    holdTo(
      items.map((item) => item.symbol),
      symbol,
    );
    return items.map((item) => ({
      timestamp: item.timestamp,
      value: Number(item.sumOpenInterestValue),
    }));
  }
  const { pair, contract } = asked;
  const query = new URLSearchParams({ pair, contractType: contract, ...span });
  const items = await http.json(`${BASIS}?${query}`, bases);
  holdTo(
    items.map((item) => `${item.pair} ${item.contractType}`),
    `${pair} ${contract}`,
  );
  return items.map((item) => ({
    timestamp: item.timestamp,
    value: Number((Number(item.annualizedBasisRate) * 100).toFixed(6)),
  }));
}

function holdTo(names: readonly string[], asked: string): void {
  const other = names.find((name) => name !== asked);
  if (other === undefined) return;
  throw new WebFault("drift", `asked Binance for ${asked}, the answer is of ${other}`);
}
