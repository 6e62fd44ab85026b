import { found, own, type Measure } from "../definition.ts";
import { newest, single } from "../reading.ts";

/** The value one period before the newest, in the series' own unit. */
export const previous: Measure = {
  method: "previous",
  parameters: { sessions: 1 },
  classes: ["price", "adjusted", "volume", "flow", "level", "amount"],
  reads: "values",
  outputs: [own("previous")],
  compute(reading) {
    const window = newest(reading, 2);
    if (!window.ok) return window;
    return found({ previous: window.values[0]! }, single(window.history, window.first));
  },
};
