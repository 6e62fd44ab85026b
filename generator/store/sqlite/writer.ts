import type { DatabaseSync } from "node:sqlite";
import { dayNumber, type Instant } from "../../base/day.ts";
import { sameValue, type Observation } from "../observation.ts";
import type { Writer } from "../store.ts";

interface Latest {
  readonly revision: number;
  readonly value: number;
  readonly public: Instant;
}

export function storeWriter(database: DatabaseSync): Writer {
  const known = database.prepare(
    "SELECT period, revision, value, public FROM observation WHERE series = ? ORDER BY period, revision",
  );
  const add = database.prepare("INSERT INTO observation VALUES (?, ?, ?, ?, ?, ?, ?)");
  const lastClaim = database.prepare(
    "SELECT revision, body FROM claim WHERE id = ? ORDER BY revision DESC LIMIT 1",
  );
  const addClaim = database.prepare("INSERT INTO claim VALUES (?, ?, ?, ?, ?)");
  const addReading = database.prepare("INSERT INTO reading (file, digest, at) VALUES (?, ?, ?)");
  const addRemark = database.prepare("INSERT INTO remark VALUES (?, ?, ?, ?, ?, ?, ?)");
  const seriesId = numbering(database, "series");
  const originId = numbering(database, "origin");

  const latestOf = (series: number): Map<number, Latest> => {
    const latest = new Map<number, Latest>();
    for (const row of known.iterate(series))
      latest.set(Number(row["period"]), row as unknown as Latest);
    return latest;
  };

  return {
    record(name, origin, retrieved, observations) {
      const series = seriesId(name);
      const from = originId(origin);
      const latest = latestOf(series);
      const change = { added: 0, revised: 0, unchanged: 0 };
      for (const observation of observations) {
        const { value } = observation;
        const period = dayNumber(observation.day);
        const before = latest.get(period);
        if (before !== undefined && sameValue(before.value, value)) {
          change.unchanged++;
          continue;
        }
        const revision = before === undefined ? 0 : before.revision + 1;
        const published = before ? revealed(observation, before, retrieved) : observation.public;
        add.run(series, period, revision, value, published, retrieved, from);
        latest.set(period, { revision, value, public: published });
        change[before === undefined ? "added" : "revised"]++;
      }
      return change;
    },
    recordClaim(claim, retrieved) {
      const body = JSON.stringify(claim);
      const before = lastClaim.get(claim.id);
      if (before?.["body"] === body) return;
      const revision = before === undefined ? 0 : Number(before["revision"]) + 1;
      addClaim.run(claim.id, revision, Date.parse(claim.seen), retrieved, body);
    },
    recordReading({ file, digest, at, remarks }) {
      const id = addReading.run(file, digest, at).lastInsertRowid;
      for (const [position, { series, code, line, period, why }] of remarks.entries())
        addRemark.run(id, position, seriesId(series), code, line ?? null, period, why);
    },
  };
}

/** When a changed value became public. */
function revealed(observation: Observation, before: Latest, retrieved: Instant): Instant {
  return observation.stated && observation.public > before.public
    ? observation.public
    : Math.max(retrieved, before.public);
}

/** Numbers the names of a lookup table, adding those it has not seen. */
function numbering(database: DatabaseSync, table: "series" | "origin"): (name: string) => number {
  const find = database.prepare(`SELECT id FROM ${table} WHERE name = ?`);
  const add = database.prepare(`INSERT INTO ${table} (name) VALUES (?)`);
  return (name) => Number(find.get(name)?.["id"] ?? add.run(name).lastInsertRowid);
}
