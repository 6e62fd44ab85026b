import { isDay, daysBetween, type Day, type Instant } from "../../base/day.ts";
import { mistake } from "../../base/problem.ts";
import type { Table } from "../../base/csv.ts";
import type { MemberColumn } from "../../publication/catalogue.ts";
import { indexShortInterest, symbolKey, type ShortPosition } from "../short-interest.ts";
import { columnNamed, type Row } from "./table.ts";

/** A list of members says nothing of a count that is so many days younger: indices change by the quarter. */
const MOST_DAYS = 100;

/** Less of the weight than this says nothing about the whole, in percent. */
const LEAST_WEIGHT = 50;

/** The members of an index on one day, as the publisher's file lists them. */
interface MemberList {
  readonly asOf: Day;
  readonly members: readonly { readonly ticker: string; readonly weight: number }[];
  /** Shares outstanding by symbol key. */
  readonly shares: ReadonlyMap<string, number>;
  /** When the last of its rows became public, where the file says so; undefined where none does. */
  readonly public: Instant | undefined;
}

/** A count that gives no value, and why. */
export interface Unadded {
  readonly day: Day;
  readonly line: number;
  readonly why: string;
}

/** What a file of short positions gives over the members of an index. */
export interface AddedUp {
  readonly rows: readonly Row[];
  readonly unadded: readonly Unadded[];
}

/**
 * Short positions by settlement and share, added up over the newest list of members that was there on the day of each settlement.
 * @param market a row for each share of a settlement: FINRA's file as it is, one below the other, or `date`, `symbol`, `short` and, where known, `volume`, `public`.
 * @param lists `asOf`, `ticker`, `weight` in percent, `shares` outstanding and, where known, `public`.
 * @param only one member by its ticker, in place of all.
 * @param publicOf when a settlement is public by the lag of its series: a value is public when that and the list are.
 * @throws Failure (2) for a column that is missing.
 */
export function overMembers(
  market: Table,
  lists: Table,
  column: MemberColumn,
  only: string | undefined,
  publicOf: (day: Day) => Instant,
): AddedUp {
  const known = memberLists(lists);
  const rows: Row[] = [];
  const unadded: Unadded[] = [];
  for (const [day, { line, positions, stated }] of settlements(market)) {
    const list = known.findLast(({ asOf }) => asOf <= day);
    if (list === undefined || daysBetween(list.asOf, day) > MOST_DAYS) {
      const why = `No list of members is of ${day} or of the ${MOST_DAYS} days before.`;
      unadded.push({ day, line, why });
      continue;
    }
    const members = list.members.filter(
      ({ ticker }) => only === undefined || symbolKey(ticker) === symbolKey(only),
    );
    const whole = members.reduce((sum, { weight }) => sum + weight, 0);
    const { matched, weight, ...found } = indexShortInterest(members, positions, list.shares);
    const coverage = (weight / whole) * 100;
    if (!(coverage >= LEAST_WEIGHT)) {
      const why = `Only ${matched} of ${members.length} members, ${(coverage || 0).toFixed(1)}% of the weight, have a position and shares outstanding; ${LEAST_WEIGHT}% is the least.`;
      unadded.push({ day, line, why });
      continue;
    }
    const value = { ...found, coverage, matched, members: members.length }[column];
    if (value === undefined) continue;
    const byLag = publicOf(day);
    const at = Math.max(stated ?? byLag, list.public ?? -Infinity);
    const published = at === byLag ? {} : { public: new Date(at).toISOString() };
    rows.push({ line, date: day, value: String(value), ...published });
  }
  return { rows, unadded };
}

/** The positions of one settlement, with the line on which they begin and when they became public, where the file says so. */
interface Settlement {
  readonly line: number;
  readonly positions: Map<string, ShortPosition>;
  stated: Instant | undefined;
}

