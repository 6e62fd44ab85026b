import type { Day } from "../../base/day.ts";
import { weakMemoize } from "../../base/memo.ts";
import { median, type Known } from "./history.ts";

/** A series that usually moves with the one that is judged, with what is held of it and what is offered beside. */
export interface Companion {
  readonly id: string;
  readonly known: Known;
}

/** What goes with the change of a companion from one period to the next. */
export interface Company {
  readonly id: string;
  /** The companion's own change, in logarithms. */
  readonly moved: number;
  /** The change that goes with it, in logarithms: by least squares through the origin, over the last 250 common periods. */
  readonly expected: number;
  /** Usual size of what a change differs by from that: 1.4826 × the median absolute residual, of these periods or of the last 20. */
  readonly usual: number;
}

/** Common changes before a companion bears witness. */
const ENOUGH = 60;
const WINDOW = 250;
const RECENT = 20;
const CONSISTENT = 1.4826;

/**
 * What the nearest of its companions says of the change that ends at a position: nearest is which the series usually differs least from.
 * Undefined where none has both periods and enough of them before.
 * @param values all above zero.
 */
export function companyAt(
  days: readonly Day[],
  values: readonly number[],
  at: number,
  companions: readonly Companion[],
): Company | undefined {
  return companions
    .map((each) => companyOf(days, values, at, each))
    .filter((each) => each !== undefined)
    .reduce<Company | undefined>(
      (a, b) => (a !== undefined && a.usual <= b.usual ? a : b),
      undefined,
    );
}

function companyOf(
  days: readonly Day[],
  values: readonly number[],
  at: number,
  { id, known }: Companion,
): Company | undefined {
  const first = Math.max(0, at - WINDOW);
  const position = positionsOf(known);
  const other = days
    .slice(first, at + 1)
    .map((day) => known.values[position.get(day) ?? -1] ?? NaN);
  const own = values.slice(first, at);
  const moved = changeOf(other, other.length - 1);
  if (!Number.isFinite(moved)) return undefined;
  const pairs = Array.from({ length: other.length - 2 }, (_, index) => index + 1)
    .map((index) => [changeOf(own, index), changeOf(other, index)] as const)
    .filter((changes) => changes.every(Number.isFinite));
  if (pairs.length < ENOUGH) return undefined;
  const slope =
    sum(pairs, ([one, theirs]) => one * theirs) / sum(pairs, ([, theirs]) => theirs ** 2);
  const residuals = pairs.map(([one, theirs]) => Math.abs(one - slope * theirs));
  const usual = CONSISTENT * Math.max(median(residuals), median(residuals.slice(-RECENT)));
  return { id, moved, expected: slope * moved, usual };
}

/** By day; thousands of changes are held to the same companion. */
const positionsOf = weakMemoize(
  ({ days }: Known) => new Map(days.map((day, index) => [day, index])),
);

/** From the value before to the one at a position, in logarithms. */
function changeOf(list: readonly number[], at: number): number {
  return Math.log(list[at]! / list[at - 1]!);
}

function sum<T>(list: readonly T[], of: (each: T) => number): number {
  return list.reduce((total, each) => total + of(each), 0);
}
