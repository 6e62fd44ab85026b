import { fixed, found, own, type Measure } from "../definition.ts";
import { lacking, newest } from "../reading.ts";
import { median } from "../statistics/statistics.ts";

/** The newest value as a multiple of the median of the `window` values before it, that median, and the distance from it in percent. */
export function medianRatio(window: number): Measure {
  const [ratio, middle] = [`ratio${window}`, `median${window}`];
  const distance = `${middle}Distance`;
  return {
    method: "median-ratio",
    parameters: { window },
    classes: ["volume", "amount"],
    reads: "values",
    outputs: [fixed(ratio, "times", 1), own(middle), fixed(distance, "percent", 0)],
    compute(reading) {
      const values = newest(reading, window + 1);
      if (!values.ok) return values;
      const usual = median(values.values.subarray(0, window));
      if (!(usual > 0)) return lacking("undefined");
      const times = values.values[window]! / usual;
      return found({ [ratio]: times, [middle]: usual, [distance]: (times - 1) * 100 }, values);
    },
  };
}
