import type { Day } from "../../base/day.ts";
import type { Series } from "../../publication/catalogue.ts";
import type { Observation, Remark } from "../../store/observation.ts";
import { laidOver, remark, type Guarded, type Known, type Point } from "./history.ts";
import { factorOf } from "./factors.ts";
import { changeScale, FLOOR_TIMES, type ChangeScale } from "./usual-change.ts";

/**
 * So many times its usual size a change is doubted. Of 190,000 daily changes of 40 series since 1950 twelve were larger,
 * among them 1987-10-19, 2020-03-12 and the VIX's of 2018-02-05.
 */
const TIMES = 12;
/** The same where values change sign or have no usual change of their own, as flows have not. */
const SIGNED_TIMES = 50;
/** A change near the factor of a split or of a change of unit is doubted sooner. */
const FACTOR_TIMES = 6;
/** Doubted before there is a history: beyond a doubling or halving; volumes do that from a Sunday to a Monday. */
const DOUBLING = Math.log(2);
const VOLUME_TIMES = Math.log(20);
/** Periods that have to stay near a new level before it is believed without anybody's word. */
const FOLLOWERS = 2;

/** What else is known of a value when it is judged. */
export interface Witness {
  /** The same quantity as a second source has it, and by how many per cent the two may differ. */
  readonly second?: { readonly known: Known; readonly tolerance: number };
  /** Splits that the source itself reports, by the first day on the new basis: 7 for seven new shares for one. */
  readonly splits?: ReadonlyMap<Day, number>;
  /** Whether the subject's shares can be split. */
  readonly canSplit?: boolean;
}

/**
 * Holds back, period by period, a value that lies too far from the one before it (of the answer or of the store) to be
 * believed: by the series' own usual change, or by `jump` where it is declared. A change is believed all the same when a second
 * source has the value, when the source reports a split of that factor, or when the periods that follow stay near the new
 * level; time alone does not confirm a change by the factor of a split or of a unit, since both of these stay.
 */
export function withoutJumps(
  series: Series,
  known: Known,
  observations: readonly Observation[],
  witness: Witness = {},
): Guarded {
  const points = laidOver(known, observations);
  const values = points.map(({ value }) => value);
  const scale = changeScale(series, values, Array.from(known.values));
  const refused: Remark[] = [];
  const held = new Set<Day>();
  let asked: Day | undefined;
  for (const [at, point] of points.entries()) {
    if (point.fresh === undefined || at === 0) continue;
    const before = point.stored ?? values[at - 1]!;
    const doubt = doubtOf(series, points, at, before, scale, witness);
    const isMore = asked !== undefined && isNearer(scale, point, points[at - 1]!, before);
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

interface Doubt {
  readonly why: string;
  /** It looks like a split or another unit: what stays at that level is doubted with it. */
  readonly isFactor: boolean;
}

/** Whether a value stands nearer to the one before it in the answer, which was held back, than to the last that was believed. */
function isNearer(scale: ChangeScale, point: Point, held: Point, believed: number): boolean {
  return apart(scale, point.value, held.value) < apart(scale, point.value, believed);
}

/** How far two values lie apart on the scale; one of zero lies endlessly far from any other where values are always above zero. */
function apart({ of }: ChangeScale, a: number, b: number): number {
  return a === b ? 0 : Math.abs(of(a) - of(b));
}

/** Why a value is doubted; undefined where it is believed. */
function doubtOf(
  series: Series,
  points: readonly Point[],
  at: number,
  before: number,
  scale: ChangeScale,
  witness: Witness,
): Doubt | undefined {
  const { day, value } = points[at]!;
  const step = apart(scale, value, before);
  if (series.jump === undefined && step <= FLOOR_TIMES * scale.usual) return undefined;
  const usual = scale.usualBefore(at);
  const limit = limitOf(series, scale, usual);
  const factor = scale.isLogarithmic
    ? factorOf(value / before, usual ?? 0, witness.canSplit === true)
    : undefined;
  const isNearFactor = factor !== undefined && step > FACTOR_TIMES * (usual ?? 0);
  if (step <= limit && (series.jump !== undefined || !isNearFactor)) return undefined;
  if (isSeconded(day, value, witness.second)) return undefined;
  const split = witness.splits?.get(day);
  if (split !== undefined && factor?.of === split) return undefined;
  const what = `${value} follows ${before}`;
  if (isNearFactor && factor !== undefined) {
    const why = `${what}: a change by the factor of ${factor.title}, which is to be looked up before it is believed.`;
    return { why, isFactor: true };
  }
  const isFollowed = followersOf(points, at).every(
    (next) =>
      apart(scale, next, value) <= limit && apart(scale, next, value) < apart(scale, next, before),
  );
  if (isFollowed && followersOf(points, at).length === FOLLOWERS) return undefined;
  const size = sizeOf(step, usual);
  const why = `${what}: ${size}. It is taken once ${FOLLOWERS} further periods stay near it, or a second source has it.`;
  return { why, isFactor: false };
}

function sizeOf(step: number, usual: number | undefined): string {
  if (usual === undefined) return "a change that there is no history to judge by";
  if (step === Infinity) return "the series has always been above zero";
  return `a change ${Math.round(step / usual)} times the usual one`;
}

function limitOf(
  series: Series,
  { isLogarithmic }: ChangeScale,
  usual: number | undefined,
): number {
  if (series.jump !== undefined) return isLogarithmic ? Math.log(series.jump) : series.jump;
  if (usual !== undefined) return usual * (isLogarithmic ? TIMES : SIGNED_TIMES);
  if (isLogarithmic) return series.class === "volume" ? VOLUME_TIMES : DOUBLING;
  return (series.range[1] - series.range[0]) / 4;
}

function followersOf(points: readonly Point[], at: number): number[] {
  return points.slice(at + 1, at + 1 + FOLLOWERS).map(({ value }) => value);
}

function isSeconded(day: Day, value: number, second: Witness["second"]): boolean {
  const at = second?.known.days.indexOf(day) ?? -1;
  if (second === undefined || at === -1) return false;
  const other = second.known.values[at]!;
  return Math.abs(value - other) <= (Math.abs(other) * second.tolerance) / 100;
}
