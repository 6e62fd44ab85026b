import { fixed, found, type Measure } from "../definition.ts";
import { lacking, newest } from "../reading.ts";
import { isConstant, logReturns, sampleDeviation } from "../statistics/statistics.ts";

/**
 * The newest log return in sample standard deviations of the `window` log returns before it, which exclude it. Signed.
 * The mean return is not taken off: over a day it is small against the deviation.
 */
export function moveSize(window: number): Measure {
  return {
    method: "move",
    parameters: { window },
    classes: ["price"],
    reads: "returns",
    outputs: [fixed("moveZ", "z", 1)],
    compute(reading) {
      const values = newest(reading, window + 2);
      if (!values.ok) return values;
      const returns = logReturns(values.values);
      if (!returns) return lacking("undefined");
      const before = returns.subarray(0, window);
      if (isConstant(before, 1)) return lacking("constant");
      return found({ moveZ: returns[window]! / sampleDeviation(before) }, values);
    },
  };
}
