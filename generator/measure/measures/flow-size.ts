import { fixed, found, type Measure } from "../definition.ts";
import { newestOfYoung } from "../reading.ts";
import { shareBelow } from "../statistics/statistics.ts";

/** Flows before the newest that a young series needs. */
const LEAST = 20;

/**
 * The share in percent of the `window` flows before the newest, in or out, that were smaller than it by size; of a series that began later, of
 * all before it.
 */
export function flowSize(window: number): Measure {
  const name = `sizeBelow${window}`;
  return {
    method: "flow-size",
    parameters: { window },
    classes: ["flow"],
    reads: "values",
    outputs: [fixed(name, "percentile", 0)],
    compute(reading) {
      const values = newestOfYoung(reading, window, LEAST);
      if (!values.ok) return values;
      const sizes = values.values.map(Math.abs);
      return found({ [name]: shareBelow(sizes.subarray(0, -1), sizes.at(-1)!) }, values);
    },
  };
}
