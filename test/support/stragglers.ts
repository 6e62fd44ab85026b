import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { Reporter, TestSpecification, Vitest } from "vitest/node";
import { ROOM } from "./room.ts";

/** What the workers have to end by themselves once the last test is over; they end within a second. */
const PATIENCE_MS = 20_000;

/** How often strays are looked for before the run is given up. */
const LOOKS = 3;

interface Running {
  readonly pid: number;
  readonly command: string;
}

/**
 * Ends processes that tests have left behind. One that holds on to a worker's output keeps the run from ever ending, since
 * vitest waits for that output to be closed.
 */
export class Stragglers implements Reporter {
  #awaited = 0;
  #isWatching = false;

  onInit({ config }: Vitest): void {
    this.#isWatching = config.watch;
  }

  onTestRunStart(files: readonly TestSpecification[]): void {
    this.#awaited = files.length;
  }

  onTestModuleEnd(): void {
    this.#awaited--;
    if (this.#awaited > 0 || this.#isWatching) return;
    let looks = 0;
    // What is heard of the end of the run comes before the workers are awaited, so it is the process itself that stops this.
    setInterval(() => {
      endStragglers();
      if (++looks < LOOKS) return;
      process.stderr.write("The workers of the tests do not end: the run is given up.\n");
      process.exit(1);
    }, PATIENCE_MS).unref();
  }
}

function endStragglers(): void {
  for (const { pid, command } of processesOf(process.env[ROOM] ?? "none")) {
    process.stderr.write(`A test left a process behind, which is ended now: ${command}\n`);
    process.kill(pid, "SIGKILL");
  }
}

/** The processes that this run of the tests has started, where the system tells; its own workers, which end by themselves, left out. */
function processesOf(room: string): Running[] {
  if (!existsSync("/proc/self/environ")) return [];
  const pids = readdirSync("/proc").map(Number).filter(Boolean);
  return pids.flatMap((pid) => {
    if (pid === process.pid) return [];
    try {
      const variables = readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
      const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
      const isStray = variables.includes(`${ROOM}=${room}`) && !/vitest/.test(command);
      return isStray && command !== "" ? [{ pid, command }] : [];
    } catch {
      // It has ended meanwhile, or is another user's.
      return [];
    }
  });
}
