import { once } from "../../base/memo.ts";
import type { Series } from "../../publication/catalogue.ts";
import { median } from "./history.ts";

/** Periods of history before the size of a change can be judged by it. */
const ENOUGH = 20;
/** Changes that the usual size is taken from, and the newest of them, which know that times have become wilder. */
const WINDOW = 250;
const RECENT = 20;
/** The median absolute deviation of a normal distribution in its standard deviations. */
const CONSISTENT = 1.4826;

/** On which scale changes of a series are compared, and how large they usually are. */
export interface ChangeScale {
  /** Logarithms where all values are above zero, as far as is known, else the values themselves. */
  readonly isLogarithmic: boolean;
  of(value: number): number;
  /**
   * Usual size of a change before the position, on the scale: 1.4826 × the median absolute change where there was one, of the last 250 periods or
   * of the last 20, whichever is larger. Where there are too few, as at the beginning of a history that is taken in at once, it is that of
   * all there is; undefined where there are too few of these as well.
   */
  usualBefore(position: number): number | undefined;
  /** Whether a change is no larger than `FLOOR_TIMES` the usual size over all there is, whatever its position; of too few nothing is usual. */
  isUsual(step: number): boolean;
}

/** So many changes of a history are judged without its median, which is worth its sorting where many are asked of. */
const UNSORTED = 3;

/** A change is never doubted below so many usual changes of the whole history, however calm the last year was. */
const FLOOR_TIMES = 4;

/**
 * @param values as they stand, oldest first; what is refused is written over by the caller, so that it is not learned from.
 * @param held those of them that are stored: where there are enough, they say whether the series is always above zero.
 */
export function changeScale(
  series: Series,
  values: readonly number[],
  held: ArrayLike<number> = values,
): ChangeScale {
  const judges = held.length < ENOUGH ? values : held;
  const isLogarithmic = series.range[0] >= 0 && areAboveZero(judges);
  const of = isLogarithmic ? Math.log : (value: number): number => value;
  // As they stand at first: what is written over later counts in the window alone.
  const first = values.slice();
  const all = once(() => {
    const changes: number[] = [];
    let before = of(first[0] ?? 0);
    for (let at = 1; at < first.length; at++) {
      const value = of(first[at]!);
      changes.push(Math.abs(value - before));
      before = value;
    }
    return changes;
  });
  const usualOfAll = once(() => {
    const moves = all().filter((change) => change > 0);
    return moves.length < ENOUGH ? undefined : CONSISTENT * median(moves);
  });
  let asked = 0;
  const medianOfAll = once(() => median(all()));
  /** Whether the median of all changes is surely as large: more than half of them are, as the newest mostly show already. */
  const isMedianSurely = (least: number): boolean => {
    const half = Math.floor((first.length - 1) / 2);
    let larger = 0;
    let after = of(first.at(-1)!);
    for (let at = first.length - 2; at >= 0; at--) {
      const value = of(first[at]!);
      if (Math.abs(after - value) >= least && ++larger > half) return true;
      after = value;
    }
    return false;
  };
  return {
    isLogarithmic,
    of,
    isUsual(step) {
      const times = FLOOR_TIMES * CONSISTENT;
      if (first.length - 1 < ENOUGH) return step <= 0;
      return (asked++ < UNSORTED && isMedianSurely(step / times)) || step <= times * medianOfAll();
    },
    usualBefore(position) {
      const changes: number[] = [];
      for (let at = Math.max(1, position - WINDOW); at < position; at++)
        changes.push(Math.abs(of(values[at]!) - of(values[at - 1]!)));
      const moved = changes.filter((change) => change > 0);
      if (moved.length < ENOUGH) return usualOfAll();
      return CONSISTENT * Math.max(median(moved), median(moved.slice(-RECENT)));
    },
  };
}

function areAboveZero(values: ArrayLike<number>): boolean {
  for (let at = 0; at < values.length; at++) if (!(values[at]! > 0)) return false;
  return true;
}
