import { weekday } from "../../base/day.ts";
import { fixed, found, type Measure } from "../definition.ts";
import { lacking, newest } from "../reading.ts";
import { median } from "../statistics/statistics.ts";

/** Fewer days of its weekday make no usual one. */
const LEAST = 4;

/**
 * The newest value as a multiple of the median of those of its own weekday among the `window` values before it: a Saturday is held to
 * Saturdays, of which every one is light beside the days of a week. With it its distance from that median in percent, and the share of them that were lower, 0 to 100 percent: a median that
 * a few panics have lifted calls an ordinary day light.
 */
export function weekdayRatio(window: number): Measure {
  return {
    method: "weekday-ratio",
    parameters: { window },
    classes: ["volume", "amount"],
    reads: "values",
    outputs: [
      fixed("likeRatio", "times", 1),
      fixed("likeDistance", "percent", 0),
      fixed("likeBelow", "percent", 0),
    ],
    compute(reading) {
      const past = newest(reading, window + 1);
      if (!past.ok) return past;
      const { history, first, last } = past;
      const its = weekday(history.days[last]!);
      const like = past.values
        .subarray(0, window)
        .filter((_, at) => weekday(history.days[first + at]!) === its);
      if (like.length < LEAST) return lacking("undefined");
      const usual = median(like);
      if (!(usual > 0)) return lacking("undefined");
      const value = past.values[window]!;
      const lower = like.filter((each) => each < value).length;
      const times = value / usual;
      return found(
        {
          likeRatio: times,
          likeDistance: (times - 1) * 100,
          likeBelow: (100 * lower) / like.length,
        },
        past,
      );
    },
  };
}
