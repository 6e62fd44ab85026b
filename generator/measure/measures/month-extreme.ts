import type { Measure } from "../definition.ts";
import { found } from "../definition.ts";
import { differenceOf } from "../difference.ts";
import { between, lacking, short } from "../reading.ts";
import { sinceOutputs, sinceValues } from "../since.ts";

/**
 * Since when the change of a calendar month, the newest as it stands at the newest value, is the highest (lowest): the last value of the latest
 * earlier month whose change was at least as high (low), the years from there, and whether the available history has none (1 or 0), in which
 * case the day is that of its first whole month.
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
      const { history, last, series } = reading;
      const { days, values } = history;
      const change = differenceOf(series);
      /** Position of the last value before the month of another, −1 where there is none. */
      const before = (end: number): number => {
        const month = days[end]!.slice(0, 7);
        let at = end;
        while (at >= 0 && days[at]!.startsWith(month)) at--;
        return at;
      };
      let base = before(last);
      if (base < 0) return short(last + 1, last + 2);
      const newest = sign * (change(values[base]!, values[last]!) ?? Number.NaN);
      if (!Number.isFinite(newest)) return lacking("undefined");
      let since = last;
      let isRecord = true;
      for (let end = base; isRecord; end = base) {
        base = before(end);
        if (base < 0) break;
        since = end;
        isRecord = !(sign * (change(values[base]!, values[end]!) ?? Number.NaN) >= newest);
      }
      const window = between(reading, Math.max(base, 0), last);
      if (!window.ok) return window;
      return found(sinceValues(name, days[since]!, days[last]!, isRecord), window);
    },
  };
}
