import type { Day } from "../../base/day.ts";
import { date, fixed, found, type Measure } from "../definition.ts";
import { between, lacking, pastYears } from "../reading.ts";
import { leastPrintedAs } from "../statistics/round.ts";
import { simpleReturns } from "../statistics/statistics.ts";

/**
 * How rare the newest change is among those of the past years that went the same way: how many before it were at least as large in print, the day of the latest of these, and the largest
 * of them, in percent with its sign, with its day, the latest where there are several. Where none was as large, the latest is the largest. Of a day that ended where it began there are none.
 */
export function likeMoves(years: number): Measure {
  const [count, largest, day] = [
    `likeMoves${years}y`,
    `largestMove${years}y`,
    `largestMove${years}yDay`,
  ];
  const latest = `latestLikeMove${years}yDay`;
  return {
    method: "like-moves",
    parameters: { years },
    classes: ["price"],
    reads: "returns",
    outputs: [fixed(count, "count", 0), fixed(largest, "percent", 1), date(day), date(latest)],
    compute(reading) {
      const past = pastYears(reading, years);
      if (!past.ok) return past;
      const start = Math.max(0, past.first - 1);
      const window = between(reading, start, past.last);
      if (!window.ok) return window;
      const returns = simpleReturns(window.values);
      const newest = returns?.at(-1);
      if (!returns || newest === undefined || newest === 0) return lacking("undefined");
      const sizes = returns.slice(0, -1).map((each) => each * Math.sign(newest));
      const most = sizes.reduce((best, size, at) => (size >= sizes[best]! ? at : best), 0);
      if (!(sizes[most]! > 0)) return lacking("undefined");
      const { decimals } = reading.series.change;
      const least = leastPrintedAs(Math.abs(newest) * 100, decimals) / 100;
      const dayAt = (at: number): Day => reading.history.days[start + 1 + at]!;
      const last = sizes.findLastIndex((size) => size >= least);
      return found(
        {
          [count]: sizes.filter((size) => size >= least).length,
          [latest]: dayAt(last < 0 ? most : last),
          [largest]: returns[most]! * 100,
          [day]: dayAt(most),
        },
        window,
      );
    },
  };
}
