import { found, own, type Measure } from "../definition.ts";
import { newest } from "../reading.ts";
import { mean } from "../statistics/statistics.ts";

/** The mean of the newest `window` values, in the unit of the series. */
export function meanOver(window: number): Measure {
  const name = `mean${window}`;
  return {
    method: "mean",
    parameters: { window },
    classes: ["flow"],
    reads: "values",
    outputs: [own(name)],
    compute(reading) {
      const values = newest(reading, window);
      return values.ok ? found({ [name]: mean(values.values) }, values) : values;
    },
  };
}
