import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { CLI } from "../support/cli.ts";

/** A line of a worker's log, as `work --log json` prints it. */
export interface Line {
  readonly msg: string;
  /** When it was written, by the worker's clock. */
  readonly time: string;
  readonly kind?: string;
  readonly name?: string;
  readonly why?: string;
  readonly problem?: string;
  readonly said?: string;
  readonly retries?: number;
  readonly address?: string;
  readonly seconds?: number;
}

/** A worker in a process of its own. */
export interface WorkerProcess {
  readonly child: ChildProcess;
  readonly lines: readonly Line[];
  /** The first line, of those that were printed or come, that is meant; rejects where the worker ends before. */
  line(isMeant: (line: Line) => boolean): Promise<Line>;
  /** Throws, with what it said, where it has ended by itself. */
  mustLive(): void;
  kill(): Promise<void>;
}

/** Starts a worker in a publication's folder. */
export function spawnWorker(
  folder: string,
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): WorkerProcess {
  const child = spawn(process.execPath, [CLI, "work", "--log", "json", ...args], {
    cwd: folder,
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
    mustLive() {
      if (child.exitCode !== null)
        throw new Error(`A worker ended with ${child.exitCode}: ${said}`);
    },
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
    },
  };
  return worker;
}
