import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "../support/postgres.ts";
import { makeTickers } from "../support/tickers/make.ts";
import { cli, type Env } from "./queue-tools.ts";
import { spawnWorker, type WorkerProcess } from "../jobs/spawn-worker.ts";

const DAY = "2025-05-08";

const COUNTS = [1, 2, 4];

/**
 * The first edition of so many made shares on Postgres, by one process and by 1, 2 and 4 workers, with what each kind of job took:
 * `node test/bench/queue.ts 500`. Workers are started before the clock.
 */
export async function measureQueue(count: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "bellwether-queue-"));
  const server = await startPostgres();
  try {
    const made = join(folder, "made");
    makeTickers(made, { count, until: "2025-05-07", sessions: 750 });
    const at = (schema: string): { readonly home: string; readonly env: Env } => {
      const home = join(folder, schema);
      cpSync(made, home, { recursive: true });
      return { home, env: { BELLWETHER_DATABASE: `${server.url}?schema=${schema}` } };
    };
    const alone = at("alone");
    const begun = performance.now();
    cli(alone.home, alone.env, ["daily", "--date", DAY]);
    const whole = performance.now() - begun;
    line(`${count} shares, one process`, whole, "");
    for (const workers of COUNTS) {
      const { home, env } = at(`w${workers}`);
      const { milliseconds, kinds } = await byWorkers(home, env, workers);
      line(`${workers} workers`, milliseconds, `× ${(whole / milliseconds).toFixed(2)}  ${kinds}`);
    }
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function byWorkers(
  home: string,
  env: Env,
  count: number,
): Promise<{ readonly milliseconds: number; readonly kinds: string }> {
  const workers = Array.from({ length: count }, () => spawnWorker(home, env));
  await Promise.all(workers.map((each) => each.line(({ msg }) => msg === "ready")));
  cli(home, env, ["daily", "--queue", "--date", DAY]);
  const begun = performance.now();
  await Promise.any(workers.map(editionOf));
  const milliseconds = performance.now() - begun;
  const done = workers
    .flatMap(({ lines }) => lines)
    .flatMap(({ msg, kind = "", seconds = 0 }) =>
      msg === "done" ? [`${kind} ${seconds.toFixed(1)}`] : [],
    );
  await Promise.all(workers.map((each) => each.kill()));
  return { milliseconds, kinds: done.join(", ") };
}

function editionOf(worker: WorkerProcess): Promise<unknown> {
  return worker.line(({ msg, kind }) => msg === "done" && kind === "edition");
}

function line(what: string, milliseconds: number, rest: string): void {
  process.stdout.write(`${what.padEnd(28)} ${(milliseconds / 1000).toFixed(1)} s  ${rest}\n`);
}

if (import.meta.main) await measureQueue(Number(process.argv[2] ?? 500));
