import { date, fixed, found, own, type Measure } from "../definition.ts";
import { lacking, newest } from "../reading.ts";
import { relativeStrength } from "../statistics/wilder.ts";
import { warmedUp } from "./rsi.ts";

/** So many periods must lie between the earlier extreme and the newest value. */
const APART = 5;
const RSI = 14;

/**
 * The highest (lowest) close of the `window` closes that end five periods before the newest, its day, and the RSI of that day:
 * what a new high (low) of today is held against. The latest where there are several. With it, whether the newest close lies beyond
 * every one of those five periods too (1 or 0): where it does not, it is no new high (low).
 */
export function earlierExtreme(which: "high" | "low", window: number): Measure {
  const name = which === "high" ? `peak${window}` : `trough${window}`;
  const sign = which === "high" ? 1 : -1;
  return {
    method: "earlier-extreme",
    parameters: { window, apart: APART },
    classes: ["price"],
    reads: "values",
    outputs: [
      own(name),
      date(`${name}Day`),
      fixed(`${name}Rsi`, "points", 1),
      fixed(`${name}Beyond`, "count", 0),
    ],
    compute(reading) {
      const past = newest(reading, window, APART);
      if (!past.ok) return past;
      let best = 0;
      past.values.forEach((value, at) => {
        if (sign * value >= sign * past.values[best]!) best = at;
      });
      const position = past.first + best;
      const closes = warmedUp(reading, RSI, reading.last - position);
      if (!closes.ok) return closes;
      const rsi = relativeStrength(closes.values, RSI);
      if (rsi === undefined) return lacking("constant");
      const { days, values } = past.history;
      const since = values.subarray(past.last + 1, reading.last);
      const isBeyond = since.every((value) => sign * value < sign * values[reading.last]!);
      return found(
        {
          [name]: past.values[best]!,
          [`${name}Day`]: days[position]!,
          [`${name}Rsi`]: rsi,
          [`${name}Beyond`]: isBeyond ? 1 : 0,
        },
        { ...past, first: Math.min(past.first, closes.first), last: reading.last },
      );
    },
  };
}
