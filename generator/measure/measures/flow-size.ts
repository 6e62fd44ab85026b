import { fixed, found, type Measure } from "../definition.ts";
import { newest } from "../reading.ts";
import { shareBelow } from "../statistics/statistics.ts";

/** The share in percent of the `window` flows before the newest, in or out, that were smaller than it by size. */
export function flowSize(window: number): Measure {
  const name = `sizeBelow${window}`;
  return {
    method: "flow-size",
    parameters: { window },
    classes: ["flow"],
    reads: "values",
    outputs: [fixed(name, "percentile", 0)],
    compute(reading) {
      const values = newest(reading, window + 1);
      if (!values.ok) return values;
      const sizes = values.values.map(Math.abs);
      return found({ [name]: shareBelow(sizes.subarray(0, window), sizes[window]!) }, values);
    },
  };
}
