import { spawnSync } from "node:child_process";
import { openQueue } from "../../generator/jobs/queue.ts";
import { standingOfQueue } from "../../generator/jobs/standing.ts";
import { realWorld } from "../../generator/world/disk.ts";
import { CLI } from "../support/cli.ts";

export type Env = Readonly<Record<string, string>>;

/** Runs a command in a publication's folder; throws where it ends with another status than this or a better one. */
export function cli(home: string, env: Env, args: readonly string[], worst: 0 | 1 = 1): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    cwd: home,
    env: { ...process.env, ...env },
    encoding: "utf8",
    maxBuffer: 1e9,
  });
  if (status === null || status > worst) throw new Error(stdout + stderr);
}

/** Resolves when all jobs are done, also where the database is away meanwhile; rejects where one failed for good. */
export async function untilDone(home: string, env: Env): Promise<undefined> {
  for (;;) {
    await pause(500);
    const queue = await openQueue({ ...realWorld(), env }, home).catch(() => undefined);
    const standing = queue && (await standingOfQueue(queue).catch(() => undefined));
    await queue?.close();
    const failed = standing?.jobs.filter(({ state }) => state === "failed") ?? [];
    if (failed.length > 0) throw new Error(failed.map(({ said }) => said).join("\n"));
    if (standing?.jobs.every(({ state }) => state === "done")) return undefined;
  }
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
