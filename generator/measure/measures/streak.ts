import { found, inPeriods, own, type Measure } from "../definition.ts";
import { between } from "../reading.ts";
import { sum } from "../statistics/statistics.ts";

/**
 * How many periods in a row, up to the newest, have had the newest one's sign: counted negative for outflows, zero where the
 * newest flow is zero; and their sum in the unit of the series. The period that ended the run before is read as well.
 */
export const streak: Measure = {
  method: "streak",
  parameters: {},
  classes: ["flow"],
  reads: "values",
  outputs: [inPeriods("streak"), own("streakSum")],
  compute(reading) {
    const { values } = reading.history;
    const start = runStart(values, reading.last);
    const window = between(reading, Math.max(0, start - 1), reading.last);
    if (!window.ok) return window;
    const run = values.subarray(start, reading.last + 1);
    return found({ streak: signed(run), streakSum: sum(run) }, window);
  },
};

/** The run that the present one ended: its length, negative for outflows, and its sum; zero where there was none. */
export const runBefore: Measure = {
  method: "streak",
  parameters: {},
  classes: ["flow"],
  reads: "values",
  outputs: [inPeriods("runBefore"), own("runBeforeSum")],
  compute(reading) {
    const { values } = reading.history;
    const start = runStart(values, reading.last);
    const before = start > 0 ? runStart(values, start - 1) : start;
    const window = between(reading, Math.max(0, before - 1), reading.last);
    if (!window.ok) return window;
    const run = values.subarray(before, start);
    return found({ runBefore: signed(run), runBeforeSum: sum(run) }, window);
  },
};

function signed(run: Float64Array): number {
  return run.length === 0 ? 0 : Math.sign(run[0]!) * run.length;
}

/** Position of the first of the values up to `last` that share its sign; one past `last` where that is zero. */
function runStart(values: Float64Array, last: number): number {
  const sign = Math.sign(values[last]!);
  if (sign === 0) return last + 1;
  let start = last;
  while (start > 0 && Math.sign(values[start - 1]!) === sign) start--;
  return start;
}
