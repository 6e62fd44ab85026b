import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addDays, DAY_MS } from "../../generator/base/day.ts";
import { placeOf } from "../../generator/publication/database-settings.ts";
import { moveStore } from "../../generator/store/move/move.ts";
import { PARTS } from "../../generator/store/move/parts.ts";
import { connectTo } from "../../generator/store/postgres/connect.ts";
import { postgresTarget } from "../../generator/store/postgres/move-ends.ts";
import { openPostgres } from "../../generator/store/postgres/open.ts";
import { sqliteSource } from "../../generator/store/sqlite/move-ends.ts";
import { openStore } from "../../generator/store/sqlite/open.ts";
import type { Store } from "../../generator/store/store.ts";
import { realWorld } from "../../generator/world/disk.ts";
import { catalogueOf, seriesOf } from "../gather/support.ts";
import { startPostgres } from "../support/postgres.ts";

/** Five years of days. */
const DAYS = 1250;

const FIRST = "2021-01-01";

const SERIES_A_TRANSACTION = 100;

/** What one database took, in milliseconds and bytes. */
interface Taken {
  readonly insert: number;
  readonly day: number;
  readonly load: number;
  readonly one: number;
  readonly bytes: number;
}

/**
 * SQLite and Postgres side by side in one run, on one disk, both as durable as they are when they are used: `databases.ts 1600` measures
 * 2,000,000 rows.
 */
export async function measureDatabases(count: number): Promise<void> {
  const world = realWorld();
  const folder = mkdtempSync(join(tmpdir(), "bellwether-databases-"));
  const server = await startPostgres([`on=${tmpdir()}`]);
  try {
    const place = (schema: string) =>
      placeOf(world, folder, `${server.url}?schema=${schema}`, { name: "" });
    const file = join(folder, "bellwether.db");
    const onFile = await measure(
      count,
      () => openStore(world, file),
      async () => statSync(file).size,
    );
    const onServer = await measure(
      count,
      () => openPostgres(place("bench")),
      async () => {
        const pool = await connectTo(place("bench"));
        const { rows } = await pool.query(
          "SELECT sum(pg_total_relation_size(pg_class.oid)) AS bytes FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname = 'bench' AND relkind = 'r'",
        );
        await pool.end();
        return Number(rows[0].bytes);
      },
    );
    const rows = count * DAYS;
    const rate = (milliseconds: number): string =>
      `${Math.round(rows / (milliseconds / 1000)).toLocaleString("en-US")} rows/s`;
    process.stdout.write(`${rows.toLocaleString("en-US")} rows of ${count} series\n`);
    for (const [what, key, say] of [
      ["inserted, 100 series a transaction", "insert", rate],
      ["a day more of every series", "day", time],
      ["a day as of its cut-off, all series loaded", "load", time],
      ["the same of five series", "one", time],
      ["on disk, a row", "bytes", (bytes: number) => `${(bytes / rows).toFixed(1)} bytes`],
    ] as const)
      line(what, say(onFile[key]), say(onServer[key]), onServer[key] / onFile[key]);
    const begun = performance.now();
    const source = await sqliteSource(file, PARTS.archive.file, { milliseconds: 1000 });
    const target = await postgresTarget(place("moved"), PARTS.archive.schema, {
      milliseconds: 1000,
    });
    await moveStore(PARTS.archive.tables, source, target, {
      reading: quiet,
      copying: quiet,
      proving: quiet,
    });
    await target.close();
    await source.close();
    line("moved to Postgres and proven", "", rate(performance.now() - begun));
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const time = (milliseconds: number): string => `${Math.round(milliseconds)} ms`;

async function quiet(): Promise<void> {}

/** So many days of values from a day on. */
function rowsFrom(day: number, length: number) {
  return Array.from({ length }, (_, at) => ({
    day: addDays(FIRST, day + at),
    value: 100 + ((day + at) % 17) / 7,
    public: Date.parse(FIRST) + (day + at + 1) * DAY_MS,
    stated: false,
  }));
}

async function measure(
  count: number,
  open: () => Promise<Store>,
  size: () => Promise<number>,
): Promise<Taken> {
  const ids = Array.from({ length: count }, (_, at) => `s${at}.close`);
  const catalogue = catalogueOf(...ids.map((id) => seriesOf({ id })));
  const add = async (store: Store, rows: ReturnType<typeof rowsFrom>): Promise<void> => {
    for (let from = 0; from < count; from += SERIES_A_TRANSACTION)
      await store.write(async (writer) => {
        for (const id of ids.slice(from, from + SERIES_A_TRANSACTION))
          await writer.record(id, "bench", Date.now(), rows);
      });
  };
  const asOf = async (series: readonly string[]): Promise<void> => {
    const store = await open();
    const view = (await store.load(catalogue, series)).view(Date.parse(addDays(FIRST, DAYS - 9)));
    for (const id of series)
      if (view.history(id).days.length !== DAYS - 9) throw new Error(`${id} is not whole`);
    await store.close();
  };
  const store = await open();
  const insert = await timed(() => add(store, rowsFrom(0, DAYS - 1)));
  const day = await timed(() => add(store, rowsFrom(DAYS - 1, 1)));
  await store.close();
  return {
    insert,
    day,
    load: await timed(() => asOf(ids)),
    one: await timed(() => asOf(ids.slice(count / 2, count / 2 + 5))),
    bytes: await size(),
  };
}

async function timed(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

function line(what: string, sqlite: string, postgres: string, ratio?: number): void {
  const times = ratio === undefined ? "" : `× ${ratio.toFixed(2)}`;
  process.stdout.write(
    `${what.padEnd(44)} ${sqlite.padStart(18)} ${postgres.padStart(18)} ${times}\n`,
  );
}

if (import.meta.main) await measureDatabases(Number(process.argv[2] ?? 400));
