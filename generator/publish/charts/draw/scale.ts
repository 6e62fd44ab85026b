import { scaleLinear } from "d3-scale";
import { dayNumber, type Day } from "../../../base/day.ts";

/** From a value to its height in pixels from the top. */
export interface ValueScale {
  (value: number): number;
  /** Round values that the axis names, from the lowest up. */
  readonly ticks: readonly number[];
}

/** From a day to its share of the picture's width, 0 to 1. */
export type DayScale = (day: Day) => number;

/** Beyond these, and closer together than that, doubles have no room left for a picture. */
const LARGEST = 1e300;
const CLOSEST = 1e-9;
/** Room on each side of a single value that is next to nothing. */
const SMALLEST = 1e-6;

export interface Extent {
  readonly low: number;
  readonly high: number;
}

/** The range of finite values; [0, 1] of none. */
export function extentOf(values: Iterable<number>): Extent {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low <= high ? { low, high } : { low: 0, high: 1 };
}

/** A range with a little room below and above. */
export function withRoom({ low, high }: Extent): Extent {
  const room = (high / 2 - low / 2) * 0.1;
  return { low: low - room, high: high + room };
}

/**
 * A linear scale of a range onto `bottom` to `top` pixels, with some `count` round ticks inside it. A range of one value gets
 * room on both sides; values outside are drawn on the edge.
 */
export function valueScale(
  { low, high }: Extent,
  { top, bottom, count }: { readonly top: number; readonly bottom: number; readonly count: number },
): ValueScale {
  const [from, to] = [clamped(low, -LARGEST, LARGEST), clamped(high, -LARGEST, LARGEST)];
  const room = Math.max(SMALLEST, Math.abs(from) * 0.05, Math.abs(to) * 0.05);
  const isFlat = to - from < Math.max(CLOSEST, room * 1e-6);
  const [least, most] = isFlat ? [from - room, to + room] : [from, to];
  const scale = scaleLinear([least, most], [bottom, top]).clamp(true);
  const place = (value: number): number => scale(clamped(value, -LARGEST, LARGEST));
  return Object.assign(place, { ticks: scale.ticks(count) });
}

/** A linear scale of the days from the first to the last; a single day lies at the end. */
export function dayScale(first: Day, last: Day): DayScale {
  const [from, to] = [dayNumber(first), dayNumber(last)];
  return to > from ? (day) => (dayNumber(day) - from) / (to - from) : () => 1;
}

function clamped(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
