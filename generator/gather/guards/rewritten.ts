import type { Day } from "../../base/day.ts";
import type { Series } from "../../publication/catalogue.ts";
import { sameValue, type Observation } from "../../store/observation.ts";
import { median, sharedBy, type Known, type Shared } from "./history.ts";
import { factorOf } from "./factors.ts";
import type { Witness } from "./doubt.ts";
import { changeScale } from "./usual-change.ts";

/** Common periods by which a change of the whole history can be told from revisions. */
const COMMON = 3;
/** How far from 1 the factor of a restatement must be, and how far the factors may lie apart. */
const SPREAD = 0.002;
/** The same for adjusted prices, which every payout restates: beyond the noise of floating-point numbers, a tenth of the change. */
const NOISE = 1e-6;
const TENTH = 0.1;
/** How far a change may lie from the factor of a reported split: prices are rounded. */
const ROUNDED = 0.005;
/** Share of the held values that an answer may revise, and the size of such revisions in usual changes. */
const REVISED = 0.5;
const SMALL = 0.25;

/** One factor by which an answer differs from what is held. */
export interface Restatement {
  readonly factor: number;
  /** A split that the source reports has this factor, or the prices are adjusted ones, which are restated by their nature. */
  readonly isExplained: boolean;
}

/**
 * The one factor by which the answer differs from the store on the periods that both have: the history was restated, for a
 * split or a dividend. Periods after the event may be as they were. Undefined when it was not.
 */
export function restatement(
  series: Series,
  known: Known,
  observations: readonly Observation[],
  splits: Witness["splits"] = new Map(),
): Restatement | undefined {
  const ratios = sharedBy(known, observations).flatMap(({ day, before, value }) =>
    before === 0 || value === 0 ? [] : [{ day, ratio: value / before }],
  );
  if (ratios.length < COMMON || ratios.some(({ ratio }) => ratio <= 0)) return undefined;
  if (isBySplits(ratios, splits)) return { factor: ratios[0]!.ratio, isExplained: true };
  const isAdjusted = series.class === "adjusted";
  const least = isAdjusted ? NOISE : SPREAD;
  const isOne = ({ ratio }: { readonly ratio: number }): boolean => Math.abs(ratio - 1) <= least;
  const ahead = isAdjusted ? ratios.findIndex(isOne) : -1;
  const changed = (ahead === -1 ? ratios : ratios.slice(0, ahead)).map(({ ratio }) => ratio);
  const factor = median(changed);
  if (changed.length < COMMON || Math.abs(factor - 1) <= least) return undefined;
  if (!ratios.slice(changed.length).every(isOne)) return undefined;
  const apart = Math.max(...changed) / Math.min(...changed) - 1;
  const spread = isAdjusted ? Math.max(NOISE, Math.abs(factor - 1) * TENTH) : SPREAD;
  if (apart > spread) return undefined;
  return { factor, isExplained: isAdjusted && factorOf(factor, 0, false) === undefined };
}

/** Whether every period before reported splits has changed by their factor, prices one way and volumes the other. */
function isBySplits(
  ratios: readonly { readonly day: Day; readonly ratio: number }[],
  splits: NonNullable<Witness["splits"]>,
): boolean {
  const factors = ratios.map(({ day }) =>
    [...splits].reduce((product, [from, split]) => (day < from ? product * split : product), 1),
  );
  const follow = (sign: 1 | -1): boolean =>
    ratios.every(({ ratio }, at) => Math.abs(Math.log(ratio * factors[at]! ** sign)) <= ROUNDED);
  return factors[0] !== 1 && (follow(1) || follow(-1));
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
  const shared = sharedBy(known, observations);
  if (shared.length < COMMON) return undefined;
  if (isShifted(known, shared, -1) || isShifted(known, shared, 1))
    return { changed: shared.length, of: shared.length, from: shared[0]!.day };
  const changed = shared.filter(({ before, value }) => !sameValue(before, value));
  if (changed.length <= shared.length * REVISED) return undefined;
  const scale = changeScale(series, Array.from(known.values));
  const usual = scale.usualBefore(known.days.length);
  if (usual === undefined) return undefined;
  const sizes = changed.map(({ before, value }) =>
    scale.isLogarithmic && value <= 0
      ? Infinity
      : Math.abs(scale.of(value) - scale.of(before)) / usual,
  );
  if (median(sizes) <= SMALL) return undefined;
  return { changed: changed.length, of: shared.length, from: shared[0]!.day };
}

/** Whether nearly every value of the answer is the very one that is held of the period before, or after, and not of its own. */
function isShifted({ values }: Known, shared: readonly Shared[], by: 1 | -1): boolean {
  let compared = 0;
  let shifted = 0;
  for (const { at, value, before } of shared) {
    const neighbour = values[at + by];
    if (neighbour === undefined || sameValue(neighbour, before)) continue;
    compared++;
    if (sameValue(neighbour, value)) shifted++;
  }
  return compared >= COMMON && shifted >= compared - 1 && shifted >= COMMON;
}
