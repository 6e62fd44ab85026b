import { fixed, found, type Measure } from "../definition.ts";
import { lacking, newest } from "../reading.ts";
import { isConstant, logReturns, sampleDeviation } from "../statistics/statistics.ts";

/** Realised volatility in percent a year of log returns: their sample standard deviation × √(periods a year) × 100. */
function annualised(returns: Float64Array, perYear: number): number {
  return sampleDeviation(returns) * Math.sqrt(perYear) * 100;
}

/** Realised volatility of the newest `window` log returns, in percent a year, by the periods a year of its calendar. */
export function volatility(window: number): Measure {
  const name = `volatility${window}`;
  return {
    method: "volatility",
    parameters: { window },
    classes: ["price"],
    reads: "returns",
    outputs: [fixed(name, "percent", 1)],
    compute(reading) {
      const values = newest(reading, window + 1);
      if (!values.ok) return values;
      const returns = logReturns(values.values);
      if (!returns) return lacking("undefined");
      if (isConstant(returns, 1)) return lacking("constant");
      return found({ [name]: annualised(returns, reading.calendar.perYear) }, values);
    },
  };
}
