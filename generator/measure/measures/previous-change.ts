import { found, type Measure } from "../definition.ts";
import { change, CHANGING, difference } from "../difference.ts";
import { lacking, newest, single } from "../reading.ts";

/** The change over the period before the newest: what the newest one goes on with or undoes. Simple, not logarithmic. */
export const previousChange: Measure = {
  method: "previous-change",
  parameters: { sessions: 1 },
  classes: CHANGING,
  reads: "returns",
  outputs: [change("previousChange")],
  compute(reading) {
    const window = newest(reading, 2, 1);
    if (!window.ok) return window;
    const { history, first, last, values } = window;
    const value = difference(reading.series, values[0]!, values[1]!);
    if (value === undefined) return lacking("undefined");
    return found({ previousChange: value }, single(history, first), single(history, last));
  },
};
