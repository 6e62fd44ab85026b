import { fixed, found, type PairMeasure } from "../definition.ts";
import { lacking } from "../reading.ts";
import { slope } from "../statistics/statistics.ts";

/**
 * The least-squares slope of the second's log returns on the first's over the newest `window` pairs of common sessions: by how
 * many percent the second has moved for a percent of the first, with a 95 % interval of the slope under equal variances; and the
 * change of the second, in percent, that goes with the first's newest return by that slope.
 */
export function beta(window: number): PairMeasure {
  const name = `beta${window}`;
  return {
    method: "beta",
    parameters: { window, confidence: 95 },
    outputs: [
      ...[name, `${name}Low`, `${name}High`].map((each) => fixed(each, "times", 2)),
      fixed(`${name}Move`, "percent", 1),
    ],
    compute(pair) {
      const returns = pair.returns(window);
      if (!returns.ok) return returns;
      const { first, second, used } = returns;
      const line = slope(first, second);
      if (line === undefined) return lacking("constant");
      return found(
        {
          [name]: line.slope,
          [`${name}Low`]: line.low,
          [`${name}High`]: line.high,
          [`${name}Move`]: Math.expm1(line.slope * first.at(-1)!) * 100,
        },
        ...used,
      );
    },
  };
}
