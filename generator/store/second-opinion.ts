import type { AsOfView, History } from "./asof.ts";
import { secondIdOf, type Series } from "../publication/catalogue.ts";
import type { Settlement } from "./settlement.ts";

/** What two sources say of one period. */
export interface SecondOpinion {
  /** Position of the period in the first source's history, and in the second's. */
  readonly at: number;
  readonly secondAt: number;
  /** How far the two lie apart, in percent of the second's value. */
  readonly apart: number;
  /** Beyond the tolerance, and nobody has decided. */
  readonly isDisputed: boolean;
  /** What a person decided of it. */
  readonly settlement?: Settlement;
}

/** Newest periods of the first source that are held against the second: those that a day's change is made of. */
const WATCHED = 2;

/** What the two sources of a series say of its newest periods, the newest first; none for a series of one source. */
export function secondOpinions(series: Series, view: AsOfView): SecondOpinion[] {
  const second = view.catalogue.series.get(secondIdOf(series.id));
  if (series.second === undefined || second === undefined) return [];
  const [first, other] = [view.history(series.id), view.history(second.id)];
  return opinionsOn(series, first, other, view.settlements());
}

function opinionsOn(
  series: Series,
  first: History,
  second: History,
  settlements: readonly Settlement[],
): SecondOpinion[] {
  const tolerance = series.second?.tolerance ?? Infinity;
  const last = first.days.length - 1;
  const watched = Array.from(
    { length: Math.min(WATCHED, first.days.length) },
    (_, at) => last - at,
  );
  return watched.flatMap((at) => {
    const secondAt = second.days.lastIndexOf(first.days[at]!);
    if (secondAt < 0) return [];
    const apart = Math.abs(first.values[at]! / second.values[secondAt]! - 1) * 100;
    const isApart = !(apart <= tolerance);
    const settlement = isApart ? settledOf(settlements, first, at, second, secondAt) : undefined;
    const isDisputed = isApart && settlement === undefined;
    return [{ at, secondAt, apart, isDisputed, ...(settlement && { settlement }) }];
  });
}

/**
 * Compares the newest periods of a series with those of its second source.
 * @returns the newest period in dispute, else the newest that both have and that nobody had to decide of; undefined where there is none.
 */
export function secondOpinion(
  series: Series,
  first: History,
  second: History,
  settlements: readonly Settlement[] = [],
): SecondOpinion | undefined {
  const opinions = opinionsOn(series, first, second, settlements);
  return (
    opinions.find(({ isDisputed }) => isDisputed) ?? opinions.find(({ settlement }) => !settlement)
  );
}

/** What was decided of a period of a series, as long as both sources say what they said then. */
function settledOf(
  settlements: readonly Settlement[],
  first: History,
  at: number,
  second: History,
  secondAt: number,
): Settlement | undefined {
  return settlements.findLast(
    (each) =>
      each.series === first.series &&
      each.day === first.days[at] &&
      each.first === first.values[at] &&
      each.second === second.values[secondAt],
  );
}
