import { dayNumber, type Day } from "../../base/day.ts";
import type { AsOfView, History } from "../../store/asof.ts";
import type { Series } from "../../publication/catalogue.ts";
import { differenceOf } from "../../measure/difference.ts";

export type Way = "up" | "down";

/**
 * What became of a target, as known at one cut-off. What was worked out at another one is taken over as far as the two know the same: from
 * one day to the next that is all but the newest.
 */
export class Outcomes {
  readonly series: Series;
  readonly days: readonly Day[];
  /** Numbers of the days since 1970-01-01. */
  readonly numbers: Int32Array;
  readonly #values: Float64Array;
  /** How many times, up to each period, more periods in a row were missing than the series allows. */
  readonly #gaps: Int32Array;
  readonly #changes = new Map<number, Float64Array>();
  readonly #hits = { up: new Map<number, Float64Array>(), down: new Map<number, Float64Array>() };
  readonly #lastUnknown = new Map<number, number>();

  /** @param before of the same series, at any other cut-off. */
  constructor(
    series: Series,
    { days, values }: Pick<History, "days" | "values">,
    before?: Outcomes,
  ) {
    this.series = series;
    this.days = days;
    this.#values = values;
    const shared = before?.series === series ? before.#sharedWith(days, values) : 0;
    this.numbers = longer(before ? before.numbers : NO_NUMBERS, shared, days.length);
    this.#gaps = longer(before ? before.#gaps : NO_NUMBERS, shared, days.length);
    for (let at = shared; at < days.length; at++) this.#place(at);
    if (before) this.#takeOver(before, shared);
  }

  /** Whether these are what became of a target that is known so. */
  isOf(series: Series, { days, values }: Pick<History, "days" | "values">): boolean {
    return this.series === series && this.days === days && this.#values === values;
  }

  /**
   * The change from each period to that `horizon` periods later, in the unit of the series' changes (percent for prices); NaN where
   * too much is missing between the two. As long as there are periods whose outcome was public.
   */
  changes(horizon: number): Float64Array {
    let made = this.#changes.get(horizon);
    if (!made) this.#changes.set(horizon, (made = this.#changesOver(horizon)));
    return made;
  }

  /** Of the same changes 1 for each that goes the way, else 0. */
  hits(horizon: number, way: Way): Float64Array {
    let made = this.#hits[way].get(horizon);
    if (!made) this.#hits[way].set(horizon, (made = this.#hitsOver(horizon, way)));
    return made;
  }

  /** Position of the last of the same changes that is not known; −1 where all are. */
  lastUnknown(horizon: number): number {
    let found = this.#lastUnknown.get(horizon);
    if (found === undefined) {
      const changes = this.changes(horizon);
      found = changes.length - 1;
      while (found >= 0 && !Number.isNaN(changes[found])) found -= 1;
      this.#lastUnknown.set(horizon, found);
    }
    return found;
  }

  /** How many of the first periods are the same with the same values. */
  #sharedWith(days: readonly Day[], values: Float64Array): number {
    const most = Math.min(days.length, this.days.length);
    let same = 0;
    while (same < most && days[same] === this.days[same] && values[same] === this.#values[same])
      same++;
    return same;
  }

  /** At once, so that nothing is held of cut-offs long past. @param shared so many of the first periods are the same. */
  #takeOver(before: Outcomes, shared: number): void {
    for (const horizon of before.#changes.keys()) {
      const count = shared - horizon;
      this.#changes.set(horizon, this.#changesOver(horizon, before.changes(horizon), count));
      for (const way of ["up", "down"] as const) {
        const hits = before.#hits[way].get(horizon);
        if (hits) this.#hits[way].set(horizon, this.#hitsOver(horizon, way, hits, count));
      }
    }
  }

  #place(at: number): void {
    const { days, numbers, series } = this;
    const { calendar, maxGap } = series;
    numbers[at] = dayNumber(days[at]!);
    if (at === 0) return;
    const isGap =
      numbers[at]! - numbers[at - 1]! > 1 + maxGap &&
      calendar.covers(days[at - 1]!) &&
      calendar.periodsBetween(days[at - 1]!, days[at]!) > 1 + maxGap;
    this.#gaps[at] = this.#gaps[at - 1]! + (isGap ? 1 : 0);
  }

  /** @param known the first so many of them, where they are. */
  #changesOver(horizon: number, known?: Float64Array, count = 0): Float64Array {
    const [values, gaps, between] = [this.#values, this.#gaps, differenceOf(this.series)];
    const made = longer(known ?? NONE, count, this.days.length - horizon);
    for (let at = Math.max(0, count); at < made.length; at++) {
      const isKnown = gaps[at] === gaps[at + horizon];
      made[at] = (isKnown ? between(values[at]!, values[at + horizon]!) : undefined) ?? Number.NaN;
    }
    return made;
  }

  #hitsOver(horizon: number, way: Way, known?: Float64Array, count = 0): Float64Array {
    const changes = this.changes(horizon);
    const sign = way === "up" ? 1 : -1;
    const made = longer(known ?? NONE, count, changes.length);
    for (let at = Math.max(0, count); at < made.length; at++)
      made[at] = sign * changes[at]! > 0 ? 1 : 0;
    return made;
  }
}

/** @param before what became of it as known at another cut-off. */
export function outcomesOf(view: AsOfView, series: Series, before?: Outcomes): Outcomes {
  const history = view.history(series.id);
  return before?.isOf(series, history) ? before : new Outcomes(series, history, before);
}

const NONE = new Float64Array();
const NO_NUMBERS = new Int32Array();

/** The first `count` of a column with room behind them. @param count, length none where they are below zero. */
function longer<C extends Float64Array | Int32Array>(column: C, count: number, length: number): C {
  const made = new (column.constructor as new (length: number) => C)(Math.max(0, length));
  made.set(column.subarray(0, Math.max(0, count)));
  return made;
}
