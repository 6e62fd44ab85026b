import { date, fixed, found, own, type Measure } from "../definition.ts";
import { hasPercent } from "../difference.ts";
import { lacking } from "../reading.ts";
import { CANDLES, LEVEL_PARAMETERS, nearestLevel, piercedOutputs, piercedValues } from "./level.ts";

/**
 * The level next to the close of one period earlier, as it stood then (see `level`): its price, touches and latest touch, the days on
 * which it had been traded through since, and by
 * how many percent of it the newest close lies above it (below: negative). A support with a newest close below it was broken, a
 * resistance with one above it as well.
 */
export function levelBefore(which: "support" | "resistance"): Measure {
  const name = `${which}Before`;
  return {
    method: which,
    parameters: LEVEL_PARAMETERS,
    classes: ["price"],
    reads: "values",
    besides: CANDLES,
    outputs: [
      own(name),
      fixed(`${name}Touches`, "count", 0),
      fixed(`${name}Distance`, "percent", 1),
      date(`${name}Day`),
      ...piercedOutputs(name),
    ],
    compute(reading, context) {
      if (reading.last < 1) return lacking("undefined");
      const earlier = nearestLevel(which, { ...reading, last: reading.last - 1 }, context);
      if (!earlier.ok) return earlier;
      const { level, day, windows } = earlier;
      const { history, last } = reading;
      if (!hasPercent(level.price, history.values[last]!)) return lacking("undefined");
      return found(
        {
          [name]: level.price,
          [`${name}Touches`]: level.touches,
          [`${name}Distance`]: (history.values[last]! / level.price - 1) * 100,
          [`${name}Day`]: day,
          ...piercedValues(name, earlier),
        },
        ...windows,
        { history, first: last, last },
      );
    },
  };
}
