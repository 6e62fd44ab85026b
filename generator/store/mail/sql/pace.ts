import type { Instant } from "../../../base/day.ts";
import type { Sql, SqlRow } from "../../sql/sql.ts";
import type { Claim, Limits } from "../deliveries.ts";
import type { Dialect } from "./database.ts";

/** The name that stands for all lanes together. */
const ALL = "all";

const MINUTE_MS = 60_000;

/** What may be claimed now of one lane, as it is kept: mails are allowed one by one, evenly over the minute, with a second's worth at once. */
interface Bucket {
  /** How many at `at`. */
  readonly level: number;
  /** Milliseconds since the epoch, on the clock of the database where it has one. */
  readonly at: Instant;
  /** Nothing before this instant: its servers asked for fewer. */
  readonly rest: Instant;
}

/** How many rows may be claimed at this moment. */
interface Room {
  /** Over all lanes; as many as one likes where nothing is said. */
  readonly all: number;
  /** By lane, for those that may not give as many as one likes. */
  readonly spare: ReadonlyMap<string, number>;
  /** Keeps what was claimed, by lane. */
  take(lanes: readonly string[]): Promise<void>;
}

/**
 * How many rows all senders together may claim now, within the transaction that claims: whoever claims beside it waits until it has ended.
 * Lanes that are to rest do so from now on, for every sender.
 */
export async function openRoom(
  sql: Sql,
  dialect: Dialect,
  channel: string,
  { now: said, pace = {}, resting = new Map() }: Pick<Claim, "now" | "pace" | "resting">,
): Promise<Room> {
  const named = [...new Set([...Object.keys(pace), ...resting.keys()])].toSorted();
  if (named.length > 0)
    await sql.all(
      `INSERT INTO pace (channel, lane, rest) SELECT ?, value ->> 0, 0 FROM ${dialect.given} WHERE true ON CONFLICT DO NOTHING`,
      channel,
      JSON.stringify(named.map((each) => [each])),
    );
  const rows = await sql.all(
    `SELECT lane, level, at, rest FROM pace WHERE channel = ? ORDER BY lane${named.length > 0 ? dialect.forUpdate : ""}`,
    channel,
  );
  if (rows.length === 0) return { all: Infinity, spare: new Map(), take: async () => {} };
  // Only now: somebody may have been waited for.
  const now = await clock(sql, dialect, said);
  const buckets = new Map(rows.map((row) => [String(row["lane"]), bucketOf(row)]));
  for (const [lane, milliseconds] of resting)
    buckets.set(lane, { ...buckets.get(lane)!, rest: now + milliseconds });
  const levels = new Map(
    Object.keys(pace).map((lane) => [lane, levelAt(buckets.get(lane), pace[lane]!, now)]),
  );
  const spare = new Map([...levels].map(([lane, level]) => [lane, whole(level)]));
  spare.delete(ALL);
  for (const [lane, { rest }] of buckets) if (rest > now) spare.set(lane, 0);
  const all = levels.get(ALL);
  return {
    all: all === undefined ? Infinity : whole(all),
    spare,
    async take(lanes) {
      for (const lane of lanes)
        for (const name of [ALL, lane])
          if (levels.has(name)) levels.set(name, levels.get(name)! - 1);
      if (lanes.length > 0 || resting.size > 0)
        await keep(sql, dialect, channel, named, { buckets, levels, now });
    },
  };
}

/** After how many milliseconds more may be claimed of what is held back; undefined where nothing is. */
export async function heldFor(
  sql: Sql,
  dialect: Dialect,
  channel: string,
  pace: Limits,
  said: string,
): Promise<number | undefined> {
  const rows = await sql.all("SELECT lane, level, at, rest FROM pace WHERE channel = ?", channel);
  if (rows.length === 0) return undefined;
  const now = await clock(sql, dialect, said);
  const waits = rows.flatMap((row) => {
    const bucket = bucketOf(row);
    const perMinute = pace[String(row["lane"])];
    const rest = bucket.rest - now;
    if (perMinute === undefined) return rest > 0 ? [rest] : [];
    const level = levelAt(bucket, perMinute, now);
    const filling = level >= 1 - ROUNDING ? 0 : ((1 - level) * MINUTE_MS) / perMinute;
    const wait = Math.max(rest, filling);
    return wait > 0 ? [wait] : [];
  });
  return waits.length === 0 ? undefined : Math.ceil(Math.min(...waits));
}

const ROUNDING = 1e-9;

function whole(level: number): number {
  return Math.max(0, Math.floor(level + ROUNDING));
}

/** What a bucket holds by now; one that nothing was taken from is full. A clock that is behind takes nothing from it. */
function levelAt(bucket: Bucket | undefined, perMinute: number, now: Instant): number {
  const burst = Math.max(1, Math.floor(perMinute / 60));
  if (bucket === undefined) return burst;
  const since = Math.max(0, now - bucket.at);
  return Math.min(burst, bucket.level + (since * perMinute) / MINUTE_MS);
}

async function keep(
  sql: Sql,
  { given }: Dialect,
  channel: string,
  named: readonly string[],
  {
    buckets,
    levels,
    now,
  }: {
    readonly buckets: ReadonlyMap<string, Bucket>;
    readonly levels: ReadonlyMap<string, number>;
    readonly now: Instant;
  },
): Promise<void> {
  const rows = named.map((lane) => {
    const { at, rest } = buckets.get(lane)!;
    const level = levels.get(lane);
    return [lane, level ?? null, level === undefined ? null : Math.max(now, at), rest];
  });
  await sql.all(
    `UPDATE pace SET level = CAST(value ->> 1 AS double precision), at = CAST(value ->> 2 AS double precision),
        rest = CAST(value ->> 3 AS double precision)
      FROM ${given} WHERE channel = ? AND lane = value ->> 0`,
    JSON.stringify(rows),
    channel,
  );
}

async function clock(sql: Sql, { clock: text }: Dialect, said: string): Promise<Instant> {
  if (text === undefined) return Date.parse(said);
  const [row] = await sql.all(`SELECT ${text} AS now`);
  return Number(row!["now"]);
}

/** Kept without a level, it is one that rested, or was never taken from: it is full. */
function bucketOf(row: SqlRow): Bucket {
  const { level, at, rest } = row;
  return {
    level: level === null ? Infinity : Number(level),
    at: at === null ? -Infinity : Number(at),
    rest: Number(rest),
  };
}
