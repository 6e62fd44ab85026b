import { found, own, type Measure } from "../definition.ts";
import { newest } from "../reading.ts";
import { sum } from "../statistics/statistics.ts";

/** The sum of the newest `sessions` values, in the unit of the series. */
export function sumOver(sessions: number): Measure {
  const name = `sum${sessions}`;
  return {
    method: "sum",
    parameters: { sessions },
    classes: ["flow"],
    reads: "values",
    outputs: [own(name)],
    compute(reading) {
      const window = newest(reading, sessions);
      return window.ok ? found({ [name]: sum(window.values) }, window) : window;
    },
  };
}
