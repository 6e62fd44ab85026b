import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { randomFrom } from "../../generator/base/random.ts";
import { spawnWorker, type WorkerProcess } from "../jobs/spawn-worker.ts";
import { cliHome, coldHome, type CliHome } from "../support/cli.ts";
import { openProxy } from "../jobs/proxy.ts";
import { startPostgres } from "../support/postgres.ts";
import { makeTickers } from "../support/tickers/make.ts";
import { cli, pause, untilDone } from "./queue-tools.ts";

/**
 * Ten editions by four workers, one of which is killed within a job 30 times, and the database five times, while a fifth is cut off from
 * the database for a minute within a job: `node test/bench/chaos.ts [kills] [restarts]`. The editions are those of one calm process, to
 * the byte, or it ends with status 1. A kill counts where the job that it fell into was not done; the work is put in again until there
 * were enough. With a third argument it is one edition of so many made shares, whose subjects workers part: `node test/bench/chaos.ts 30 5 1000`.
 */
const [KILLS = 30, RESTARTS = 5, SHARES = 0] = process.argv.slice(2).map(Number);

/** So long a worker is cut off, in milliseconds. */
const CUT_MS = 60_000;

/** So often a job is hit in one round. */
const HITS = 2;

const TO = "2025-05-08";
const RANGE = ["--from", SHARES > 0 ? TO : "2025-04-29", "--to", TO];

const random = randomFrom("chaos");
const [made, copy] = SHARES > 0 ? [sharesHome(), sharesHome()] : coldHomes();
const [calm, home] = [made.folder, copy.folder];
const server = await startPostgres();
const env = { BELLWETHER_DATABASE: `${server.url}?schema=chaos` };

const proxy = await openProxy(env.BELLWETHER_DATABASE);
const cutOff = spawnWorker(home, { BELLWETHER_DATABASE: proxy.url });
const workers: WorkerProcess[] = [];
// However this program ends, none of them goes on.
process.on("exit", () => {
  for (const { child } of [...workers, cutOff]) child.kill("SIGKILL");
});
process.once("SIGTERM", () => process.exit(1));

try {
  cli(calm, {}, ["backfill", ...RANGE]);
  for (let at = 0; at < 4; at++) workers.push(spawnWorker(home, env));
  let [killed, restarted, rounds] = [0, 0, 0];
  const cuts: string[] = [];
  const cut = cutWithinJob().then((name) => cuts.push(name));
  while (killed < KILLS || rounds === 0 || cuts.length === 0) {
    rounds++;
    cli(home, env, ["backfill", "--queue", ...RANGE]);
    const isOver = untilDone(home, env);
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
  await cut;
  const isSame = isDeepStrictEqual(editionsOf(calm), editionsOf(home));
  cli(home, env, ["audit", "verify"], 0);
  process.stdout.write(
    `\n${killed} kills within jobs, ${restarted} restarts of the database, a worker cut off for ${CUT_MS / 1000} s within "${cuts.join()}", ${editionsOf(home).size} files: ${isSame ? "the same to the byte" : "NOT the same"}\n`,
  );
  process.exitCode = isSame ? 0 : 1;
  await Promise.all([...workers, cutOff].map((each) => each.kill()));
} finally {
  proxy.close();
  await server.stop();
  made[Symbol.dispose]();
  copy[Symbol.dispose]();
}

function coldHomes(): readonly [CliHome, CliHome] {
  const cold = coldHome();
  return [cold, cliHome(cold)];
}

/** A publication of made shares, in a folder of its own. */
function sharesHome(): Pick<CliHome, "folder"> & Disposable {
  const folder = mkdtempSync(join(tmpdir(), "bellwether-chaos-"));
  makeTickers(folder, { count: SHARES, until: "2025-05-07", sessions: 120 });
  return {
    folder,
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A worker, once it is within a job; rejects where it was killed. */
async function holding(worker: WorkerProcess): Promise<WorkerProcess> {
  while (!isHolding(worker)) {
    if (worker.child.signalCode !== null) throw new Error("killed");
    worker.mustLive();
    await pause(20);
  }
  return worker;
}

/** Cuts a worker off within a job, and connects it again; the name of the job that it lost. Afterwards it works on. */
async function cutWithinJob(): Promise<string> {
  for (;;) {
    await holding(cutOff);
    proxy.cut();
    const from = cutOff.lines.length;
    await pause(CUT_MS);
    const lost = cutOff.lines.slice(from - 1).find(({ msg }) => msg === "lost");
    proxy.mend();
    if (lost?.name !== undefined) return lost.name;
    await pause(1000);
  }
}

/** Within a job that was not hit more than a few times: what is hit again and again is put off ever longer, and given up in the end. */
function isHolding({ lines, child }: WorkerProcess): boolean {
  const last = lines.findLast(({ kind }) => kind);
  return child.signalCode === null && last?.msg === "begun" && (last.retries ?? 0) < HITS;
}

function editionsOf(place: string): Map<string, string> {
  const editions = join(place, "content/editions");
  const names = readdirSync(editions, { recursive: true, encoding: "utf8" });
  const files = names.filter((name) => /\.(md|json)$/.test(name));
  return new Map(
    files.toSorted().map((name) => [name, readFileSync(join(editions, name), "utf8")]),
  );
}
