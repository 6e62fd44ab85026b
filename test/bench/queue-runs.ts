import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { spawnWorker, type WorkerProcess } from "../jobs/spawn-worker.ts";
import { CLI } from "../support/cli.ts";
import { cli, type Env } from "./queue-tools.ts";

/** A publication in a folder and a database of its own. */
export interface Place {
  readonly home: string;
  readonly env: Env;
}

/** What it took: seconds of a core are those of the program's processes, without the server's. */
export interface Took {
  readonly milliseconds: number;
  readonly cpu: number;
}

/** Of the kernel, a second. */
const TICKS = 100;

/** Makes the edition of a day by one process. @throws where it ends with another status than 0 or 1 */
export async function byOne({ home, env }: Place, day: string): Promise<Took> {
  const begun = performance.now();
  const child = spawn(process.execPath, [CLI, "daily", "--date", day], {
    cwd: home,
    env: { ...process.env, ...env },
    stdio: "ignore",
  });
  let cpu = 0;
  const looking = setInterval(() => (cpu = Math.max(cpu, cpuOf(child.pid))), 50);
  const [status] = await once(child, "exit");
  clearInterval(looking);
  if (status === null || status > 1) throw new Error(`daily ended with ${status}`);
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

/** Makes it by so many workers, which are started before the clock; `kinds` tells what each job took, in seconds. */
export async function byWorkers(
  { home, env }: Place,
  day: string,
  count: number,
): Promise<Took & { readonly kinds: string }> {
  const workers = Array.from({ length: count }, () => spawnWorker(home, env));
  await Promise.all(workers.map((each) => each.line(({ msg }) => msg === "ready")));
  cli(home, env, ["daily", "--queue", "--date", day]);
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

/** Prints what something took. */
export function line(what: string, { milliseconds, cpu }: Took, rest = ""): void {
  process.stdout.write(
    `${what.padEnd(28)} ${(milliseconds / 1000).toFixed(1)} s  ${cpu.toFixed(1)} s of a core  ${rest}\n`,
  );
}
