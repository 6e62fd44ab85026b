import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "./room.ts";

/** Names the change to its disk at which a process kills itself. */
export const DIES_AT = "BELLWETHER_TEST_DIES_AT";

/** Names the file in which it tells its changes. */
export const CHANGES = "BELLWETHER_TEST_CHANGES";

/** How a process ended, and what it had done to its disk; the last of these it only began when it was killed. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly changes: readonly string[];
}

/** A process that kills itself in the middle of its work. */
export interface Dying {
  readonly child: ChildProcess;
  readonly ended: Promise<Ending>;
}

/** Starts a program that is killed at its `at`-th change to the disk; with none, it only counts them. */
export function startDying(
  args: readonly string[],
  at = Infinity,
  {
    cwd,
    env,
    by = "dying-process.ts",
  }: {
    readonly cwd?: string;
    readonly env?: Readonly<Record<string, string>>;
    /** What is preloaded to count the changes. */
    readonly by?: "dying-process.ts" | "dying-queries-process.ts";
  } = {},
): Dying {
  const told = join(makeFolder("changes"), "changes");
  const preload = join(import.meta.dirname, by);
  const child = spawn(process.execPath, ["--import", preload, ...args], {
    cwd,
    env: { ...process.env, ...env, [DIES_AT]: String(at), [CHANGES]: told },
    stdio: ["ignore", "pipe", "ignore"],
  });
  child.stdout.resume();
  const ended = once(child, "exit").then(([code, signal]) => ({
    code,
    signal,
    changes: readFileSync(told, "utf8").split("\n"),
  }));
  return { child, ended };
}

/** `count` changes spread over all from the first to the last. */
export function spread(count: number, total: number): number[] {
  return Array.from({ length: count }, (_, at) => 1 + Math.floor((at * (total - 1)) / (count - 1)));
}
