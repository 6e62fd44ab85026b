import { date, fixed, found, type Measure } from "../definition.ts";
import { change, differenceOf } from "../difference.ts";
import { lacking } from "../reading.ts";
import { lastWeek } from "./week.ts";

/**
 * The largest and the smallest change from one value to the next in the week up to the newest one, with their days: its largest daily
 * rise and fall, where it had both. And which share of each, in percent, the newest value has taken back: 100 where it stands where the value
 * before that rise or fall stood, and more beyond it.
 */
export const weekMoves: Measure = {
  method: "week-moves",
  parameters: { days: 7 },
  classes: ["price"],
  reads: "returns",
  outputs: [
    change("weekRise"),
    date("weekRiseDay"),
    fixed("weekRiseBack", "percent", 0),
    change("weekFall"),
    date("weekFallDay"),
    fixed("weekFallBack", "percent", 0),
  ],
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
    const [risen, fallen] = [known.lastIndexOf(rise), known.lastIndexOf(fall)];
    const dayOf = (at: number): string => week.history.days[week.first + 1 + at]!;
    const backOf = (at: number): number => {
      const [before, after] = [week.values[at]!, week.values[at + 1]!];
      return before === after ? 0 : ((after - week.values.at(-1)!) / (after - before)) * 100;
    };
    return found(
      {
        weekRise: rise,
        weekRiseDay: dayOf(risen),
        weekRiseBack: backOf(risen),
        weekFall: fall,
        weekFallDay: dayOf(fallen),
        weekFallBack: backOf(fallen),
      },
      week,
    );
  },
};
