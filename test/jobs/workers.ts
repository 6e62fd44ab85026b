import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { onTestFinished } from "vitest";
import { openQueue, type Queue } from "../../generator/jobs/queue.ts";
import { standingOfQueue, type QueueStanding } from "../../generator/jobs/standing.ts";
import { realWorld } from "../../generator/world/disk.ts";
import { CLI, type CliHome } from "../support/cli.ts";

/** A line of a worker's log, as `work --log json` prints it. */
export interface Line {
  readonly msg: string;
  readonly kind?: string;
  readonly name?: string;
  readonly why?: string;
}

/** A worker in a process of its own. */
export interface WorkerProcess {
  readonly child: ChildProcess;
  readonly lines: readonly Line[];
  /** The first line, of those that were printed or come, that is meant; rejects where the worker ends before. */
  line(isMeant: (line: Line) => boolean): Promise<Line>;
  kill(): Promise<void>;
}

/** Starts a worker; it is killed after the test. */
export function startWorker(
  home: CliHome,
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): WorkerProcess {
  const child = spawn(process.execPath, [CLI, "work", "--log", "json", ...args], {
    cwd: home.folder,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (text) => (said += String(text)));
  const lines: Line[] = [];
  const waiting = new Set<() => void>();
  createInterface({ input: child.stdout }).on("line", (text) => {
    lines.push(JSON.parse(text) as Line);
    for (const look of waiting) look();
  });
  const worker: WorkerProcess = {
    child,
    lines,
    line: (isMeant) =>
      new Promise((done, refuse) => {
        const look = (): void => {
          const found = lines.find(isMeant);
          if (!found) return;
          waiting.delete(look);
          done(found);
        };
        waiting.add(look);
        child.once("exit", () => refuse(new Error(`The worker ended: ${said}`)));
        look();
      }),
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
    },
  };
  onTestFinished(() => worker.kill());
  return worker;
}

/** The queue of a home, as `jobs` sees it; closed after the test. */
export async function queueOf(
  home: CliHome,
  env: Readonly<Record<string, string>>,
): Promise<Queue> {
  const queue = await openQueue({ ...realWorld(), env }, home.folder);
  onTestFinished(() => queue.close());
  return queue;
}

/** Waits until nothing is left to be done, and gives how the queue stands then. */
export async function untilDone(queue: Queue): Promise<QueueStanding> {
  for (;;) {
    const standing = await standingOfQueue(queue).catch(() => undefined);
    const left = standing?.jobs.filter(({ state }) => state !== "done" && state !== "failed");
    if (standing && (left?.length === 0 || isStuck(standing))) return standing;
    await new Promise((again) => setTimeout(again, 250));
  }
}

/** Whether all that is left waits for what failed. */
function isStuck({ jobs }: QueueStanding): boolean {
  const left = jobs.filter(({ state }) => state !== "done" && state !== "failed");
  return (
    left.every(({ state }) => state === "waits") && jobs.some((each) => each.state === "failed")
  );
}
