import { found, type Measure } from "../definition.ts";
import { between, lacking, short } from "../reading.ts";
import { sinceOutputs, sinceValues } from "../since.ts";
import { lastBeforeMonth } from "../statistics/months.ts";
import { leastAsLarge } from "../statistics/round.ts";

/**
 * Since when a calendar month's change, simple, is the highest (lowest) of its name, the newest as it stands at the newest value: the last day of the
 * latest whole month of an earlier year that has the same name and changed at least as much, with all that `sinceOutputs` has. Where there is none, the
 * day is the end of the first whole month of that name.
 */
export function sameMonthExtreme(which: "high" | "low"): Measure {
  const name = `sameMonthChange${which === "high" ? "High" : "Low"}`;
  const sign = which === "high" ? 1 : -1;
  return {
    method: "same-month-extreme",
    parameters: {},
    classes: ["price"],
    reads: "returns",
    outputs: sinceOutputs(name),
    compute(reading) {
      const { history, last } = reading;
      const { days, values } = history;
      const figureOf = (from: number, end: number): number =>
        sign * (values[end]! / values[from]! - 1) * 100;
      const month = days[last]!.slice(5, 7);
      let end = lastBeforeMonth(days, last);
      if (end < 0) return short(last + 1, last + 2);
      const mark = figureOf(end, last);
      if (!Number.isFinite(mark)) return lacking("undefined");
      const surpassed = leastAsLarge(mark);
      let [from, to] = [-1, -1];
      for (let before = lastBeforeMonth(days, end); before >= 0;) {
        if (days[end]!.slice(5, 7) === month) {
          [from, to] = [before, end];
          if (figureOf(from, to) >= surpassed) break;
        }
        [end, before] = [before, lastBeforeMonth(days, before)];
      }
      if (to < 0) return short(last + 1, last + 2);
      const window = between(reading, from, last);
      if (!window.ok) return window;
      return found(
        sinceValues(name, days[to]!, days[last]!, figureOf(from, to) < surpassed),
        window,
      );
    },
  };
}
