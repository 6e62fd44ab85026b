import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { randomFrom } from "../../generator/base/random.ts";
import { openQueue } from "../../generator/jobs/queue.ts";
import { standingOfQueue } from "../../generator/jobs/standing.ts";
import { realWorld } from "../../generator/world/disk.ts";
import { spawnWorker, type WorkerProcess } from "../jobs/spawn-worker.ts";
import { CLI } from "../support/cli.ts";
import { startPostgres } from "../support/postgres.ts";
import { makeTickers } from "../support/tickers/make.ts";

/**
 * Ten editions by four workers, one of which is killed within a job 30 times, and the database five times: `node test/bench/chaos.ts
 * [kills] [restarts]`. The editions are those of one calm process, to the byte, or it ends with status 1. A kill counts where the job
 * that it fell into was not done; the work is put in again until there were enough.
 */
const [KILLS = 30, RESTARTS = 5] = process.argv.slice(2).map(Number);

const RANGE = ["--from", "2025-04-29", "--to", "2025-05-08"];

const random = randomFrom("chaos");
const folder = mkdtempSync(join(tmpdir(), "bellwether-chaos-"));
const [calm, home] = [join(folder, "calm"), join(folder, "home")];
makeTickers(calm, { count: 20, until: "2025-05-07", sessions: 750 });
cpSync(calm, home, { recursive: true });
const server = await startPostgres();
const env = { BELLWETHER_DATABASE: `${server.url}?schema=chaos` };

const workers: WorkerProcess[] = [];
// However this program ends, none of them goes on.
process.on("exit", () => {
  for (const { child } of workers) child.kill("SIGKILL");
});
process.once("SIGTERM", () => process.exit(1));

try {
  cli(calm, {}, ["backfill", ...RANGE]);
  for (let at = 0; at < 4; at++) workers.push(spawnWorker(home, env));
  let [killed, restarted, rounds] = [0, 0, 0];
  while (killed < KILLS || rounds === 0) {
    rounds++;
    cli(home, env, ["backfill", "--queue", ...RANGE]);
    const isOver = untilDone();
    while (killed < KILLS) {
      const holder = await Promise.race([isOver, Promise.any(workers.map(holding))]);
      if (!holder) break;
      await pause(random() * 400);
      const isWithin = isHolding(holder);
      await holder.kill();
      workers.splice(workers.indexOf(holder), 1, spawnWorker(home, env));
      if (isWithin) killed++;
      if (isWithin && restarted < RESTARTS && killed >= ((restarted + 1) * KILLS) / RESTARTS - 2) {
        await server.kill();
        await server.start();
        restarted++;
      }
      process.stdout.write(`\r${killed} kills, ${restarted} restarts, ${rounds} rounds `);
    }
    await isOver;
  }
  const isSame = isDeepStrictEqual(editionsOf(calm), editionsOf(home));
  cli(home, env, ["audit", "verify"]);
  process.stdout.write(
    `\n${killed} kills within jobs, ${restarted} restarts of the database, ${editionsOf(home).size} files: ${isSame ? "the same to the byte" : "NOT the same"}\n`,
  );
  process.exitCode = isSame ? 0 : 1;
  await Promise.all(workers.map((each) => each.kill()));
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** A worker, once it is within a job; rejects where it was killed. */
async function holding(worker: WorkerProcess): Promise<WorkerProcess> {
  while (!isHolding(worker)) {
    if (worker.child.signalCode !== null) throw new Error("killed");
    await pause(20);
  }
  return worker;
}

function isHolding({ lines, child }: WorkerProcess): boolean {
  return child.signalCode === null && lines.findLast(({ kind }) => kind)?.msg === "begun";
}

async function untilDone(): Promise<undefined> {
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

function editionsOf(place: string): Map<string, string> {
  const editions = join(place, "content/editions");
  const names = readdirSync(editions, { recursive: true, encoding: "utf8" });
  const files = names.filter((name) => /\.(md|json)$/.test(name));
  return new Map(
    files.toSorted().map((name) => [name, readFileSync(join(editions, name), "utf8")]),
  );
}

function cli(place: string, its: Readonly<Record<string, string>>, args: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    cwd: place,
    env: { ...process.env, ...its },
    encoding: "utf8",
  });
  if (status === null || status > 1) throw new Error(stderr);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
