import { fixed, found, own, type Measure } from "../definition.ts";
import { hasPercent } from "../difference.ts";
import { lacking, newest } from "../reading.ts";
import { mean } from "../statistics/statistics.ts";

/** The mean of the newest `window` closes, and by how many percent of it the newest close stands above it (below: negative). */
export function movingAverage(window: number): Measure {
  const [name, distance] = [`sma${window}`, `sma${window}Distance`];
  return {
    method: "sma",
    parameters: { window },
    classes: ["price"],
    reads: "values",
    outputs: [own(name), fixed(distance, "percent", 1)],
    compute(reading) {
      const values = newest(reading, window);
      if (!values.ok) return values;
      const average = mean(values.values);
      const last = values.values.at(-1)!;
      if (!hasPercent(average, last)) return lacking("undefined");
      return found({ [name]: average, [distance]: (last / average - 1) * 100 }, values);
    },
  };
}