function settlements(table: Table): Map<Day, Settlement> {
  const date = positionOf(table, ["settlementDate", "date"]);
  const symbol = positionOf(table, ["symbolCode", "symbol", "ticker"]);
  const short = positionOf(table, ["currentShortPositionQuantity", "short"]);
  const volume = found(table, ["averageDailyVolumeQuantity", "volume"]);
  const published = found(table, ["public"]);
  const byDay = new Map<Day, Settlement>();
  for (const { line, cells } of table.rows) {
    // Files of several settlements, one below the other, have their heads between them.
    if (cells[date] === table.columns[date]) continue;
    const day = dayIn(table, line, cells[date]);
    let settlement = byDay.get(day);
    if (settlement === undefined)
      byDay.set(day, (settlement = { line, positions: new Map(), stated: undefined }));
    settlement.positions.set(symbolKey(cells[symbol] ?? ""), {
      short: countIn(table, line, cells[short]),
      averageVolume: volume === undefined ? 0 : countIn(table, line, cells[volume] || "0"),
    });
    settlement.stated = later(settlement.stated, table, line, published, cells);
  }
  return byDay;
}

function memberLists(table: Table): MemberList[] {
  const [asOf, ticker, weight, shares] = ["asOf", "ticker", "weight", "shares"].map((name) =>
    positionOf(table, [name]),
  ) as [number, number, number, number];
  const published = found(table, ["public"]);
  const lists = new Map<
    Day,
    { members: MemberList["members"][number][]; shares: Map<string, number>; public?: Instant }
  >();
  for (const { line, cells } of table.rows) {
    const day = dayIn(table, line, cells[asOf]);
    let list = lists.get(day);
    if (list === undefined) lists.set(day, (list = { members: [], shares: new Map() }));
    const name = cells[ticker] ?? "";
    list.members.push({ ticker: name, weight: countIn(table, line, cells[weight]) });
    if (cells[shares]) list.shares.set(symbolKey(name), countIn(table, line, cells[shares]));
    const at = later(list.public, table, line, published, cells);
    if (at !== undefined) list.public = at;
  }
  return [...lists]
    .map(([day, list]) => ({ asOf: day, public: undefined, ...list }))
    .toSorted((a, b) => (a.asOf < b.asOf ? -1 : 1));
}

function found(table: Table, names: readonly string[]): number | undefined {
  const name = names.map((each) => columnNamed(table, each)).find((each) => each !== undefined);
  return name === undefined ? undefined : table.columns.indexOf(name);
}

function positionOf(table: Table, names: readonly string[]): number {
  const at = found(table, names);
  if (at !== undefined) return at;
  throw mistake({
    code: "missing-column",
    file: table.file,
    line: 1,
    message: `There is no column "${names.join('" or "')}".`,
    advice: `Found: ${table.columns.join(", ")}.`,
  });
}

function dayIn({ file }: Table, line: number, cell = ""): Day {
  if (isDay(cell)) return cell;
  throw broken(file, line, `"${cell}" is not a date; one such as 2025-04-30 was expected.`);
}

function countIn({ file }: Table, line: number, cell = ""): number {
  const count = /^\d+(\.\d+)?$/.test(cell) ? Number(cell) : NaN;
  if (Number.isFinite(count)) return count;
  throw broken(
    file,
    line,
    `"${cell}" is not a count; plain digits such as 12345 or 0.64 were expected.`,
  );
}

/** The later of an instant and that of a row. */
function later(
  sofar: Instant | undefined,
  { file }: Table,
  line: number,
  at: number | undefined,
  cells: readonly string[],
): Instant | undefined {
  const cell = at === undefined ? "" : cells[at];
  if (!cell) return sofar;
  const instant = Date.parse(cell);
  if (/T.*Z$/.test(cell) && Number.isFinite(instant)) return Math.max(sofar ?? instant, instant);
  const example = "one such as 2025-05-09T20:00:00Z was expected";
  throw broken(file, line, `"${cell}" is not an instant; ${example}.`);
}

function broken(file: string, line: number, message: string) {
  return mistake({ code: "broken-file", file, line, message });
}
