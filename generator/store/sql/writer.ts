import { dayNumber, type Instant } from "../../base/day.ts";
import { latestIn, type Columns } from "../columns.ts";
import type { Observation } from "../observation.ts";
import { addRevisions, type Latest } from "../revisions.ts";
import type { Writer } from "../store.ts";
import { hashOf, NO_ROWS, openedRow, sealed } from "../trail.ts";
import { lastReadingsIn, textIn, trailHeadIn } from "./reader.ts";
import { insert, type Sql } from "./sql.ts";

/** Values of one series that are new. */
export interface Batch {
  /** Id of the series. */
  readonly name: string;
  /** Their numbers in the lookup tables. */
  readonly series: number;
  readonly origin: number;
  readonly retrieved: Instant;
  /** Each with its period in days since 1970-01-01. */
  readonly rows: readonly (readonly [period: number, added: Latest])[];
}

/** A writer for one transaction, and what is left to do before its end. */
export interface Writing {
  readonly writer: Writer;
  finish(): Promise<void>;
}

/**
 * Writes through a connection that is in a transaction.
 * @param add stores values that are new, as the database does it best.
 * @param held all that is stored of a series as the transaction sees it, where that is at hand and need not be read again.
 */
export function writingTo<S extends Sql>(
  sql: S,
  add: (sql: S, batch: Batch) => Promise<void>,
  held: (series: string) => Columns | undefined = () => undefined,
): Writing {
  const seriesId = numbering(sql, "series");
  const originId = numbering(sql, "origin");
  /** Whether anything but documents and the trail was written. */
  let isGathered = false;

  /** Of the periods between the first and the last that are observed. */
  const latestOf = async (
    series: number,
    observations: readonly Observation[],
  ): Promise<Map<number, Latest>> => {
    const periods = observations.map(({ day }) => dayNumber(day));
    const from = periods.reduce((a, b) => Math.min(a, b), Infinity);
    const to = periods.reduce((a, b) => Math.max(a, b), -Infinity);
    if (from > to) return new Map();
    const rows = await sql.all(
      `SELECT period, revision, value, public FROM observation
       WHERE series = ? AND period BETWEEN ? AND ? ORDER BY period, revision`,
      series,
      from,
      to,
    );
    return new Map(rows.map((row) => [Number(row["period"]), row as unknown as Latest]));
  };

  /** Stores what is new or differs from its last revision, and counts from when it was seen. */
  const recordSeen = async (
    table: "FROM claim" | "FROM headline",
    said: { readonly id: string; readonly seen: string },
    retrieved: Instant,
  ): Promise<void> => {
    const body = JSON.stringify(said);
    const { id, seen } = said;
    const [before] = await sql.all(
      `SELECT revision, body ${table} WHERE id = ? ORDER BY revision DESC LIMIT 1`,
      id,
    );
    if (before?.["body"] === body) return;
    const revision = before === undefined ? 0 : Number(before["revision"]) + 1;
    const into = table.replace("FROM", "INTO") as `INTO ${string}`;
    await insert(sql, into, { id, revision, seen: Date.parse(seen), retrieved, body });
    isGathered = true;
  };

  const writer: Writer = {
    async record(name, origin, retrieved, observations) {
      const series = await seriesId(name);
      const from = await originId(origin);
      const rows: [number, Latest][] = [];
      const its = held(name);
      const latest = its ? latestAmong(its, observations) : await latestOf(series, observations);
      const change = addRevisions(latest, retrieved, observations, (period, added) =>
        rows.push([period, added]),
      );
      if (rows.length === 0) return change;
      await add(sql, { name, series, origin: from, retrieved, rows });
      isGathered = true;
      return change;
    },
    recordClaim: (claim, retrieved) => recordSeen("FROM claim", claim, retrieved),
    recordHeadline: (headline, retrieved) => recordSeen("FROM headline", headline, retrieved),
    async announce(announcement, retrieved) {
      const { id, known } = announcement;
      const [row] = await sql.all("SELECT max(revision) AS revision FROM event WHERE id = ?", id);
      const last = row?.["revision"];
      const revision = typeof last === "number" ? last + 1 : 0;
      const body = JSON.stringify(announcement);
      await insert(sql, "INTO event", { id, revision, seen: Date.parse(known), retrieved, body });
      isGathered = true;
    },
    lastReading: async (file) => (await lastReadingsIn(sql, [file])).get(file),
    async recordReading({ file, digest, at, remarks }) {
      const id = await nextId(sql, "reading");
      await insert(sql, "INTO reading", { id, file, digest, at });
      for (const [position, { series, line = null, code, period, why }] of remarks.entries()) {
        const row = {
          reading: id,
          position,
          series: await seriesId(series),
          code,
          line,
          period,
          why,
        };
        await insert(sql, "INTO remark", row);
      }
      isGathered = true;
    },
    async keepDocument(name, body) {
      await sql.all(
        "INSERT INTO document (name, body) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET body = excluded.body",
        name,
        body,
      );
    },
    async appendTrail(entry, after = NO_ROWS) {
      const head = await trailHeadIn(sql);
      const row = sealed(entry, after.count > head.count ? after : head);
      await insert(sql, "INTO trail", { ...row });
      return openedRow(row);
    },
    async keepText(body) {
      const hash = hashOf(body);
      if ((await textIn(sql, hash)) === undefined) await insert(sql, "INTO text", { hash, body });
      return hash;
    },
  };
  return {
    writer,
    async finish() {
      if (isGathered) await sql.all("UPDATE gathered SET times = times + 1");
    },
  };
}

function latestAmong(held: Columns, observations: readonly Observation[]): Map<number, Latest> {
  const latest = new Map<number, Latest>();
  for (const { day } of observations) {
    const its = latestIn(held, day);
    if (its) latest.set(dayNumber(day), its);
  }
  return latest;
}

/** Numbers the names of a lookup table, adding those it has not seen; all that it has are read once. */
function numbering(sql: Sql, table: "series" | "origin"): (name: string) => Promise<number> {
  let known: Promise<Map<string, number>> | undefined;
  return async (name) => {
    known ??= sql
      .all(`SELECT id, name FROM ${table}`)
      .then((rows) => new Map(rows.map((row) => [String(row["name"]), Number(row["id"])])));
    const numbers = await known;
    const found = numbers.get(name);
    if (found !== undefined) return found;
    const id = await nextId(sql, table);
    await insert(sql, `INTO ${table}`, { id, name });
    numbers.set(name, id);
    return id;
  };
}

/** One command writes at a time, so that nobody else takes the number. */
async function nextId(sql: Sql, table: "series" | "origin" | "reading"): Promise<number> {
  const [row] = await sql.all(`SELECT coalesce(max(id), 0) + 1 AS next FROM ${table}`);
  return Number(row?.["next"]);
}
