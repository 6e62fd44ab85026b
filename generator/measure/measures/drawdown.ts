import {
  date,
  fixed,
  found,
  own,
  type Computed,
  type Measure,
  type Output,
} from "../definition.ts";
import { hasPercent } from "../difference.ts";
import { isOnRecord, lacking, wholeHistory, type Window } from "../reading.ts";
import { peak, yearOfHigh } from "../year-of-high.ts";

/** What the outputs are called. */
type Names = readonly [fall: string, day: string, high: string, isRecord: string];

const ALL: Names = ["drawdown", "drawdownDay", "drawdownHigh", "drawdownIsRecord"];
const YEAR: Names = ["yearDrawdown", "yearHighDay", "yearHigh", "yearHighIsRecord"];

/**
 * By how many percent the newest value lies below the highest of the available history, zero or negative, the latest day of that
 * high, the high itself, and whether it is so on record (1 or 0). Of prices as they were printed: a closing high is a close that readers saw.
 */
export const drawdown: Measure = {
  method: "drawdown",
  parameters: {},
  classes: ["price"],
  reads: "values",
  outputs: outputsOf(ALL),
  compute(reading) {
    const all = wholeHistory(reading);
    return all.ok ? belowHigh(all, ALL, isOnRecord(reading, 1)) : all;
  },
};

/**
 * The same of the past year: what a correction is counted from. Where the highest stands at the edge of the year, the year is taken as much longer
 * as it takes for a high of its own to come into it. Its high is so on record where none before was higher.
 */
export const yearHigh: Measure = {
  method: "year-high",
  parameters: {},
  classes: ["price"],
  reads: "values",
  outputs: outputsOf(YEAR),
  compute(reading) {
    const past = yearOfHigh(reading);
    if (!past.ok) return past;
    const { values } = reading.history;
    const isHighest = past.values[peak(past.values)]! >= values[peak(values, reading.last)]!;
    return belowHigh(past, YEAR, isHighest && isOnRecord(reading, 1));
  },
};

/** The rise in percent, zero or positive, that would take the newest value back to that high of the past year. */
export const yearHighRise: Measure = {
  method: "year-high",
  parameters: {},
  classes: ["price"],
  reads: "values",
  outputs: [fixed("yearHighRise", "percent", 1)],
  compute(reading) {
    const past = yearOfHigh(reading);
    if (!past.ok) return past;
    const [highest, newest] = [past.values[peak(past.values)]!, past.values.at(-1)!];
    if (!(newest > 0)) return lacking("undefined");
    return found({ yearHighRise: (highest / newest - 1) * 100 }, past);
  },
};

function outputsOf([fall, day, high, isRecord]: Names): Output[] {
  return [fixed(fall, "percent", 1), date(day), own(high), fixed(isRecord, "count", 0)];
}

/** How far the newest value of a window lies below its highest, on what day that was, and what it was, under these names. */
function belowHigh(window: Window, [fall, day, high, record]: Names, isRecord: boolean): Computed {
  const { values, history, first } = window;
  const at = peak(values);
  const [highest, newest] = [values[at]!, values.at(-1)!];
  if (!hasPercent(highest, newest)) return lacking("undefined");
  return found(
    {
      [fall]: (newest / highest - 1) * 100,
      [day]: history.days[first + at]!,
      [high]: highest,
      [record]: isRecord ? 1 : 0,
    },
    window,
  );
}
