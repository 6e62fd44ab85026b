import type { DatabaseSync } from "node:sqlite";
import { dayNumber } from "../../base/day.ts";
import type { Observation } from "../observation.ts";
import { addRevisions, type Latest } from "../revisions.ts";
import type { Writer } from "../store.ts";
import { hashOf, NO_ROWS, openedRow, sealed } from "../trail.ts";
import { headFinder } from "./heads.ts";
import { readingFinder } from "./readings.ts";

/** Writes through a connection that is in a transaction; statements are compiled once. */
export function storeWriter(database: DatabaseSync): Writer {
  const stored = database.prepare(
    `SELECT period, revision, value, public FROM observation
     WHERE series = ? AND period BETWEEN ? AND ? ORDER BY period, revision`,
  );
  const add = database.prepare("INSERT INTO observation VALUES (?, ?, ?, ?, ?, ?, ?)");
  const lastClaim = database.prepare(
    "SELECT revision, body FROM claim WHERE id = ? ORDER BY revision DESC LIMIT 1",
  );
  const addClaim = database.prepare("INSERT INTO claim VALUES (?, ?, ?, ?, ?)");
  const lastAnnouncement = database.prepare(
    "SELECT max(revision) AS revision FROM event WHERE id = ?",
  );
  const addAnnouncement = database.prepare("INSERT INTO event VALUES (?, ?, ?, ?, ?)");
  const addReading = database.prepare("INSERT INTO reading (file, digest, at) VALUES (?, ?, ?)");
  const addRemark = database.prepare("INSERT INTO remark VALUES (?, ?, ?, ?, ?, ?, ?)");
  const count = database.prepare("UPDATE gathered SET times = times + 1");
  const keep = database.prepare(
    "INSERT INTO document VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET body = excluded.body",
  );
  const lastReading = readingFinder(database);
  const trailHead = headFinder(database);
  const addRow = database.prepare("INSERT INTO trail VALUES (?, ?, ?, ?)");
  const addText = database.prepare(
    "INSERT INTO text SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM text WHERE hash = ?1)",
  );
  const seriesId = numbering(database, "series");
  const originId = numbering(database, "origin");

  /** Of the periods between the first and the last that are observed. */
  const latestOf = (series: number, observations: readonly Observation[]): Map<number, Latest> => {
    const latest = new Map<number, Latest>();
    const periods = observations.map(({ day }) => dayNumber(day));
    const from = periods.reduce((a, b) => Math.min(a, b), Infinity);
    const to = periods.reduce((a, b) => Math.max(a, b), -Infinity);
    if (from > to) return latest;
    for (const row of stored.iterate(series, from, to))
      latest.set(Number(row["period"]), row as unknown as Latest);
    return latest;
  };

  return {
    async record(name, origin, retrieved, observations) {
      const series = seriesId(name);
      const from = originId(origin);
      const change = addRevisions(
        latestOf(series, observations),
        retrieved,
        observations,
        (period, added) => {
          const { revision, value, public: published } = added;
          add.run(series, period, revision, value, published, retrieved, from);
        },
      );
      if (change.added + change.revised > 0) count.run();
      return change;
    },
    async recordClaim(claim, retrieved) {
      const body = JSON.stringify(claim);
      const before = lastClaim.get(claim.id);
      if (before?.["body"] === body) return;
      const revision = before === undefined ? 0 : Number(before["revision"]) + 1;
      addClaim.run(claim.id, revision, Date.parse(claim.seen), retrieved, body);
      count.run();
    },
    async announce(announcement, retrieved) {
      const { id, known } = announcement;
      const last = lastAnnouncement.get(id)?.["revision"];
      const revision = typeof last === "number" ? last + 1 : 0;
      const body = JSON.stringify(announcement);
      addAnnouncement.run(id, revision, Date.parse(known), retrieved, body);
      count.run();
    },
    lastReading: async (file) => lastReading(file),
    async recordReading({ file, digest, at, remarks }) {
      const id = addReading.run(file, digest, at).lastInsertRowid;
      for (const [position, { series, code, line, period, why }] of remarks.entries())
        addRemark.run(id, position, seriesId(series), code, line ?? null, period, why);
      count.run();
    },
    keepDocument: async (name, body) => void keep.run(name, body),
    async appendTrail(entry, after = NO_ROWS) {
      const head = trailHead();
      const row = sealed(entry, after.count > head.count ? after : head);
      addRow.run(row.seq, row.path, row.body, row.hash);
      return openedRow(row);
    },
    async keepText(body) {
      const hash = hashOf(body);
      addText.run(hash, body);
      return hash;
    },
  };
}

/** Numbers the names of a lookup table, adding those it has not seen. */
function numbering(database: DatabaseSync, table: "series" | "origin"): (name: string) => number {
  const find = database.prepare(`SELECT id FROM ${table} WHERE name = ?`);
  const add = database.prepare(`INSERT INTO ${table} (name) VALUES (?)`);
  return (name) => Number(find.get(name)?.["id"] ?? add.run(name).lastInsertRowid);
}
