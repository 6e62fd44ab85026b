import type { Day } from "../../base/day.ts";
import { once } from "../../base/memo.ts";
import type { Series } from "../../publication/catalogue.ts";
import type { Observation, Remark } from "../../store/observation.ts";
import {
  beginOf,
  laidOver,
  remark,
  sinceOf,
  type Guarded,
  type Known,
  type Point,
} from "./history.ts";
import { apart, doubtOf, isSeconded, type Witness } from "./doubt.ts";
import { changeScale, type ChangeScale } from "./usual-change.ts";

/**
 * Holds back, period by period, a value that lies too far from the one before it (of the answer or of the store) to be
 * believed: by the series' own usual change, by that of a series that it usually moves with, or by `jump` where it is declared. A change is believed all the same when a second
 * source has the value, when the source reports a split of that factor, or when the periods that follow stay near the new
 * level, or where `verified` says that somebody has looked it up; time alone does not confirm a change by the factor of a split or of a unit, since both of these stay.
 */
export function withoutJumps(
  series: Series,
  known: Known,
  observations: readonly Observation[],
  witness: Witness = {},
): Guarded {
  // Of what is held before the answer nothing is asked but the values.
  const begin = beginOf(known, observations);
  const points = laidOver(sinceOf(known, begin), observations);
  const values: number[] = [];
  for (let at = 0; at < begin; at++) values.push(known.values[at]!);
  for (const { value } of points) values.push(value);
  const days = once(() => known.days.slice(0, begin).concat(points.map(({ day }) => day)));
  const scale = changeScale(series, values, known.values);
  const refused: Remark[] = [];
  const held = new Set<Day>();
  let asked: Day | undefined;
  // Before its first day an answer says nothing, and of the first value there is nothing can be asked.
  for (let at = Math.max(1, begin); at < values.length; at++) {
    const behind = at - begin;
    const point = points[behind]!;
    if (point.fresh === undefined || series.verified?.[point.day]) continue;
    const before = point.stored ?? values[at - 1]!;
    const doubt = doubtOf({
      series,
      points,
      behind,
      days,
      values,
      at,
      before,
      scale,
      witness,
    });
    const isMore = asked !== undefined && isNearer(scale, point, points[behind - 1]!, before);
    if (doubt === undefined && !(isMore && !isSeconded(point.day, point.value, witness.second))) {
      asked = undefined;
      continue;
    }
    if (!isMore) asked = doubt?.isFactor ? point.day : undefined;
    values[at] = before;
    held.add(point.day);
    const why =
      isMore || doubt === undefined
        ? `${point.value} stays with that of ${asked}, which is to be looked up.`
        : doubt.why;
    refused.push(remark(series, "jump", point.day, why));
  }
  return { accepted: observations.filter(({ day }) => !held.has(day)), refused };
}

/** Whether a value stands nearer to the one before it in the answer, which was held back, than to the last that was believed. */
function isNearer(scale: ChangeScale, point: Point, held: Point, believed: number): boolean {
  return apart(scale, point.value, held.value) < apart(scale, point.value, believed);
}
