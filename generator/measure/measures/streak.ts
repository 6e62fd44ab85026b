import { found, own, type Measure, type Output } from "../definition.ts";
import { between } from "../reading.ts";
import { sum } from "../statistics.ts";

const length: Output = {
  name: "streak",
  type: "number",
  unit: ({ calendar }) => (calendar === "XNYS" ? "sessions" : "days"),
  decimals: () => 0,
};

/**
 * How many periods in a row, up to the newest, have had the newest one's sign: counted negative for outflows, zero where the
 * newest flow is zero; and their sum in the unit of the series. The period that ended the run before is read as well.
 */
export const streak: Measure = {
  method: "streak",
  parameters: {},
  classes: ["flow"],
  reads: "values",
  outputs: [length, own("streakSum")],
  compute(reading) {
    const { values } = reading.history;
    const start = runStart(values, reading.last);
    const window = between(reading, Math.max(0, start - 1), reading.last);
    if (!window.ok) return window;
    const run = values.subarray(start, reading.last + 1);
    const sign = Math.sign(values[reading.last]!);
    return found({ streak: sign * run.length, streakSum: sum(run) }, window);
  },
};

/** Position of the first of the values up to `last` that share its sign; one past `last` where that is zero. */
function runStart(values: Float64Array, last: number): number {
  const sign = Math.sign(values[last]!);
  if (sign === 0) return last + 1;
  let start = last;
  while (start > 0 && Math.sign(values[start - 1]!) === sign) start--;
  return start;
}
