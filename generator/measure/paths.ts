import type { Day } from "../base/day.ts";
import type { AsOfView } from "../store/asof.ts";
import { commonSessions } from "./common-sessions.ts";
import { warmedUp } from "./measures/rsi.ts";
import type { Reading, Stretch } from "./reading.ts";
import { readingsOf } from "./readings.ts";
import { fisherInterval, pearson } from "./statistics/statistics.ts";
import { relativeStrength } from "./statistics/wilder.ts";

/** What a signal would have read at the end of a day, from the values as they are known now. */
export interface PathPoint {
  readonly day: Day;
  readonly value: number;
}

/** The same with the interval around it. */
export interface IntervalPathPoint extends PathPoint {
  readonly low: number;
  readonly high: number;
}

/** RSI of a subject at each of its newest `count` closes, oldest first, the newest as the measure `rsi` gives it; fewer where there are not so many. */
export function rsiPath(
  view: AsOfView,
  subject: string,
  { window, count }: { readonly window: number; readonly count: number },
): PathPoint[] {
  const reading = readingsOf(view).returnsOf(subject, "close");
  if (!reading?.ok) return [];
  const points: PathPoint[] = [];
  for (let back = 0; back < count; back++) {
    const values = warmedUp(reading, window, back);
    if (!values.ok) break;
    const value = relativeStrength(values.values, window);
    if (value !== undefined)
      points.push({ day: reading.history.days[reading.last - back]!, value });
  }
  return points.toReversed();
}

/**
 * The correlation of two subjects' returns over `window` common sessions, with Fisher's 95 % interval, at each of their newest
 * `count` common sessions, oldest first, the newest as the measure `correlation` gives it; fewer where there are not so many.
 */
export function correlationPath(
  view: AsOfView,
  [first, second]: readonly [string, string],
  { window, count }: { readonly window: number; readonly count: number },
): IntervalPathPoint[] {
  const readings = readingsOf(view);
  const [one, other] = [first, second].map((each) => readings.returnsOf(each, "close"));
  if (!one?.ok || !other?.ok) return [];
  const returns = mostReturns(one, other, window + count - 1);
  if (!returns) return [];
  const days = commonDays(returns.used[0]).slice(1);
  const points: IntervalPathPoint[] = [];
  for (let end = window; end <= returns.first.length; end++) {
    const [x, y] = [returns.first, returns.second].map((all) => all.subarray(end - window, end));
    const value = pearson(x!, y!);
    if (value !== undefined)
      points.push({ day: days[end - 1]!, value, ...fisherInterval(value, window) });
  }
  return points;
}

/** The newest returns between common sessions, as many of the wanted as there are without a gap. */
function mostReturns(one: Reading, other: Reading, wanted: number) {
  const common = commonSessions(one, other);
  let count = wanted;
  while (count > 0) {
    const returns = common.returns(count);
    if (returns.ok) return returns;
    count = returns.reason === "short" ? Math.min(returns.have ?? 0, count - 1) : count >>> 1;
  }
  return undefined;
}

function commonDays({ history, first, last, common }: Stretch): Day[] {
  const shared = new Set(common?.days);
  return history.days.slice(first, last + 1).filter((day) => shared.has(day));
}
