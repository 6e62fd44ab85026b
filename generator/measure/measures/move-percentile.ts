import { fixed, found, type Measure } from "../definition.ts";
import { between, lacking, pastYears } from "../reading.ts";
import { isConstant, logReturns, percentileRank } from "../statistics/statistics.ts";

/** Percentile (mean rank) of the newest absolute log return among those of the past years, itself included. */
export function movePercentile(years: number): Measure {
  const name = `movePercentile${years}y`;
  return {
    method: "move-percentile",
    parameters: { years },
    classes: ["price"],
    reads: "returns",
    outputs: [fixed(name, "percentile", 0)],
    compute(reading) {
      const past = pastYears(reading, years);
      if (!past.ok) return past;
      const window = between(reading, Math.max(0, past.first - 1), past.last);
      if (!window.ok) return window;
      const sizes = logReturns(window.values)?.map(Math.abs);
      if (!sizes) return lacking("undefined");
      if (isConstant(sizes, 1)) return lacking("constant");
      return found({ [name]: percentileRank(sizes, sizes.at(-1)!) }, window);
    },
  };
}
