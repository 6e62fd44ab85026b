import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "../support/postgres.ts";
import { makeTickers } from "../support/tickers/make.ts";
import { byOne, byWorkers, line, type Place } from "./queue-runs.ts";

const DAY = "2025-05-08";

const COUNTS = [1, 2, 4];

/**
 * The first edition of so many made shares on Postgres, by one process and by 1, 2 and 4 workers, with the seconds of a core that these took (on
 * Linux; without the server's) and what each kind of job took: `node test/bench/queue.ts 500`. Workers are started before the clock.
 */
export async function measureQueue(count: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "bellwether-queue-"));
  const server = await startPostgres();
  try {
    const made = join(folder, "made");
    makeTickers(made, { count, until: "2025-05-07", sessions: 750 });
    const at = (schema: string): Place => {
      const home = join(folder, schema);
      cpSync(made, home, { recursive: true });
      return { home, env: { BELLWETHER_DATABASE: `${server.url}?schema=${schema}` } };
    };
    const alone = await byOne(at("alone"), DAY);
    line(`${count} shares, one process`, alone);
    for (const workers of COUNTS) {
      const took = await byWorkers(at(`w${workers}`), DAY, workers);
      const gain = (alone.milliseconds / took.milliseconds).toFixed(2);
      line(`${workers} workers`, took, `× ${gain}  ${took.kinds}`);
    }
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) await measureQueue(Number(process.argv[2] ?? 500));
