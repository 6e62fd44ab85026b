import { found, inPeriods, type Measure } from "../definition.ts";
import { between, short } from "../reading.ts";
import { runsOf } from "../statistics/runs.ts";

/**
 * How many closes in a row, up to the newest, have stood on its side of the mean of the `window` closes that end with each of
 * them: negative below it, a close on the mean counting as below; and the run on the other side before them, with its own sign.
 * A newest run of one is a crossing.
 */
export function averageSide(window: number): Measure {
  const name = `sma${window}Side`;
  return {
    method: "average-side",
    parameters: { window },
    classes: ["price"],
    reads: "values",
    outputs: [inPeriods(name), inPeriods(`${name}Before`)],
    compute(reading) {
      const { values } = reading.history;
      const { last } = reading;
      if (last < window) return short(last + 1, window + 1);
      const sums = sumsOf(values, last);
      const side = (at: number): number => (values[at]! > meanAt(sums, at, window) ? 1 : -1);
      const runs = runsOf(side, last, window - 1);
      const used = between(reading, runs.from - window + 1, last);
      if (!used.ok) return used;
      return found({ [name]: runs.now, [`${name}Before`]: runs.before }, used);
    },
  };
}

/**
 * How many days in a row the mean of the newest `fast` closes has stood on one side of that of the newest `slow` ones: negative
 * below; and the run before. A newest run of one is called a golden cross upward, a death cross downward.
 */
export function averagesSide(fast: number, slow: number): Measure {
  const name = `sma${fast}Over${slow}`;
  return {
    method: "averages-side",
    parameters: { fast, slow },
    classes: ["price"],
    reads: "values",
    outputs: [inPeriods(name), inPeriods(`${name}Before`)],
    compute(reading) {
      const { values } = reading.history;
      const { last } = reading;
      if (last < slow) return short(last + 1, slow + 1);
      const sums = sumsOf(values, last);
      const side = (at: number): number =>
        meanAt(sums, at, fast) > meanAt(sums, at, slow) ? 1 : -1;
      const runs = runsOf(side, last, slow - 1);
      const used = between(reading, runs.from - slow + 1, last);
      if (!used.ok) return used;
      return found({ [name]: runs.now, [`${name}Before`]: runs.before }, used);
    },
  };
}

/** Sums of the values before each position. */
function sumsOf(values: Float64Array, last: number): Float64Array {
  const sums = new Float64Array(last + 2);
  for (let at = 0; at <= last; at++) sums[at + 1] = sums[at]! + values[at]!;
  return sums;
}

function meanAt(sums: Float64Array, at: number, window: number): number {
  return (sums[at + 1]! - sums[at + 1 - window]!) / window;
}
