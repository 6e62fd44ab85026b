import { fixed, found, type Measure } from "../definition.ts";
import { between, lacking, pastYears, short } from "../reading.ts";
import {
  isConstant,
  logReturns,
  percentileRank,
  shareBelow,
  sampleDeviation,
} from "../statistics/statistics.ts";

/**
 * Percentile (mean rank) of the realised volatility over `window` log returns among its readings on every period of the past
 * years, today's included; and the share that is smaller.
 */
export function volatilityPercentile(window: number, years: number): Measure {
  const name = `volatility${window}Percentile${years}y`;
  const below = `volatility${window}Below${years}y`;
  return {
    method: "volatility-percentile",
    parameters: { window, years },
    classes: ["price"],
    reads: "returns",
    outputs: [name, below].map((each) => fixed(each, "percentile", 0)),
    compute(reading) {
      const past = pastYears(reading, years);
      if (!past.ok) return past;
      const first = past.first - window;
      if (first < 0) return short(reading.last + 1, reading.last + 1 - first);
      const values = between(reading, first, past.last);
      if (!values.ok) return values;
      const returns = logReturns(values.values);
      if (!returns) return lacking("undefined");
      const readings = rolling(returns, window);
      if (isConstant(readings, 1)) return lacking("constant");
      const newest = readings.at(-1)!;
      return found(
        { [name]: percentileRank(readings, newest), [below]: shareBelow(readings, newest) },
        values,
      );
    },
  };
}

/** The standard deviation of each `window` returns in a row: not annualised, which would change no rank. */
function rolling(returns: Float64Array, window: number): Float64Array {
  const readings = new Float64Array(returns.length - window + 1);
  for (let at = 0; at < readings.length; at++) {
    readings[at] = sampleDeviation(returns.subarray(at, at + window));
  }
  return readings;
}
