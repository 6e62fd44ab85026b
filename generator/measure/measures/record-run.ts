import { date, found, inPeriods, own, type Measure } from "../definition.ts";
import { short, wholeHistory } from "../reading.ts";

/**
 * How many values in a row, up to the newest, have each been the highest of the available history so far, zero where the newest is not; the
 * highest before that run, which it passed, with its day. Of the whole history, so that a rule that prints it asks first whether that is a record.
 */
export const recordRun: Measure = {
  method: "record-run",
  parameters: {},
  classes: ["price"],
  reads: "values",
  outputs: [inPeriods("recordRun"), own("recordBefore"), date("recordBeforeDay")],
  compute(reading) {
    if (reading.last < 1) return short(reading.last + 1, 2);
    const all = wholeHistory(reading);
    if (!all.ok) return all;
    const { values, history } = all;
    let [high, passed, run] = [0, 0, 0];
    for (let at = 1; at < values.length; at++) {
      if (values[at]! <= values[high]!) {
        run = 0;
        continue;
      }
      if (run === 0) passed = high;
      run++;
      high = at;
    }
    const before = run > 0 ? passed : high;
    return found(
      {
        recordRun: run,
        recordBefore: values[before]!,
        recordBeforeDay: history.days[before]!,
      },
      all,
    );
  },
};
