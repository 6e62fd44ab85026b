import type { Day } from "../../base/day.ts";
import type { Series } from "../../publication/catalogue.ts";
import { companyAt, type Companion, type Company } from "./companions.ts";
import { factorOf, type Factor } from "./factors.ts";
import type { Known, Point } from "./history.ts";
import type { ChangeScale } from "./usual-change.ts";

/**
 * So many times its usual size a change is doubted. Of 190,000 daily changes of 40 series since 1950 twelve were larger,
 * among them 1987-10-19, 2020-03-12 and the VIX's of 2018-02-05.
 */
const TIMES = 12;
/** The same where values change sign or have no usual change of their own, as flows have not. */
const SIGNED_TIMES = 50;
/** The same of what a change differs by from that of a companion. Of 8,000 changes of the bundled history none that was large by itself differed by more. */
const ALONE_TIMES = 10;
/** A change near the factor of a split or of a change of unit is doubted sooner. */
const FACTOR_TIMES = 6;
/** How near it has to come where a companion says what else was to be expected, in usual differences from it. */
const FACTOR_REACH = 3;
/** Doubted before there is a history: beyond a doubling or halving; volumes do that from a Sunday to a Monday. */
const DOUBLING = Math.log(2);
const VOLUME_TIMES = Math.log(20);
/** Periods that have to stay near a new level before it is believed without anybody's word. */
const FOLLOWERS = 2;

/** What else is known of a value when it is judged. */
export interface Witness {
  /** The same quantity as a second source has it, and by how many per cent the two may differ. */
  readonly second?: { readonly known: Known; readonly tolerance: number };
  /** Series that usually move with it. */
  readonly companions?: readonly Companion[];
  /** Splits that the source itself reports, by the first day on the new basis: 7 for seven new shares for one. */
  readonly splits?: ReadonlyMap<Day, number>;
  /** Whether the subject's shares can be split. */
  readonly canSplit?: boolean;
  /** Periods whose whole row the source has sent before, under the date of the period before. */
  readonly repeated?: ReadonlySet<Day>;
}

export interface Doubt {
  readonly why: string;
  /** It looks like a split or another unit: what stays at that level is doubted with it. */
  readonly isFactor: boolean;
}

/** One value among those around it, as they are believed so far. */
export interface Judged {
  readonly series: Series;
  /** All since the answer begins, and its place among them. */
  readonly points: readonly Point[];
  readonly behind: number;
  /** Every day, asked for where there are companions, and every value, and its place among them. */
  readonly days: () => readonly Day[];
  readonly values: readonly number[];
  readonly at: number;
  /** The value that it is compared with. */
  readonly before: number;
  readonly scale: ChangeScale;
  readonly witness: Witness;
}

/** Why a value is doubted; undefined where it is believed. */
export function doubtOf(judged: Judged): Doubt | undefined {
  const { series, points, behind, values, at, before, scale, witness } = judged;
  const { day, value, stored } = points[behind]!;
  const step = apart(scale, value, before);
  if (series.jump === undefined && scale.isUsual(step)) return undefined;
  const usual = scale.usualBefore(at);
  const limit = limitOf(series, scale, usual);
  const company = series.jump === undefined ? companyOf(judged) : undefined;
  const alone =
    company && Math.abs(Math.log(value / values[at - 1]!) - company.expected) / company.usual;
  const isRevision = stored !== undefined;
  const factor = nearFactor(judged, step, usual, isRevision ? undefined : company);
  const isAlone = alone !== undefined && alone > ALONE_TIMES;
  if (step <= limit && !isAlone && (series.jump !== undefined || !factor)) return undefined;
  if (isSeconded(day, value, witness.second)) return undefined;
  const split = witness.splits?.get(day);
  if (split !== undefined && factor?.of === split) return undefined;
  const what = `${value} follows ${before}`;
  if (factor) {
    const why = `${what}: a change by the factor of ${factor.title}, which is to be looked up before it is believed.`;
    return { why, isFactor: true };
  }
  const followers = points.slice(behind + 1, behind + 1 + FOLLOWERS).map((point) => point.value);
  const isFollowed = followers.every(
    (next) =>
      apart(scale, next, value) <= limit && apart(scale, next, value) < apart(scale, next, before),
  );
  if (isFollowed && followers.length === FOLLOWERS) return undefined;
  const size = step <= limit && company ? sizeBeside(company, alone!) : sizeOf(step, usual);
  const why = `${what}: ${size}. It is taken once ${FOLLOWERS} further periods stay near it, or a second source has it.`;
  return { why, isFactor: false };
}

/** What the companions say of the change since the period before, whatever was held of this one. */
function companyOf({ days, values, at, scale, witness }: Judged): Company | undefined {
  const { companions = [] } = witness;
  if (companions.length === 0 || !scale.isLogarithmic) return undefined;
  if (values[at]! <= 0 || values[at - 1]! <= 0) return undefined;
  return companyAt(days(), values, at, companions);
}

/** The factor of a split or of another unit that a change comes near, if it is large enough to be doubted for that. */
function nearFactor(
  { values, at, before, scale, witness }: Judged,
  step: number,
  usual: number | undefined,
  company: Company | undefined,
): Factor | undefined {
  if (!scale.isLogarithmic) return undefined;
  const ratio = values[at]! / before;
  const canSplit = witness.canSplit === true;
  const near =
    step > FACTOR_TIMES * (usual ?? 0) ? factorOf(ratio, usual ?? 0, canSplit) : undefined;
  if (near !== undefined || company === undefined) return near;
  const rest = Math.log(ratio) - company.expected;
  if (Math.abs(rest) <= FACTOR_TIMES * company.usual) return undefined;
  return factorOf(Math.exp(rest), FACTOR_REACH * company.usual, canSplit, Infinity);
}

/** How far two values lie apart on the scale; one of zero lies endlessly far from any other where values are always above zero. */
export function apart({ of }: ChangeScale, a: number, b: number): number {
  return a === b ? 0 : Math.abs(of(a) - of(b));
}

export function isSeconded(day: Day, value: number, second: Witness["second"]): boolean {
  const at = second?.known.days.indexOf(day) ?? -1;
  if (second === undefined || at === -1) return false;
  const other = second.known.values[at]!;
  return Math.abs(value - other) <= (Math.abs(other) * second.tolerance) / 100;
}

function sizeOf(step: number, usual: number | undefined): string {
  if (usual === undefined) return "a change that there is no history to judge by";
  if (step === Infinity) return "the series has always been above zero";
  return `a change ${Math.round(step / usual)} times the usual one`;
}

function sizeBeside({ id, moved }: Company, times: number): string {
  const percent = (Math.exp(moved) - 1) * 100;
  return `${id}, which it usually moves with, changed by ${percent.toFixed(1)}%, and it differs from that ${Math.round(times)} times as much as usual`;
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
