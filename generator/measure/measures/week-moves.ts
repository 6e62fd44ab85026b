import { date, found, type Measure } from "../definition.ts";
import { change, differenceOf } from "../difference.ts";
import { lacking } from "../reading.ts";
import { lastWeek } from "./week.ts";

/**
 * The largest and the smallest change from one value to the next in the week up to the newest one, with their days: its largest daily
 * rise and fall, where it had both.
 */
export const weekMoves: Measure = {
  method: "week-moves",
  parameters: { days: 7 },
  classes: ["price"],
  reads: "returns",
  outputs: [change("weekRise"), date("weekRiseDay"), change("weekFall"), date("weekFallDay")],
  compute(reading, context) {
    const week = lastWeek(reading, context);
    if (!week.ok) return week;
    const between = differenceOf(reading.series);
    const changes = [...week.values.subarray(1)].map((value, at) =>
      between(week.values[at]!, value),
    );
    const known = changes.filter((each) => each !== undefined);
    if (known.length === 0 || known.length < changes.length) return lacking("undefined");
    const [rise, fall] = [Math.max(...known), Math.min(...known)];
    const dayOf = (value: number): string =>
      week.history.days[week.first + 1 + known.lastIndexOf(value)]!;
    return found(
      { weekRise: rise, weekRiseDay: dayOf(rise), weekFall: fall, weekFallDay: dayOf(fall) },
      week,
    );
  },
};
