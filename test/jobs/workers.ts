import { rmSync } from "node:fs";
import { onTestFinished } from "vitest";
import { openQueue, type Queue } from "../../generator/jobs/queue.ts";
import { standingOfQueue, type QueueStanding } from "../../generator/jobs/standing.ts";
import { storePath } from "../../generator/store/store.ts";
import { realWorld } from "../../generator/world/disk.ts";
import { cliHome, type CliHome } from "../support/cli.ts";
import { spawnWorker, type WorkerProcess } from "./spawn-worker.ts";

/** Starts a worker; it is killed after the test. */
export function startWorker(
  home: CliHome,
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): WorkerProcess {
  const worker = spawnWorker(home.folder, env, args);
  onTestFinished(() => worker.kill());
  return worker;
}

/** The same publication, without an edition and without a store. */
export function emptied(from: CliHome): CliHome {
  const home = cliHome(from);
  rmSync(storePath(home.folder));
  rmSync(home.path("content/editions"), { recursive: true });
  return home;
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
