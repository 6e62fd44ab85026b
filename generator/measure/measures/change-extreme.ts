import { found, type Measure } from "../definition.ts";
import { differenceOf } from "../difference.ts";
import { sinceOutputs, sinceValues } from "../since.ts";
import { between, lacking, short } from "../reading.ts";

/**
 * Since when the change over `sessions` periods is the highest (lowest): the latest earlier period whose change over as many was
 * at least as high (low), the years from there to the newest, and whether the available history has none (1 or 0), in which case
 * the day is the first that has such a change. Changes are simple, in percent,
 * or in the unit of the changes of a level.
 */
export function changeExtreme(sessions: number, which: "high" | "low"): Measure {
  const name = `change${sessions}${which === "high" ? "High" : "Low"}`;
  const sign = which === "high" ? 1 : -1;
  return {
    method: "change-extreme",
    parameters: { sessions },
    classes: ["price", "level"],
    reads: "returns",
    outputs: [...sinceOutputs(name)],
    compute(reading) {
      const { history, last, series } = reading;
      const { days, values } = history;
      if (last < sessions + 1) return short(last + 1, sessions + 2);
      const change = differenceOf(series);
      const changeAt = (at: number): number =>
        sign * (change(values[at - sessions]!, values[at]!) ?? Number.NaN);
      const mark = changeAt(last);
      if (!Number.isFinite(mark)) return lacking("undefined");
      let at = last - 1;
      while (at >= sessions && changeAt(at) < mark) at--;
      const since = Math.max(at, sessions);
      const window = between(reading, since - sessions, last);
      if (!window.ok) return window;
      return found(sinceValues(name, days[since]!, days[last]!, at < sessions), window);
    },
  };
}
