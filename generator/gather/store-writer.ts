import type { DatabaseSync } from "node:sqlite";
import { dayNumber, type Instant } from "../base/day.ts";
import type { Claim } from "./catalogue.ts";
import type { Change, Observation } from "./observation.ts";
import type { Reading } from "./store-reader.ts";

/** Adds to the store inside one transaction. */
export interface Writer {
  /**
   * Stores what is new. A value that equals the last one known of its period changes nothing; another value is a
   * revision, public from the retrieval on, because nobody can have known it before it was seen, unless the source states
   * a later instant than that of the value it replaces.
   * @param origin where the values were found, such as a file's path.
   */
  record(
    series: string,
    origin: string,
    retrieved: Instant,
    observations: readonly Observation[],
  ): Change;
  /** Stores a claim that is new or differs from its last revision. */
  recordClaim(claim: Claim, retrieved: Instant): void;
  recordReading(reading: Reading): void;
}

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
        if (before?.value === value) {
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
