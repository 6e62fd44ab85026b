import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { startPostgres } from "../support/postgres.ts";
import { makeTickers } from "../support/tickers/make.ts";
import { byOne, byWorkers, line, type Place, type Took } from "./queue-runs.ts";

/** The edition before, with which the store is filled, and the one that is measured; each with the last session before it. */
const BEFORE = { day: "2025-05-07", until: "2025-05-06" };
const DAY = { day: "2025-05-08", until: "2025-05-07" };

const COUNTS = [1, 2, 4];

/** So often the server is asked what it does, in milliseconds. */
const LOOK_MS = 250;

/** So many of the things that it does most are told. */
const TOLD = 5;

/**
 * A day's edition of a publication of so many made shares that has run before: each file has grown by a session since. By one process and by 1, 2 and 4 workers, each on a copy of
 * one database on the disk, with what each job took and what the server's connections were seen at, in how many looks of all:
 * `node test/bench/queue-day.ts 5000 750`, of 750 sessions each; a third number is how many notes the edition may have, 40 unless told.
 */
export async function measureDay(count: number, sessions: number, budget: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "bellwether-day-"));
  const server = await startPostgres([
    `on=${tmpdir()}`,
    "fsync=off",
    "full_page_writes=off",
    "shared_buffers=256MB",
    "max_wal_size=4GB",
  ]);
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  try {
    const made = join(folder, "made");
    makeTickers(made, { count, until: BEFORE.until, sessions, budget });
    await client.query("CREATE DATABASE made");
    line(`${count} shares, filled`, await byOne(placeOf(server.url, made, "made"), BEFORE.day));
    makeTickers(made, { count, until: DAY.until, sessions: sessions + 1, budget });
    const at = async (name: string): Promise<Place> => {
      await client.query(`CREATE DATABASE ${name} TEMPLATE made STRATEGY FILE_COPY`);
      const home = join(folder, name);
      cpSync(made, home, { recursive: true });
      return placeOf(server.url, home, name);
    };
    const measure = async <T extends Took>(
      name: string,
      run: (place: Place) => Promise<T>,
    ): Promise<T & { readonly seen: string }> => {
      const place = await at(name);
      const look = watch(client, name);
      const took = await run(place);
      const seen = look();
      await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
      rmSync(place.home, { recursive: true });
      return { ...took, seen };
    };
    const alone = await measure("alone", (place) => byOne(place, DAY.day));
    line("the next day, one process", alone, alone.seen);
    for (const workers of COUNTS) {
      const took = await measure(`w${workers}`, (place) => byWorkers(place, DAY.day, workers));
      const gain = (alone.milliseconds / took.milliseconds).toFixed(2);
      line(`${workers} workers`, took, `× ${gain}  ${took.kinds}${took.seen}`);
    }
  } finally {
    await client.end();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function placeOf(server: string, home: string, database: string): Place {
  const url = new URL(server);
  url.pathname = `/${database}`;
  url.searchParams.set("schema", "shares");
  return { home, env: { BELLWETHER_DATABASE: url.href } };
}

/** Looks again and again at what the connections to a database do; the answer ends it, and tells what they were seen at most. */
function watch(client: pg.Client, database: string): () => string {
  const seen = new Map<string, number>();
  let looks = 0;
  const look = async (): Promise<void> => {
    const { rows } = await client.query(
      `SELECT DISTINCT coalesce(wait_event_type || ' ' || wait_event, 'works') || ': ' || left(regexp_replace(query, '\\s+', ' ', 'g'), 60) AS what
       FROM pg_stat_activity WHERE datname = $1 AND state = 'active'`,
      [database],
    );
    looks++;
    for (const { what } of rows) seen.set(what, (seen.get(what) ?? 0) + 1);
  };
  const looking = setInterval(() => void look(), LOOK_MS);
  return () => {
    clearInterval(looking);
    const most = [...seen].toSorted(([, a], [, b]) => b - a).slice(0, TOLD);
    return most.map(([what, count]) => `\n    ${count} of ${looks}  ${what}`).join("");
  };
}

if (import.meta.main) {
  const [count = 5000, sessions = 750, budget = 40] = process.argv.slice(2).map(Number);
  await measureDay(count, sessions, budget);
}
