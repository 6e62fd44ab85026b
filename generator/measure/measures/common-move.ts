import { fixed, found, type PairMeasure } from "../definition.ts";
import { lacking } from "../reading.ts";
import { isConstant, sampleDeviation } from "../statistics/statistics.ts";

/**
 * The newest move of each of two between the last two sessions that both have: in percent, and the log return in sample
 * standard deviations of the `window` before it.
 */
export function commonMove(window: number): PairMeasure {
  return {
    method: "common-move",
    parameters: { window },
    outputs: [
      fixed("firstMove", "percent", 1),
      fixed("secondMove", "percent", 1),
      fixed("firstMoveZ", "z", 1),
      fixed("secondMoveZ", "z", 1),
    ],
    compute(pair) {
      const returns = pair.returns(window + 1);
      if (!returns.ok) return returns;
      const { first, second, used } = returns;
      const [a, b] = [first.subarray(0, window), second.subarray(0, window)];
      if (isConstant(a, 1) || isConstant(b, 1)) return lacking("constant");
      return found(
        {
          firstMove: Math.expm1(first[window]!) * 100,
          secondMove: Math.expm1(second[window]!) * 100,
          firstMoveZ: first[window]! / sampleDeviation(a),
          secondMoveZ: second[window]! / sampleDeviation(b),
        },
        ...used,
      );
    },
  };
}
