import { z } from "zod";
import { DAY_MS, dayOf, startOfDay, type Day } from "../../base/day.ts";
import { liveSource, rowsFrom } from "./contract.ts";
import {
  candlesOf,
  EXCHANGE_SPACING_MS,
  holdCurrency,
  marketOptions,
  ofExchanges,
} from "./exchange-candles.ts";
import { hourOf, isWhole } from "./exchange-hours.ts";

/** What one market did from midnight UTC on: the hour up to which it is told, the last price before it, the highest and the lowest. */
interface Morning {
  readonly day: Day;
  readonly until: number;
  readonly last: number;
  readonly high: number;
  readonly low: number;
}

const FIELDS = ["until", "last", "high", "low"] as const;

/** What a market did since the last UTC day was over, up to an hour before the edition is made. */
export const exchangeMorning = liveSource({
  id: "exchange-morning",
  about: {
    gives:
      "what one market did since midnight UTC, from the hourly candles up to an hour of the morning (`hours`): last, highest and lowest price",
    ...ofExchanges,
  },
  spacingMs: EXCHANGE_SPACING_MS,
  keys: [],
  options: z.strictObject({
    ...marketOptions,
    hours: z.int().min(1).max(23),
    field: z.enum(FIELDS),
  }),
  batch: ({ exchange, pair, hours }) => `${exchange} ${pair} ${hours}`,
  async pull({ wanted, from, to, now }, http) {
    const { options } = wanted[0];
    for (const each of wanted)
      if (each.options.field !== "until") holdCurrency(each.series, each.options);
    const mornings: Morning[] = [];
    const notes: string[] = [];
    const candles = await candlesOf(options, "1h", { from, to }, http);
    for (const [day, ofDay] of Map.groupBy(candles, ([time]) => dayOf(Number(time)))) {
      if (startOfDay(day) + (options.hours / 24) * DAY_MS > now) continue;
      const hours = ofDay.filter((candle) => hourOf(candle) < options.hours && isWhole(candle));
      if (hours.length === options.hours) {
        mornings.push({
          day,
          until: options.hours,
          last: Number(hours.at(-1)![4]),
          high: Math.max(...hours.map(([, , high]) => Number(high))),
          low: Math.min(...hours.map(([, , , low]) => Number(low))),
        });
      } else
        notes.push(
          `${day} has ${hours.length} of its first ${options.hours} hours and is left out`,
        );
    }
    const rows = wanted.map(
      ({ series, options: { field } }) =>
        [
          series.id,
          rowsFrom(
            mornings,
            ({ day }) => day,
            (its) => its[field],
            { whole: (its) => FIELDS.map((each) => its[each]) },
          ),
        ] as const,
    );
    return { rows: new Map(rows), notes };
  },
});
