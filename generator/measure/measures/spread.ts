import { fixed, found, type PairMeasure } from "../definition.ts";
import { sum } from "../statistics/statistics.ts";

/** By how many percentage points the first's change over `sessions` common sessions exceeds the second's. Simple changes, on closes. */
export function spreadOver(sessions: number): PairMeasure {
  const name = `spread${sessions}`;
  return {
    method: "spread",
    parameters: { sessions },
    outputs: [fixed(name, "percentage points", 1)],
    compute(pair) {
      const returns = pair.returns(sessions);
      if (!returns.ok) return returns;
      const [first, second] = [returns.first, returns.second].map((each) => Math.expm1(sum(each)));
      return found({ [name]: (first! - second!) * 100 }, ...returns.used);
    },
  };
}
