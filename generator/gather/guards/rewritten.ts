import type { Day } from "../../base/day.ts";
import type { Series } from "../../publication/catalogue.ts";
import { sameValue, type Observation } from "../../store/observation.ts";
import { median, type Known } from "./history.ts";
import { changeScale } from "./usual-change.ts";

/** Common periods by which a change of the whole history can be told from revisions. */
const COMMON = 3;
/** How far the factors may lie apart, and how far from 1 they must be. */
const SPREAD = 0.002;
/** Share of the held values that an answer may revise, and the size of such revisions in usual changes. */
const REVISED = 0.5;
const SMALL = 0.25;

/**
 * The one factor by which the answer differs from the store on all periods that both have: the history was restated,
 * for a split or a dividend. Undefined when it was not.
 */
export function restatement(
  known: Known,
  observations: readonly Observation[],
): number | undefined {
  const factors = common(known, observations).flatMap(({ before, value }) =>
    before === 0 || value === 0 ? [] : [value / before],
  );
  if (factors.length < COMMON) return undefined;
  const [low, high] = [Math.min(...factors), Math.max(...factors)];
  const middle = median(factors);
  const isOne = Math.abs(middle - 1) <= SPREAD;
  return isOne || low <= 0 || high / low - 1 > SPREAD ? undefined : middle;
}

/**
 * Says that an answer is not of these periods, where it contradicts most of what is held of them by more than revisions do: it
 * is shifted by a day, of another year, of another subject. Undefined where it is not.
 */
export function rewriting(
  series: Series,
  known: Known,
  observations: readonly Observation[],
): { readonly changed: number; readonly of: number; readonly from: Day } | undefined {
  const shared = common(known, observations);
  if (shared.length < COMMON) return undefined;
  if (isShifted(known, observations, -1) || isShifted(known, observations, 1))
    return { changed: shared.length, of: shared.length, from: shared[0]!.day };
  const scale = changeScale(series, Array.from(known.values));
  const usual = scale.usualBefore(known.days.length);
  if (usual === undefined) return undefined;
  const sizes = shared
    .filter(({ before, value }) => !sameValue(before, value))
    .map(({ before, value }) =>
      scale.isLogarithmic && value <= 0
        ? Infinity
        : Math.abs(scale.of(value) - scale.of(before)) / usual,
    );
  if (sizes.length <= shared.length * REVISED || median(sizes) <= SMALL) return undefined;
  return { changed: sizes.length, of: shared.length, from: shared[0]!.day };
}

/** Whether nearly every value of the answer is the very one that is held of the period before, or after, and not of its own. */
function isShifted(known: Known, observations: readonly Observation[], by: 1 | -1): boolean {
  const position = new Map(known.days.map((day, at) => [day, at]));
  let compared = 0;
  let shifted = 0;
  for (const { day, value } of observations) {
    const at = position.get(day);
    const neighbour = at === undefined ? undefined : known.values[at + by];
    if (at === undefined || neighbour === undefined || sameValue(neighbour, known.values[at]!))
      continue;
    compared++;
    if (sameValue(neighbour, value)) shifted++;
  }
  return compared >= COMMON && shifted >= compared - 1 && shifted >= COMMON;
}

function common(known: Known, observations: readonly Observation[]) {
  const stored = new Map(known.days.map((day, at) => [day, known.values[at]!]));
  return observations.flatMap(({ day, value }) => {
    const before = stored.get(day);
    return before === undefined ? [] : [{ day, value, before }];
  });
}
