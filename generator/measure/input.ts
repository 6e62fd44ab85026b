import type { Day, Instant } from "../base/day.ts";
import { digestOfDated } from "../base/digest.ts";
import type { AsOfView, History } from "../store/asof.ts";
import { firstFrom, lastUntil } from "./statistics/positions.ts";
import type { Stretch } from "./reading.ts";
import type { Input } from "./signal.ts";

/** One value that a signal was computed from. */
export interface UsedObservation {
  readonly day: Day;
  readonly value: number;
  readonly public: Instant;
}

/**
 * Describes the stretch of a history between two positions, both inclusive; with `common`, only the periods that this
 * history has as well. The digest is computed when it is first read: most signals of a backfill are never printed.
 */
export function inputOf(history: History, first: number, last: number, common?: History): Input {
  const [from, to] = [history.days[first]!, history.days[last]!];
  return describe({ history, first, last, ...(common ? { common } : {}) }, from, to);
}

/** The same series and days as known in another view; its digest differs when any value used differs. */
export function currentInput(view: AsOfView, input: Input): Input {
  return describe(locate(view, input), input.from, input.to);
}

/** The observations behind an input as known in a view, oldest first. */
export function observationsOf(view: AsOfView, input: Input): UsedObservation[] {
  const stretch = locate(view, input);
  const { days, values, publics } = stretch.history;
  const observations: UsedObservation[] = [];
  visitUsed(stretch, (at) => {
    observations.push({ day: days[at]!, value: values[at]!, public: publics[at]! });
  });
  return observations;
}

/** When the youngest of the values in the stretch became public. */
export function publicOf(stretch: Stretch): Instant {
  const { publics } = stretch.history;
  if (!stretch.common) return youngestOf(publics, stretch.first, stretch.last);
  let youngest = -Infinity;
  visitUsed(stretch, (at) => (youngest = Math.max(youngest, publics[at]!)));
  return youngest;
}

/** Asked of thousands of long stretches, and so without a call for each value. */
function youngestOf(publics: Float64Array, first: number, last: number): Instant {
  let youngest = -Infinity;
  for (let at = first; at <= last; at++) if (publics[at]! > youngest) youngest = publics[at]!;
  return youngest;
}

function describe(stretch: Stretch, from: Day, to: Day): Input {
  const { history, common } = stretch;
  let count = common ? 0 : Math.max(0, stretch.last - stretch.first + 1);
  if (common) visitUsed(stretch, () => count++);
  let known: string | undefined;
  return {
    series: history.series,
    from,
    to,
    count,
    ...(common ? { common: common.series } : {}),
    get digest() {
      return (known ??= digestOf(stretch));
    },
  };
}

function digestOf(stretch: Stretch): string {
  const { history, first, last, common } = stretch;
  if (!common) return digestOfDated(history.days, history.values, first, last + 1);
  const marks = new Uint8Array(history.days.length);
  markUsed(stretch, marks);
  return digestOfUsed(history, marks);
}

/** Sets the mark of every position of the history that a stretch uses. */
export function markUsed(stretch: Stretch, marks: Uint8Array): void {
  if (stretch.common) visitUsed(stretch, (at) => (marks[at] = 1));
  else marks.fill(1, stretch.first, stretch.last + 1);
}

/** Digest of the marked values of a history, with their days. */
export function digestOfUsed({ days, values }: History, marks: Uint8Array): string {
  const from = marks.indexOf(1);
  const to = marks.lastIndexOf(1) + 1;
  const gap = marks.indexOf(0, from);
  if (gap < 0 || gap >= to) return digestOfDated(days, values, from, to);
  const used: Day[] = [];
  const told = new Float64Array(to - from);
  for (let at = from; at < to; at++) if (marks[at]) told[used.push(days[at]!) - 1] = values[at]!;
  return digestOfDated(used, told.subarray(0, used.length));
}

/** Visits the positions of a stretch that were used: all, or those of periods that the other history has too. */
function visitUsed({ history, first, last, common }: Stretch, visit: (at: number) => void): void {
  let other = common && first <= last ? firstFrom(common.days, history.days[first]!) : 0;
  for (let at = first; at <= last; at++) {
    if (common) {
      const day = history.days[at]!;
      while (other < common.days.length && common.days[other]! < day) other++;
      if (common.days[other] !== day) continue;
    }
    visit(at);
  }
}

function locate(view: AsOfView, { series, from, to, common }: Input): Stretch {
  const history = historyOrNothing(view, series);
  return {
    history,
    first: firstFrom(history.days, from),
    last: lastUntil(history.days, to),
    ...(common === undefined ? {} : { common: historyOrNothing(view, common) }),
  };
}

/** An input of a series that is no longer declared has no observations. */
function historyOrNothing(view: AsOfView, series: string): History {
  if (view.catalogue.series.has(series)) return view.history(series);
  return {
    series,
    days: [],
    values: new Float64Array(),
    publics: new Float64Array(),
    revisions: new Uint16Array(),
  };
}
