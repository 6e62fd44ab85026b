import type { DatabaseSync, StatementSync } from "node:sqlite";
import { dayFromNumber, type Day } from "../../base/day.ts";
import { weakMemoize } from "../../base/memo.ts";
import { roomFor, type Columns } from "../columns.ts";

/** Columns whose days are numbers still, since 1970-01-01: what one thread hands to another. */
export interface Packed extends Omit<Columns, "days"> {
  readonly periods: Int32Array;
}

/** Revisions that a period may have. */
const REVISIONS = 65_536;

/** Compiled once for each connection. */
const statementOf = weakMemoize((database: DatabaseSync): StatementSync => {
  // Reading takes as long as there are numbers in a row: period and revision, which is below 65,536, are one.
  const ofSeries = database.prepare(`
    SELECT period * ${REVISIONS} + revision, value, public, retrieved FROM observation
    WHERE series = (SELECT id FROM series WHERE name = ?) ORDER BY period, revision`);
  ofSeries.setReturnArrays(true);
  return ofSeries;
});

/** All that is stored of a series. */
export function packedFrom(database: DatabaseSync, series: string): Packed {
  const rows = statementOf(database).all(series) as unknown as [number, number, number, number][];
  const count = rows.length;
  const { values, publics, arrivals, revisions } = roomFor(count);
  const periods = new Int32Array(count);
  let inOrder = true;
  let before = -Infinity;
  for (let at = 0; at < count; at++) {
    const row = rows[at]!;
    const period = Math.floor(row[0] / REVISIONS);
    const revision = row[0] - period * REVISIONS;
    const published = row[2];
    periods[at] = period;
    values[at] = row[1];
    publics[at] = published;
    revisions[at] = revision;
    arrivals[at] = row[3];
    inOrder &&= revision === 0 && before <= published;
    before = published;
  }
  return { periods, values, publics, arrivals, revisions, inOrder };
}

/** Gives columns their days; series one after another that have the same share their list of them. */
export function unpacker(): (packed: Packed) => Columns {
  let last: { readonly periods: Int32Array; readonly days: readonly Day[] } | undefined;
  return ({ periods, ...columns }) => {
    if (!last || !areSame(last.periods, periods))
      last = { periods, days: Array.from(periods, dayFromNumber) };
    return { ...columns, days: last.days };
  };
}

function areSame(one: Int32Array, other: Int32Array): boolean {
  let same = one.length === other.length;
  for (let at = 0; same && at < one.length; at++) same = one[at] === other[at];
  return same;
}
