import { addDays, dayOf } from "../../base/day.ts";
import { found, type Measure } from "../definition.ts";
import { sinceOutputs, sinceValues } from "../since.ts";
import { between, lacking, short } from "../reading.ts";
import { lastUntil } from "../statistics/positions.ts";
import { leastAsLarge } from "../statistics/round.ts";
import { sum } from "../statistics/statistics.ts";

const DAYS = 7;

/** What a week has that can be the highest since one before it. */
interface OfWeek extends Pick<Measure, "method" | "classes" | "reads"> {
  /** What its outputs begin with. */
  readonly name: string;
  /** Its figure, in percent or the unit of the series, by the positions of the last value before it and of its own last. */
  figure(values: Float64Array, before: number, end: number): number;
  /** Weeks that have to end before the newest begins to be compared, and values that are lacking else. */
  readonly weeks: number;
  lacks(have: number): number;
  /** How many values behind the last one before a week it is read from. */
  readonly from: 0 | 1;
}

const CHANGE: OfWeek = {
  name: "weekChange",
  method: "week-extreme",
  classes: ["price"],
  reads: "returns",
  figure: (values, before, end) => (values[end]! / values[before]! - 1) * 100,
  weeks: 1,
  lacks: () => DAYS + 1,
  from: 0,
};

const SUM: OfWeek = {
  name: "weekSum",
  method: "week-sum-extreme",
  classes: ["flow"],
  reads: "values",
  figure: (values, before, end) => sum(values.subarray(before + 1, end + 1)),
  weeks: 2,
  lacks: (have) => have + 1,
  from: 1,
};

/** The week's change, simple, in percent: since when it is the highest or lowest. */
export const weekExtreme = (which: "high" | "low"): Measure => extreme(CHANGE, which);

/** The week's sum of flows: since when it is the highest or lowest; the history begins with its first whole week. */
export const weekSumExtreme = (which: "high" | "low"): Measure => extreme(SUM, which);

/**
 * Since when a week's figure is the highest (lowest): the last day of the latest earlier week, counted back in steps of seven days from
 * the last full UTC day, whose figure was at least as high (low), the years from there to the newest value, and whether the available
 * history has none (1 or 0), in which case the day is the end of its first week.
 */
function extreme(of: OfWeek, which: "high" | "low"): Measure {
  const name = `${of.name}${which === "high" ? "High" : "Low"}`;
  const sign = which === "high" ? 1 : -1;
  return {
    method: of.method,
    parameters: { days: DAYS },
    classes: of.classes,
    reads: of.reads,
    outputs: [...sinceOutputs(name)],
    compute(reading, { instant }) {
      const { history, last } = reading;
      const { days, values } = history;
      const today = addDays(dayOf(instant), -1);
      const endOf = (weeks: number): number => lastUntil(days, addDays(today, -DAYS * weeks));
      const figureOf = (weeks: number): number =>
        sign * of.figure(values, endOf(weeks + 1), endOf(weeks));
      if (endOf(of.weeks) < 0) return short(last + 1, of.lacks(last + 1));
      const mark = figureOf(0);
      if (!Number.isFinite(mark)) return lacking("undefined");
      const surpassed = leastAsLarge(mark);
      let weeks = 1;
      while (endOf(weeks + 1) >= 0 && figureOf(weeks) < surpassed) weeks++;
      const isRecord = endOf(weeks + 1) < 0;
      const since = endOf(isRecord ? weeks - 1 : weeks);
      const first = endOf(isRecord ? weeks : weeks + 1) + of.from;
      const window = between(reading, Math.max(0, first), last);
      if (!window.ok) return window;
      return found(sinceValues(name, days[since]!, days[last]!, isRecord), window);
    },
  };
}
