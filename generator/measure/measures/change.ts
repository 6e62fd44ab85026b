import { found, type Measure } from "../definition.ts";
import { change, CHANGING, difference } from "../difference.ts";
import { lacking, newest, single } from "../reading.ts";

/** The change from the value `sessions` periods of the series earlier to the newest one. Simple, not logarithmic; a fund's with its dividends. */
export function changeOver(sessions: number): Measure {
  return changeBetween(`change${sessions}`, sessions, {
    method: "change",
    classes: CHANGING,
    reads: "returns",
  });
}

/** The same between prices as they were printed, in percent: what stands beside a closing high or a price, without a fund's dividends. */
export function priceChangeOver(sessions: number): Measure {
  return changeBetween(`priceChange${sessions}`, sessions, {
    method: "price-change",
    classes: ["price"],
    reads: "values",
  });
}

function changeBetween(
  name: string,
  sessions: number,
  read: Pick<Measure, "method" | "classes" | "reads">,
): Measure {
  return {
    ...read,
    parameters: { sessions },
    outputs: [change(name)],
    compute(reading) {
      const window = newest(reading, sessions + 1);
      if (!window.ok) return window;
      const { history, first, last, values } = window;
      const value = difference(reading.series, values[0]!, values[sessions]!);
      if (value === undefined) return lacking("undefined");
      return found({ [name]: value }, single(history, first), single(history, last));
    },
  };
}
