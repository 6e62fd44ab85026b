import { fixed, found, type Measure } from "../definition.ts";
import { lacking, pastYears } from "../reading.ts";
import { isConstant, percentileRank, shareBelow } from "../statistics/statistics.ts";

/**
 * Where the newest value stands among those of the past years, itself included, 0 to 100: the mean of the share below it and
 * the share not above it (scipy.stats.percentileofscore, `mean`). The highest of 250 stands at 99.8. And the share that is lower.
 */
export function percentile(years: number): Measure {
  const [name, below] = [`percentile${years}y`, `below${years}y`];
  return {
    method: "percentile",
    parameters: { years },
    classes: ["price", "volume", "amount", "flow", "level"],
    reads: "values",
    outputs: [name, below].map((each) => fixed(each, "percentile", 0)),
    compute(reading) {
      const past = pastYears(reading, years);
      if (!past.ok) return past;
      if (isConstant(past.values)) return lacking("constant");
      const newest = past.values.at(-1)!;
      return found(
        { [name]: percentileRank(past.values, newest), [below]: shareBelow(past.values, newest) },
        past,
      );
    },
  };
}
