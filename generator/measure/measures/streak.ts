import { date, fixed, found, inPeriods, own, type Measure } from "../definition.ts";
import { sinceOutputs, sinceValues } from "../since.ts";
import { between, lacking, type Lacking, type Reading, type Window } from "../reading.ts";
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

/** What the present run holds, in the unit of the series: its mean, and its largest flow by size with its day, the newest of several. */
export const runParts: Measure = {
  method: "streak",
  parameters: {},
  classes: ["flow"],
  reads: "values",
  outputs: [own("streakMean"), own("streakMost"), date("streakMostDay")],
  compute(reading) {
    const { days, values } = reading.history;
    const start = runStart(values, reading.last);
    const window = between(reading, Math.max(0, start - 1), reading.last);
    if (!window.ok) return window;
    const run = values.subarray(start, reading.last + 1);
    if (run.length === 0) return lacking("undefined");
    const most = run.reduce((best, each, at) => (isAsLarge(each, run[best]!) ? at : best), 0);
    return found(
      {
        streakMean: sum(run) / run.length,
        streakMost: run[most]!,
        streakMostDay: days[start + most]!,
      },
      window,
    );
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
    const { window, before } = lastTwoRuns(reading);
    if (!window.ok) return window;
    return found({ runBefore: signed(before), runBeforeSum: sum(before) }, window);
  },
};

/** The sum of the present run beside that of the run that it ended, in percent of its size; undefined where it ended none. */
export const turnShare: Measure = {
  method: "streak",
  parameters: {},
  classes: ["flow"],
  reads: "values",
  outputs: [fixed("turnShare", "percent", 0)],
  compute(reading) {
    const { window, before, present } = lastTwoRuns(reading);
    if (!window.ok) return window;
    const was = Math.abs(sum(before));
    if (was === 0) return lacking("undefined");
    return found({ turnShare: (100 * Math.abs(sum(present))) / was }, window);
  },
};

/** The present run, the one that it ended, and both with the period that had ended that. */
function lastTwoRuns(reading: Reading): {
  readonly window: Window | Lacking;
  readonly before: Float64Array;
  readonly present: Float64Array;
} {
  const { values } = reading.history;
  const start = runStart(values, reading.last);
  const begin = start > 0 ? runStart(values, start - 1) : start;
  return {
    window: between(reading, Math.max(0, begin - 1), reading.last),
    before: values.subarray(begin, start),
    present: values.subarray(start, reading.last + 1),
  };
}

/**
 * Since when a run is the longest of its sign: the last period of the latest earlier run of that sign with as many periods, the years from
 * there to the newest, and whether the available history has none (1 or 0), in which case the day is its first.
 */
export const streakExtreme: Measure = {
  method: "streak-extreme",
  parameters: {},
  classes: ["flow"],
  reads: "values",
  outputs: [...sinceOutputs("streak")],
  compute(reading) {
    const { history, last } = reading;
    const { days, values } = history;
    const start = runStart(values, last);
    const length = last - start + 1;
    const sign = Math.sign(values[last]!);
    let end = Math.min(start, last) - 1;
    while (end >= 0) {
      const before = Math.min(runStart(values, end), end);
      if (Math.sign(values[end]!) === sign && end - before + 1 >= length) break;
      end = before - 1;
    }
    const window = between(reading, Math.max(0, end - length + 1), last);
    if (!window.ok) return window;
    return found(sinceValues("streak", days[Math.max(0, end)]!, days[last]!, end < 0), window);
  },
};

function isAsLarge(one: number, other: number): boolean {
  return Math.abs(one) >= Math.abs(other);
}

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
