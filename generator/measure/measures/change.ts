import { found, type Measure } from "../definition.ts";
import { change, CHANGING, difference } from "../difference.ts";
import { lacking, newest, single } from "../reading.ts";

/** The change from the value `sessions` periods of the series earlier to the newest one. Simple, not logarithmic. */
export function changeOver(sessions: number): Measure {
  const name = `change${sessions}`;
  return {
    method: "change",
    parameters: { sessions },
    classes: CHANGING,
    reads: "returns",
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
