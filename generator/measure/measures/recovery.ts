import { date, fixed, found, own, type Measure } from "../definition.ts";
import { lacking, short, wholeHistory } from "../reading.ts";

/**
 * The way back from the highest close of the available history: the lowest close since that high with its day, how deep it lay
 * in percent below the high, by how many percent the newest close stands above it, and which share of the fall is made up
 * (0 at the low, 100 at the high), now and one period earlier. Undefined at the high itself and on the day after.
 */
export const recovery: Measure = {
  method: "recovery",
  parameters: {},
  classes: ["price"],
  reads: "values",
  outputs: [
    own("fallLow"),
    date("fallLowDay"),
    fixed("fallDepth", "percent", 1),
    fixed("fallRebound", "percent", 1),
    fixed("fallRecovered", "percent", 0),
    fixed("fallRecoveredBefore", "percent", 0),
  ],
  compute(reading) {
    if (reading.last < 2) return short(reading.last + 1, 3);
    const all = wholeHistory(reading);
    if (!all.ok) return all;
    const { values } = all;
    const newest = fallOf(values);
    const before = fallOf(values.subarray(0, -1));
    if (!newest || !before) return lacking("undefined");
    const low = values[newest.low]!;
    return found(
      {
        fallLow: low,
        fallLowDay: all.history.days[newest.low]!,
        fallDepth: (low / values[newest.high]! - 1) * 100,
        fallRebound: (values.at(-1)! / low - 1) * 100,
        fallRecovered: newest.recovered,
        fallRecoveredBefore: before.recovered,
      },
      all,
    );
  },
};

interface Fall {
  /** Positions of the high and of the lowest value since. */
  readonly high: number;
  readonly low: number;
  readonly recovered: number;
}

/** The fall that the last of the values stands in; none where it is itself the high or a price is not above zero. */
function fallOf(values: Float64Array): Fall | undefined {
  let high = 0;
  let low = 0;
  values.forEach((value, at) => {
    if (value >= values[high]!) high = low = at;
    else if (value <= values[low]!) low = at;
  });
  const depth = values[high]! - values[low]!;
  if (!(depth > 0) || !(values[low]! > 0)) return undefined;
  return { high, low, recovered: ((values.at(-1)! - values[low]!) / depth) * 100 };
}
