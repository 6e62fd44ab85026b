import { between, pastYears, type Lacking, type Reading, type Window } from "./reading.ts";

/** What is the highest of a year only because the year begins there stands within so many periods of its beginning. */
const EDGE = 20;

/**
 * The past year, of which a high is told; where its highest value stands at its edge, so much more of what was before that a high of its own
 * comes into it, or all that there is.
 */
export function yearOfHigh(reading: Reading): Window | Lacking {
  const year = pastYears(reading, 1);
  return year.ok ? withOwnHigh(reading, year) : year;
}

function withOwnHigh(reading: Reading, window: Window): Window | Lacking {
  const { first, last, values } = window;
  if (first === 0 || peak(values) >= EDGE) return window;
  const longer = between(reading, Math.max(0, first - EDGE), last);
  return longer.ok ? withOwnHigh(reading, longer) : longer;
}

/** Position of the highest value up to a position, the latest where there are several. */
export function peak(values: Window["values"], last = values.length - 1): number {
  let highest = 0;
  for (let at = 1; at <= last; at++) {
    if (values[at]! >= values[highest]!) highest = at;
  }
  return highest;
}
