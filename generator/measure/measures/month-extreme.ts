import { found, type Measure } from "../definition.ts";
import { between, lacking, short } from "../reading.ts";
import { sinceOutputs, sinceValues } from "../since.ts";
import { lastBeforeMonth } from "../statistics/months.ts";
import { leastAsLarge } from "../statistics/round.ts";

/**
 * Since when a calendar month's change, simple, is the highest (lowest), the newest as it stands at the newest value: the last day of the
 * latest earlier month whose change was at least as high (low), with all that `sinceOutputs` has. Where there is none, the day is the end of
 * the first month that has a month before it.
 */
export function monthExtreme(which: "high" | "low"): Measure {
  const name = `monthChange${which === "high" ? "High" : "Low"}`;
  const sign = which === "high" ? 1 : -1;
  return {
    method: "month-extreme",
    parameters: {},
    classes: ["price"],
    reads: "returns",
    outputs: sinceOutputs(name),
    compute(reading) {
      const { history, last } = reading;
      const { days, values } = history;
      const figureOf = (from: number, end: number): number =>
        sign * (values[end]! / values[from]! - 1) * 100;
      let end = lastBeforeMonth(days, last);
      let from = end < 0 ? end : lastBeforeMonth(days, end);
      if (from < 0) return short(last + 1, last + 2);
      const mark = figureOf(end, last);
      if (!Number.isFinite(mark)) return lacking("undefined");
      const surpassed = leastAsLarge(mark);
      for (let next = from; next >= 0 && figureOf(from, end) < surpassed;) {
        next = lastBeforeMonth(days, from);
        if (next >= 0) [end, from] = [from, next];
      }
      const window = between(reading, from, last);
      if (!window.ok) return window;
      const isRecord = figureOf(from, end) < mark;
      return found(sinceValues(name, days[end]!, days[last]!, isRecord), window);
    },
  };
}
