import { addDays, dayOf } from "../../base/day.ts";
import { found, type Measure } from "../definition.ts";
import { lastUntil } from "../statistics/positions.ts";
import { sinceOutputs, sinceValues } from "../since.ts";
import { between, lacking, short } from "../reading.ts";

const DAYS = 7;

/**
 * Since when the week's change is the highest (lowest): the last day of the latest earlier week, counted back in steps of seven days from
 * the last full UTC day, whose change was at least as high (low), the years from there to the newest value, and whether the available
 * history has none (1 or 0), in which case the day is the end of its first week. Changes are simple, in percent.
 */
export function weekExtreme(which: "high" | "low"): Measure {
  const name = `weekChange${which === "high" ? "High" : "Low"}`;
  const sign = which === "high" ? 1 : -1;
  return {
    method: "week-extreme",
    parameters: { days: DAYS },
    classes: ["price"],
    reads: "returns",
    outputs: [...sinceOutputs(name)],
    compute(reading, { instant }) {
      const { history, last } = reading;
      const { days, values } = history;
      const today = addDays(dayOf(instant), -1);
      const endOf = (weeks: number): number => lastUntil(days, addDays(today, -DAYS * weeks));
      const changeOf = (weeks: number): number =>
        sign * (values[endOf(weeks)]! / values[endOf(weeks + 1)]! - 1);
      if (endOf(1) < 0) return short(last + 1, DAYS + 1);
      const mark = changeOf(0);
      if (!Number.isFinite(mark)) return lacking("undefined");
      let weeks = 1;
      while (endOf(weeks + 1) >= 0 && changeOf(weeks) < mark) weeks++;
      const isRecord = endOf(weeks + 1) < 0;
      const since = endOf(isRecord ? weeks - 1 : weeks);
      const window = between(reading, Math.max(0, endOf(isRecord ? weeks : weeks + 1)), last);
      if (!window.ok) return window;
      return found(sinceValues(name, days[since]!, days[last]!, isRecord), window);
    },
  };
}
