import { fixed, found, type Measure } from "../definition.ts";
import { differenceOf } from "../difference.ts";
import { isSinceTheSame, sinceOutputs, sinceValues } from "../since.ts";
import { between, lacking, short } from "../reading.ts";
import { leastAsLarge } from "../statistics/round.ts";

/**
 * Since when the change over `sessions` periods is the highest (lowest): the latest earlier period whose change over as many was
 * at least as high (low), the years from there to the newest, whether the available history has none (1 or 0), in which case
 * the day is the first that has such a change, and whether the change of the period before was so since the same day, of long ago the same month, and at least
 * half as large (1 or 0), so that what is told of the newest is the most "again": beside a loss of 6.9% one of 2.5% was none of its
 * kind. Changes are simple, in percent, or in the unit of the changes of a level.
 */
export function changeExtreme(sessions: number, which: "high" | "low"): Measure {
  const name = `change${sessions}${which === "high" ? "High" : "Low"}`;
  const sign = which === "high" ? 1 : -1;
  return {
    method: "change-extreme",
    parameters: { sessions },
    classes: ["price", "adjusted", "level"],
    reads: "returns",
    outputs: [...sinceOutputs(name), fixed(`${name}IsAgain`, "count", 0)],
    compute(reading) {
      const { history, last, series } = reading;
      const { days, values } = history;
      if (last < sessions + 1) return short(last + 1, sessions + 2);
      const change = differenceOf(series);
      const changeAt = (at: number): number =>
        sign * (change(values[at - sessions]!, values[at]!) ?? Number.NaN);
      if (!Number.isFinite(changeAt(last))) return lacking("undefined");
      const latestBeyond = (newest: number): number => {
        const surpassed = leastAsLarge(changeAt(newest));
        let at = newest - 1;
        while (at >= sessions && changeAt(at) < surpassed) at--;
        return at;
      };
      const at = latestBeyond(last);
      const isAgain =
        isSinceTheSame(at, latestBeyond(last - 1), days, days[last]!) &&
        2 * changeAt(last - 1) >= Math.abs(changeAt(last));
      const since = Math.max(at, sessions);
      const window = between(reading, since - sessions, last);
      if (!window.ok) return window;
      const told = sinceValues(name, days[since]!, days[last]!, at < sessions);
      return found({ ...told, [`${name}IsAgain`]: isAgain ? 1 : 0 }, window);
    },
  };
}
