import { date, fixed, found, own, type Measure } from "../definition.ts";
import { lacking, short } from "../reading.ts";
import { yearOfHigh } from "../year-of-high.ts";

/**
 * The way back from the highest close of the past year, as `yearHigh` has it: the lowest close since that high with its day, how deep it lay
 * in percent below the high, by how many percent the newest close stands above it, which share of the fall is made up (0 at the
 * low, 100 at the high), and the largest share that an earlier close since the low had made up. Undefined at the high itself
 * and on the day after.
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
    fixed("fallRecoveredMost", "percent", 0),
  ],
  compute(reading) {
    if (reading.last < 2) return short(reading.last + 1, 3);
    const past = yearOfHigh(reading);
    if (!past.ok) return past;
    const { values } = past;
    const fall = fallOf(values);
    if (!fall) return lacking("undefined");
    const low = values[fall.low]!;
    const recovered = (value: number): number => ((value - low) / (values[fall.high]! - low)) * 100;
    const earlier = values.subarray(fall.low, -1);
    return found(
      {
        fallLow: low,
        fallLowDay: past.history.days[past.first + fall.low]!,
        fallDepth: (low / values[fall.high]! - 1) * 100,
        fallRebound: (values.at(-1)! / low - 1) * 100,
        fallRecovered: recovered(values.at(-1)!),
        fallRecoveredMost: recovered(Math.max(low, ...earlier)),
      },
      past,
    );
  },
};

interface Fall {
  /** Positions of the high and of the lowest value since. */
  readonly high: number;
  readonly low: number;
}

/** The fall that the last of the values stands in; none where it is itself the high or a price is not above zero. */
function fallOf(values: Float64Array): Fall | undefined {
  let high = 0;
  let low = 0;
  values.forEach((value, at) => {
    if (value >= values[high]!) high = low = at;
    else if (value <= values[low]!) low = at;
  });
  return values[high]! > values[low]! && values[low]! > 0 ? { high, low } : undefined;
}
