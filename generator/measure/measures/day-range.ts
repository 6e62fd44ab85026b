import { fixed, found, type Measure } from "../definition.ts";
import { lacking, newest, sameDays } from "../reading.ts";
import { median } from "../statistics/statistics.ts";

/**
 * The newest period's path, from its high and low: how far apart they are in percent of the low, that as a multiple of its median over the
 * `window` periods before and its distance from that median in percent, where between them the close was, from 0 (at the low) to 100 percent (at the high), and how far it was below the
 * high and above the low, each in percent of that.
 */
export function dayRange(window: number): Measure {
  const [ratio, distance] = [`dayRangeRatio${window}`, `dayRangeDistance${window}`];
  return {
    method: "day-range",
    parameters: { window },
    classes: ["price"],
    reads: "values",
    besides: ["high", "low"],
    outputs: [
      fixed("dayRange", "percent", 1),
      fixed(ratio, "times", 1),
      fixed(distance, "percent", 0),
      fixed("dayPlace", "percent", 0),
      fixed("dayFromHigh", "percent", 1),
      fixed("dayFromLow", "percent", 1),
    ],
    compute(reading, { sibling }) {
      const closes = newest(reading, window + 1);
      if (!closes.ok) return closes;
      const [up, down] = [sibling("high"), sibling("low")];
      if (!up || !down) return lacking("undefined");
      if (!up.ok) return up;
      if (!down.ok) return down;
      const [highs, lows] = [sameDays(up, closes), sameDays(down, closes)];
      if (!highs.ok) return highs;
      if (!lows.ok) return lows;
      if (lows.values.some((low) => low <= 0)) return lacking("undefined");
      const ranges = highs.values.map((high, at) => (high / lows.values[at]! - 1) * 100);
      const usual = median(ranges.subarray(0, window));
      const [high, low, close] = [highs, lows, closes].map(({ values }) => values[window]!);
      if (!(usual > 0) || !(high! > low!)) return lacking("constant");
      const place = ((close! - low!) / (high! - low!)) * 100;
      if (place < 0 || place > 100) return lacking("undefined");
      return found(
        {
          dayRange: ranges[window]!,
          [ratio]: ranges[window]! / usual,
          [distance]: (ranges[window]! / usual - 1) * 100,
          dayPlace: place,
          dayFromHigh: (close! / high! - 1) * 100,
          dayFromLow: (close! / low! - 1) * 100,
        },
        closes,
        highs,
        lows,
      );
    },
  };
}
