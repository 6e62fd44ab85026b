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
  return rankOf(window, "flow-size", `sizeBelow${window}`, (flow, newest) =>
    newest < 0 ? -flow : flow,
  );
}

/**
 * The share in percent of the `window` flows before the newest that were smaller than it, whichever way they went: beside many outflows any
 * inflow is rare, and may yet be an ordinary sum. Of a series that began later, of all before it.
 */
export function flowSizeEither(window: number): Measure {
  return rankOf(window, "flow-size-either", `eitherBelow${window}`, Math.abs);
}

function rankOf(
  window: number,
  method: string,
  name: string,
  sizeOf: (flow: number, newest: number) => number,
): Measure {
  return {
    method,
    parameters: { window },
    classes: ["flow"],
    reads: "values",
    outputs: [fixed(name, "percentile", 0)],
    compute(reading) {
      const values = newestOfYoung(reading, window, LEAST);
      if (!values.ok) return values;
      const newest = values.values.at(-1)!;
      const sizes = values.values.map((flow) => sizeOf(flow, newest));
      return found({ [name]: shareBelow(sizes.subarray(0, -1), sizes.at(-1)!) }, values);
    },
  };
}
