import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CLI } from "../support/cli.ts";
import { startPostgres } from "../support/postgres.ts";
import { makeTickers } from "../support/tickers/make.ts";
import { cli, type Env } from "./queue-tools.ts";
import { spawnWorker, type WorkerProcess } from "../jobs/spawn-worker.ts";

const DAY = "2025-05-08";

const COUNTS = [1, 2, 4];

/** Of the kernel, a second. */
const TICKS = 100;

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
    const at = (schema: string): { readonly home: string; readonly env: Env } => {
      const home = join(folder, schema);
      cpSync(made, home, { recursive: true });
      return { home, env: { BELLWETHER_DATABASE: `${server.url}?schema=${schema}` } };
    };
    const alone = at("alone");
    const { milliseconds: whole, cpu } = await byOne(alone.home, alone.env);
    line(`${count} shares, one process`, whole, `${cpu.toFixed(1)} s of a core`);
    for (const workers of COUNTS) {
      const { home, env } = at(`w${workers}`);
      const { milliseconds, cpu: used, kinds } = await byWorkers(home, env, workers);
      const gain = (whole / milliseconds).toFixed(2);
      line(
        `${workers} workers`,
        milliseconds,
        `× ${gain}  ${used.toFixed(1)} s of a core  ${kinds}`,
      );
    }
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function byOne(
  home: string,
  env: Env,
): Promise<{ readonly milliseconds: number; readonly cpu: number }> {
  const begun = performance.now();
  const child = spawn(process.execPath, [CLI, "daily", "--date", DAY], {
    cwd: home,
    env: { ...process.env, ...env },
    stdio: "ignore",
  });
  let cpu = 0;
  const looking = setInterval(() => (cpu = Math.max(cpu, cpuOf(child.pid))), 50);
  await once(child, "exit");
  clearInterval(looking);
  return { milliseconds: performance.now() - begun, cpu };
}

/** Seconds of a core that a process of this machine has taken; 0 where that is not told. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
function cpuOf(pid: number | undefined): number {
  try {
    const told = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [user, system] = told
      .slice(told.lastIndexOf(")") + 2)
      .split(" ")
      .slice(11, 13);
    return (Number(user) + Number(system)) / TICKS;
  } catch {
    return 0;
  }
}

async function byWorkers(
  home: string,
  env: Env,
  count: number,
): Promise<{ readonly milliseconds: number; readonly cpu: number; readonly kinds: string }> {
  const workers = Array.from({ length: count }, () => spawnWorker(home, env));
  await Promise.all(workers.map((each) => each.line(({ msg }) => msg === "ready")));
  cli(home, env, ["daily", "--queue", "--date", DAY]);
  const before = workers.reduce((sum, { child }) => sum + cpuOf(child.pid), 0);
  const begun = performance.now();
  await Promise.any(workers.map(editionOf));
  const milliseconds = performance.now() - begun;
  const cpu = workers.reduce((sum, { child }) => sum + cpuOf(child.pid), 0) - before;
  const done = workers
    .flatMap(({ lines }) => lines)
    .flatMap(({ msg, kind = "", seconds = 0 }) =>
      msg === "done" ? [`${kind} ${seconds.toFixed(1)}`] : [],
    );
  await Promise.all(workers.map((each) => each.kill()));
  return { milliseconds, cpu, kinds: done.join(", ") };
}

function editionOf(worker: WorkerProcess): Promise<unknown> {
  return worker.line(({ msg, kind }) => msg === "done" && kind === "edition");
}

function line(what: string, milliseconds: number, rest: string): void {
  process.stdout.write(`${what.padEnd(28)} ${(milliseconds / 1000).toFixed(1)} s  ${rest}\n`);
}

if (import.meta.main) await measureQueue(Number(process.argv[2] ?? 500));
