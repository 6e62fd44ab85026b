import { fixed, found, type Measure } from "../definition.ts";
import { newestOfYoung } from "../reading.ts";
import { shareBelow } from "../statistics/statistics.ts";

/** Flows before the newest that a young series needs. */
const LEAST = 20;

/**
 * The share in percent of the `window` flows before the newest in which less went its way: of an outflow, those of smaller outflows and of
 * inflows. Of a series that began later, of all before it.
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
      const way = Math.sign(values.values.at(-1)!) || 1;
      const its = values.values.map((flow) => flow * way);
      return found({ [name]: shareBelow(its.subarray(0, -1), its.at(-1)!) }, values);
    },
  };
}
