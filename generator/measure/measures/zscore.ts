import { fixed, found, type Measure } from "../definition.ts";
import { lacking, newest } from "../reading.ts";
import { isConstant, mean, sampleDeviation } from "../statistics/statistics.ts";

/** The newest value's distance from the mean of the `window` values before it, in their sample standard deviations. Signed. */
export function zscore(window: number): Measure {
  const name = `zscore${window}`;
  return {
    method: "zscore",
    parameters: { window },
    classes: ["price", "volume", "amount", "flow", "level"],
    reads: "values",
    outputs: [fixed(name, "z", 1)],
    compute(reading) {
      const values = newest(reading, window + 1);
      if (!values.ok) return values;
      const before = values.values.subarray(0, window);
      if (isConstant(before)) return lacking("constant");
      const value = (values.values[window]! - mean(before)) / sampleDeviation(before);
      return found({ [name]: value }, values);
    },
  };
}
