import { fixed, found, type Measure } from "../definition.ts";
import { lacking, newestOfYoung } from "../reading.ts";
import { isConstant, mean, sampleDeviation } from "../statistics/statistics.ts";

/** Values before the newest that a young series needs. */
const LEAST = 20;

/**
 * The newest value's distance from the mean of the `window` values before it, in their sample standard deviations; of a series that began
 * later, of all before it. Signed.
 */
export function zscore(window: number): Measure {
  const name = `zscore${window}`;
  return {
    method: "zscore",
    parameters: { window },
    classes: ["price", "volume", "amount", "flow", "level"],
    reads: "values",
    outputs: [fixed(name, "z", 1)],
    compute(reading) {
      const values = newestOfYoung(reading, window, LEAST);
      if (!values.ok) return values;
      const before = values.values.subarray(0, -1);
      if (isConstant(before)) return lacking("constant");
      const value = (values.values.at(-1)! - mean(before)) / sampleDeviation(before);
      return found({ [name]: value }, values);
    },
  };
}
