import { fixed, found, type Measure } from "../definition.ts";
import { lacking, newest, short, type Lacking, type Reading, type Window } from "../reading.ts";
import { relativeStrength } from "../statistics/wilder.ts";

/** Values that the averages are seeded and smoothed over, at most: enough that the seed no longer shows. */
const WARMUP = 250;
/** By how many windows later less than a hundredth of a change is left in Wilder's average: (1 − 1 ÷ n) to the power of 5n. */
const FADED = 5;

/**
 * Wilder's relative strength index over `window` periods, 0 to 100, for the newest value and (`…Previous`) as it was one
 * period earlier. Each is computed over the same number of values, so that today's previous is yesterday's reading.
 * A series that has not moved has none, nor has one that was at zero or below within the last 5 × `window` values: the fall there and
 * back would be all that it tells.
 */
export function rsi(window: number): readonly Measure[] {
  return [ending(`rsi${window}`, window, 0), ending(`rsi${window}Previous`, window, 1)];
}

function ending(name: string, window: number, back: number): Measure {
  return {
    method: "rsi",
    parameters: { window, warmup: WARMUP },
    classes: ["price"],
    reads: "returns",
    outputs: [fixed(name, "points", 1)],
    compute(reading) {
      const values = warmedUp(reading, window, back);
      if (!values.ok) return values;
      const telling = values.values.subarray(-FADED * window);
      if (telling.some((price) => price <= 0)) return lacking("undefined");
      const value = relativeStrength(values.values, window);
      return value === undefined ? lacking("constant") : found({ [name]: value }, values);
    },
  };
}

/** The closes that RSI is computed from as of `back` periods before the newest. */
export function warmedUp(reading: Reading, window: number, back: number): Window | Lacking {
  const known = reading.last + 1 - back;
  if (known < window + 1) return short(reading.last + 1, window + 1 + back);
  return newest(reading, Math.min(WARMUP, known), back);
}
