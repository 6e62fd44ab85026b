import type { Day } from "../../base/day.ts";
import { fixed, found, type Measure } from "../definition.ts";
import { CHANGING } from "../difference.ts";
import { lacking, single } from "../reading.ts";

/** How many periods of its calendar are left of the month that the newest value lies in. */
export const monthLeft: Measure = {
  method: "month-left",
  parameters: {},
  classes: CHANGING,
  reads: "values",
  outputs: [fixed("monthLeft", "count", 0)],
  compute({ history, calendar, last }) {
    const newest = history.days[last]!;
    if (!calendar.covers(newest)) return lacking("undefined");
    const isSame = (day: Day): boolean => day.startsWith(newest.slice(0, 7));
    let left = 0;
    for (let day = calendar.next(newest); isSame(day); day = calendar.next(day)) left++;
    return found({ monthLeft: left }, single(history, last));
  },
};
