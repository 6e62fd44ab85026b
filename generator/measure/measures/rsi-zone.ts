import { fixed, found, type Measure } from "../definition.ts";
import { lacking, type Reading, type Window } from "../reading.ts";
import { relativeStrength } from "../statistics/wilder.ts";
import { warmedUp } from "./rsi.ts";

/** Wilder's own bounds (1978). */
const [LOW, HIGH] = [30, 70];

/**
 * How long RSI has been in an outer zone: periods in a row up to the newest, and periods of the stay that ended the period
 * before, each positive for overbought (70 or more), negative for oversold (below 30) and zero for neither.
 */
export function rsiZone(window: number): Measure {
  const [stay, left] = [`rsi${window}Stay`, `rsi${window}Left`];
  return {
    method: "rsi-zone",
    parameters: { window, low: LOW, high: HIGH },
    classes: ["price"],
    reads: "returns",
    outputs: [fixed(stay, "count", 0), fixed(left, "count", 0)],
    compute(reading) {
      const now = warmedUp(reading, window, 0);
      const before = warmedUp(reading, window, 1);
      if (!now.ok) return now;
      if (!before.ok) return before;
      const zone = zoneOf(now, window);
      if (zone === undefined) return lacking("constant");
      const { length, first } = lengthOfStay(reading, window, zone === 0 ? 1 : 0);
      const values = zone === 0 ? { [stay]: 0, [left]: length } : { [stay]: length, [left]: 0 };
      return found(values, { ...now, first });
    },
  };
}

/** The stay whose newest period lies `back` periods before the newest, and the first position read for it. */
function lengthOfStay(
  reading: Reading,
  window: number,
  back: number,
): { readonly length: number; readonly first: number } {
  let first = reading.last;
  let zone = 0;
  for (let at = back; ; at++) {
    const values = warmedUp(reading, window, at);
    if (!values.ok) return { length: zone * (at - back), first };
    first = Math.min(first, values.first);
    const next = zoneOf(values, window) ?? 0;
    if (at > back && next !== zone) return { length: zone * (at - back), first };
    if (next === 0) return { length: 0, first };
    zone = next;
  }
}

function zoneOf({ values }: Window, window: number): number | undefined {
  const value = relativeStrength(values, window);
  if (value === undefined) return undefined;
  if (value >= HIGH) return 1;
  return value < LOW ? -1 : 0;
}
