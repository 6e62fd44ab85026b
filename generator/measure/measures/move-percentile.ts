import { fixed, found, type Measure } from "../definition.ts";
import { between, lacking, pastYears } from "../reading.ts";
import { isConstant, percentileRank, shareBelow, simpleReturns } from "../statistics/statistics.ts";

/**
 * Percentile (mean rank) of the newest return among those of the past years, itself included, by their size in percent; and the
 * share that is smaller.
 */
export function movePercentile(years: number): Measure {
  const [name, below] = [`movePercentile${years}y`, `moveBelow${years}y`];
  return {
    method: "move-percentile",
    parameters: { years },
    classes: ["price"],
    reads: "returns",
    outputs: [name, below].map((each) => fixed(each, "percentile", 0)),
    compute(reading) {
      const past = pastYears(reading, years);
      if (!past.ok) return past;
      const window = between(reading, Math.max(0, past.first - 1), past.last);
      if (!window.ok) return window;
      const sizes = simpleReturns(window.values)?.map(Math.abs);
      if (!sizes) return lacking("undefined");
      if (isConstant(sizes, 1)) return lacking("constant");
      const newest = sizes.at(-1)!;
      return found(
        { [name]: percentileRank(sizes, newest), [below]: shareBelow(sizes, newest) },
        window,
      );
    },
  };
}
