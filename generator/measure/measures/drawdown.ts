import { date, fixed, found, own, type Computed, type Measure } from "../definition.ts";
import { hasPercent } from "../difference.ts";
import { lacking, pastYears, wholeHistory, type Window } from "../reading.ts";

/**
 * By how many percent the newest value lies below the highest of the available history, zero or negative, the latest day of that
 * high, and the high itself. Of prices as they were printed: a closing high is a close that readers saw.
 */
export const drawdown: Measure = {
  method: "drawdown",
  parameters: {},
  classes: ["price"],
  reads: "values",
  outputs: [fixed("drawdown", "percent", 1), date("drawdownDay"), own("drawdownHigh")],
  compute(reading) {
    const all = wholeHistory(reading);
    return all.ok ? belowHigh(all, ["drawdown", "drawdownDay", "drawdownHigh"]) : all;
  },
};

/** The same of the past year: what a correction is counted from. */
export const yearHigh: Measure = {
  method: "year-high",
  parameters: {},
  classes: ["price"],
  reads: "values",
  outputs: [fixed("yearDrawdown", "percent", 1), date("yearHighDay"), own("yearHigh")],
  compute(reading) {
    const past = pastYears(reading, 1);
    return past.ok ? belowHigh(past, ["yearDrawdown", "yearHighDay", "yearHigh"]) : past;
  },
};

/** How far the newest value of a window lies below its highest, on what day that was, and what it was, under these names. */
function belowHigh(
  window: Window,
  [fall, day, high]: readonly [fall: string, day: string, high: string],
): Computed {
  const { values, history, first } = window;
  const at = peak(values);
  const [highest, newest] = [values[at]!, values.at(-1)!];
  if (!hasPercent(highest, newest)) return lacking("undefined");
  return found(
    {
      [fall]: (newest / highest - 1) * 100,
      [day]: history.days[first + at]!,
      [high]: highest,
    },
    window,
  );
}

/** Position of the highest value, the latest where there are several. */
function peak(values: Window["values"]): number {
  let highest = 0;
  for (let at = 1; at < values.length; at++) {
    if (values[at]! >= values[highest]!) highest = at;
  }
  return highest;
}
