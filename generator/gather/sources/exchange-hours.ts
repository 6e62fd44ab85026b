import type { OHLCV } from "ccxt";
import { z } from "zod";
import { addDays, DAY_MS, dayOf, startOfDay, type Day, type Instant } from "../../base/day.ts";
import { liveSource, rowsFrom } from "./contract.ts";
import {
  candlesOf,
  EXCHANGE_SPACING_MS,
  holdCurrency,
  marketOptions,
  ofExchanges,
} from "./exchange-candles.ts";

const HOURS = 24;

/** What is told of a day by its hours. An hour is counted 0 to 23, by the UTC hour in which it begins. */
interface DayByHours {
  readonly day: Day;
  /** The hour whose last price was farthest from its first, in percent; the earliest of equals. */
  readonly swingHour: number;
  readonly swingOpen: number;
  readonly swingClose: number;
  /** The hours of the day's high and of its low; the earliest of equals. */
  readonly highHour: number;
  readonly lowHour: number;
  /** The last price of each hour, from that which begins at midnight. */
  readonly closes: readonly number[];
}

const FIELDS = ["swingHour", "swingOpen", "swingClose", "highHour", "lowHour"] as const;

/** The fields that are prices. */
const PRICES: ReadonlySet<string> = new Set(["swingOpen", "swingClose", "close"]);

/** The path of a day, from the hourly candles of any exchange that ccxt knows. */
export const exchangeHours = liveSource({
  id: "exchange-hours",
  about: {
    gives:
      "when in the UTC day one market moved, from hourly candles: the hour of the largest move with its first and last price, those of the day's high and low; and the last price of each hour",
    ...ofExchanges,
  },
  spacingMs: EXCHANGE_SPACING_MS,
  keys: [],
  options: z.union([
    z.strictObject({ ...marketOptions, field: z.enum(FIELDS) }),
    /** For `hours:` of a price, which numbers them. */
    z.strictObject({
      ...marketOptions,
      field: z.literal("close"),
      hour: z.int().min(1).max(HOURS),
    }),
  ]),
  batch: (options) => `${options.exchange} ${options.pair}`,
  async pull({ wanted, from, to, now }, http) {
    for (const { series, options } of wanted)
      if (PRICES.has(options.field)) holdCurrency(series, options);
    const { days, notes } = daysByHours(
      await candlesOf(wanted[0].options, "1h", { from, to }, http),
      now,
    );
    const rows = wanted.map(
      ({ series, options }) =>
        [
          series.id,
          rowsFrom(
            days,
            ({ day }) => day,
            (its) =>
              options.field === "close" ? its.closes[options.hour - 1] : its[options.field],
            { whole: (its) => [...FIELDS.map((field) => its[field]), ...its.closes] },
          ),
        ] as const,
    );
    return { rows: new Map(rows), notes };
  },
});

/** The days of which all hours are over and known; a day that lacks some is named and left out, as its largest move may be among them. */
function daysByHours(
  candles: readonly OHLCV[],
  now: Instant,
): { readonly days: DayByHours[]; readonly notes: string[] } {
  const days: DayByHours[] = [];
  const notes: string[] = [];
  for (const [day, hours] of Map.groupBy(candles, ([time]) => dayOf(Number(time)))) {
    if (startOfDay(addDays(day, 1)) > now) continue;
    const known = new Map(hours.map((candle) => [hourOf(candle), candle]));
    if (known.size === HOURS && hours.every(isWhole)) days.push(dayOfHours(day, known));
    else notes.push(`${day} has ${hours.filter(isWhole).length} of ${HOURS} hours and is left out`);
  }
  return { days, notes };
}

/** The UTC hour in which a candle of an hour begins, 0 to 23. */
export function hourOf([time]: OHLCV): number {
  return (Number(time) % DAY_MS) / (DAY_MS / HOURS);
}

/** Whether all four prices of a candle are there. */
export function isWhole([, open = NaN, high = NaN, low = NaN, close = NaN]: OHLCV): boolean {
  return [open, high, low, close].every((price) => price > 0);
}

function dayOfHours(day: Day, hours: ReadonlyMap<number, OHLCV>): DayByHours {
  const most = (figure: (candle: OHLCV) => number): number =>
    [...hours.keys()]
      .toSorted((one, other) => one - other)
      .reduce((best, hour) => (figure(hours.get(hour)!) > figure(hours.get(best)!) ? hour : best));
  const swingHour = most(([, open = NaN, , , close = NaN]) => Math.abs(close / open - 1));
  const [, swingOpen = NaN, , , swingClose = NaN] = hours.get(swingHour)!;
  return {
    day,
    swingHour,
    swingOpen,
    swingClose,
    highHour: most(([, , high = NaN]) => high),
    lowHour: most(([, , , low = NaN]) => -low),
    closes: Array.from({ length: HOURS }, (_, hour) => Number(hours.get(hour)![4])),
  };
}
