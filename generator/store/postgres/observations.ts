import { dayFromNumber, type Day } from "../../base/day.ts";
import type { Columns } from "../columns.ts";
import type { Batch } from "../sql/writer.ts";
import type { Extent } from "../store.ts";
import type { PostgresSql } from "./sql.ts";

/** Bytes of one value, as the query packs it. */
const PACKED = 32;

/**
 * Each series as one run of bytes in hexadecimal, in the order of its key: a third of the time that rows take, and exact to the bit. A series that was
 * never stored gives no row.
 */
const PACKED_COLUMNS = `
  SELECT name, encode(string_agg(
    int4send(period) || int4send(revision) || float8send(value) || int8send(public) || int8send(retrieved),
    ''::bytea ORDER BY period, revision), 'hex') AS packed
  FROM observation JOIN series ON series.id = observation.series WHERE name = ANY ($1) GROUP BY name`;

/** So many series are asked for at once: an answer is held whole until it is read. */
const AT_ONCE = 500;

/** All that is stored of each of these series, by a query for some hundreds. */
export async function columnsIn(sql: PostgresSql, series: readonly string[]): Promise<Columns[]> {
  const all: Columns[] = [];
  for (let from = 0; from < series.length; from += AT_ONCE) {
    const some = series.slice(from, from + AT_ONCE);
    const rows = await sql.query({
      name: "bellwether_columns",
      text: PACKED_COLUMNS,
      values: [some],
    });
    const found = new Map(rows.map(({ name, packed }) => [String(name), String(packed)]));
    for (const id of some) all.push(unpacked(found.get(id) ?? ""));
  }
  return all;
}

function unpacked(packed: string): Columns {
  const bytes = Buffer.from(packed, "hex");
  const count = bytes.length / PACKED;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const days: Day[] = [];
  const values = new Float64Array(count);
  const publics = new Float64Array(count);
  const arrivals = new Float64Array(count);
  const revisions = new Uint16Array(count);
  let inOrder = true;
  for (let at = 0; at < count; at++) {
    const from = at * PACKED;
    days.push(dayFromNumber(view.getInt32(from)));
    revisions[at] = view.getInt32(from + 4);
    values[at] = view.getFloat64(from + 8);
    publics[at] = instantAt(view, from + 16);
    arrivals[at] = instantAt(view, from + 24);
    inOrder &&= revisions[at] === 0 && (at === 0 || publics[at - 1]! <= publics[at]!);
  }
  return { days, values, publics, arrivals, revisions, inOrder };
}

/** A whole number of eight bytes, exact as far as those of instants go: a `BigInt` for each takes as long as all else. */
function instantAt(view: DataView, from: number): number {
  return view.getInt32(from) * 2 ** 32 + view.getUint32(from + 4);
}

/** How much is stored of each of these series, by one query. */
export async function extentsIn(sql: PostgresSql, series: readonly string[]): Promise<Extent[]> {
  const rows = await sql.query({
    text: `SELECT name, count(*) AS periods, max(period) AS last
      FROM observation JOIN series ON series.id = observation.series
      WHERE name = ANY ($1) AND revision = 0 GROUP BY name`,
    values: [series],
  });
  const found = new Map(rows.map((row) => [row["name"], row]));
  return series.map((id) => {
    const row = found.get(id);
    return row
      ? { periods: Number(row["periods"]), last: dayFromNumber(Number(row["last"])) }
      : { periods: 0, last: undefined };
  });
}

/** Stores values that are new, by one statement. */
export async function addTo(
  sql: PostgresSql,
  { series, origin, retrieved, rows }: Batch,
): Promise<void> {
  const list = (of: (row: Batch["rows"][number]) => number): string => `{${rows.map(of).join()}}`;
  await sql.query({
    name: "bellwether_add",
    text: `INSERT INTO observation (series, origin, retrieved, period, revision, value, public)
      SELECT $1, $2, $3, * FROM unnest($4::integer[], $5::integer[], $6::double precision[], $7::bigint[])`,
    values: [
      series,
      origin,
      retrieved,
      list(([period]) => period),
      list(([, { revision }]) => revision),
      list(([, { value }]) => value),
      list(([, { public: published }]) => published),
    ],
  });
}
