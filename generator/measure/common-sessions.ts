import type { Day } from "../base/day.ts";
import { sharedPeriods } from "../publication/calendars/common.ts";
import { hasGap } from "./statistics/gap.ts";
import { lacking, short, type Lacking, type Reading, type Stretch } from "./reading.ts";
import { logReturns } from "./statistics/statistics.ts";

/** Two series read together, on the days that both have. */
export interface CommonSessions {
  /** The newest `count` log returns between consecutive common days. */
  returns(count: number): PairedReturns | Lacking;
}

interface PairedReturns {
  readonly ok: true;
  readonly first: Float64Array;
  readonly second: Float64Array;
  readonly used: readonly [Stretch, Stretch];
}

/** Pairs two series by day; the periods that both calendars have remain: of days and sessions the sessions. */
export function commonSessions(first: Reading, second: Reading): CommonSessions {
  const calendar = sharedPeriods(first.calendar, second.calendar);
  const allowed = first.series.maxGap + second.series.maxGap;

  return {
    returns(count) {
      const [a, b] = match(first, second, count + 1);
      if (a.length <= count) return short(Math.max(0, a.length - 1), count);
      const days = Array.from(a, (at): Day => first.history.days[at]!);
      if (hasGap(calendar, days, 0, days.length - 1, allowed)) return lacking("gap");
      const x = logReturns(a.map((at) => first.history.values[at]!));
      const y = logReturns(b.map((at) => second.history.values[at]!));
      if (!x || !y) return lacking("undefined");
      return {
        ok: true,
        first: x,
        second: y,
        used: [stretch(first, a, second), stretch(second, b, first)],
      };
    },
  };
}

/** Positions of the newest days that both have, up to `most` of them, oldest first. */
function match(first: Reading, second: Reading, most: number): [Float64Array, Float64Array] {
  const [inFirst, inSecond] = [new Float64Array(most), new Float64Array(most)];
  let [a, b, free] = [first.last, second.last, most];
  while (a >= 0 && b >= 0 && free > 0) {
    const [dayA, dayB] = [first.history.days[a]!, second.history.days[b]!];
    if (dayA === dayB) {
      free--;
      inFirst[free] = a--;
      inSecond[free] = b--;
    } else if (dayA > dayB) a--;
    else b--;
  }
  return [inFirst.subarray(free), inSecond.subarray(free)];
}

function stretch(reading: Reading, positions: Float64Array, other: Reading): Stretch {
  return {
    history: reading.history,
    first: positions[0]!,
    last: positions.at(-1)!,
    common: other.history,
  };
}
