import { fixed, found, own, type Measure } from "../definition.ts";
import { hasPercent } from "../difference.ts";
import { lacking } from "../reading.ts";
import { yearOfHigh } from "../year-of-high.ts";

/** By convention a fall by so many percent from a high is a bear market. */
const FALL = 20;

/** The close at which the fall from the highest close of the past year comes to a bear market, and how far it is from the newest, in percent. */
export const declineMark: Measure = {
  method: "decline-mark",
  parameters: { fall: FALL },
  classes: ["price"],
  reads: "values",
  outputs: [own("bearMark"), fixed("bearMarkDistance", "percent", 1)],
  compute(reading) {
    const past = yearOfHigh(reading);
    if (!past.ok) return past;
    const newest = past.values.at(-1)!;
    const mark = Math.max(...past.values) * (1 - FALL / 100);
    if (!hasPercent(newest, mark)) return lacking("undefined");
    return found({ bearMark: mark, bearMarkDistance: (mark / newest - 1) * 100 }, past);
  },
};
