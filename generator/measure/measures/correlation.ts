import { fixed, found, type PairMeasure } from "../definition.ts";
import { lacking } from "../reading.ts";
import { fisherInterval, pearson } from "../statistics/statistics.ts";

/**
 * Pearson's correlation of the newest `window` pairs of log returns between consecutive days that both series have, −1 to 1, with
 * Fisher's 95 % interval and the number of pairs. Holds for a linear relation between returns in the same session; it says
 * nothing of which comes first.
 * Source: R. A. Fisher, On the "probable error" of a coefficient of correlation (Metron 1, 1921).
 */
export function correlation(window: number): PairMeasure {
  const name = `correlation${window}`;
  const [low, high, count] = [`${name}Low`, `${name}High`, `${name}N`];
  return {
    method: "correlation",
    parameters: { window, confidence: 95 },
    outputs: [
      ...[name, low, high].map((each) => fixed(each, "correlation", 2)),
      fixed(count, "count", 0),
    ],
    compute(pair) {
      const returns = pair.returns(window);
      if (!returns.ok) return returns;
      const { first, second, used } = returns;
      const r = pearson(first, second);
      if (r === undefined) return lacking("constant");
      const interval = fisherInterval(r, first.length);
      return found(
        { [name]: r, [low]: interval.low, [high]: interval.high, [count]: first.length },
        ...used,
      );
    },
  };
}

/**
 * The correlation of the newest `window` pairs of returns minus that of the `window` pairs that ended `sessions` common days
 * earlier, that earlier correlation with Fisher's 95 % interval, and the change in standard errors of the difference between two independent correlations
 * (of Fisher's z), which holds for windows that do not overlap.
 * Source: R. A. Fisher, On the "probable error" of a coefficient of correlation (Metron 1, 1921).
 */
export function correlationChange(window: number, sessions: number): PairMeasure {
  const name = `correlation${window}Change`;
  const [before, errors] = [`correlation${window}Before`, `${name}Z`];
  const [beforeLow, beforeHigh] = [`${before}Low`, `${before}High`];
  return {
    method: "correlation-change",
    parameters: { window, sessions },
    outputs: [
      fixed(name, "correlation", 2),
      fixed(before, "correlation", 2),
      fixed(beforeLow, "correlation", 2),
      fixed(beforeHigh, "correlation", 2),
      fixed(errors, "z", 1),
    ],
    compute(pair) {
      const returns = pair.returns(window + sessions);
      if (!returns.ok) return returns;
      const { first, second, used } = returns;
      const now = pearson(first.subarray(sessions), second.subarray(sessions));
      const then = pearson(first.subarray(0, window), second.subarray(0, window));
      if (now === undefined || then === undefined) return lacking("constant");
      const distance = (Math.atanh(now) - Math.atanh(then)) * Math.sqrt((window - 3) / 2);
      if (!Number.isFinite(distance)) return lacking("undefined");
      const { low, high } = fisherInterval(then, window);
      return found(
        {
          [name]: now - then,
          [before]: then,
          [beforeLow]: low,
          [beforeHigh]: high,
          [errors]: distance,
        },
        ...used,
      );
    },
  };
}
