import { appendFileSync } from "node:fs";
import { randomFrom } from "../../generator/base/random.ts";
import { MAIL } from "../../generator/deliver/send/keep.ts";
import { openMailStore } from "../../generator/store/mail/open.ts";
import { realWorld } from "../../generator/world/disk.ts";
import { readersOf } from "../deliver/send/room.ts";
import { openSmtpServer, type Answer } from "../deliver/send/smtp-server.ts";
import { spawnWorker, type WorkerProcess } from "../jobs/spawn-worker.ts";
import { coldHome } from "../support/cli.ts";
import { startPostgres } from "../support/postgres.ts";
import { cli, pause, untilDone } from "./queue-tools.ts";

/**
 * An issue to 10,000 readers by four workers, one of which is killed 30 times while it sends, and the database five times:
 * `node test/bench/chaos-mails.ts [readers] [kills] [restarts]`. Nobody gets two and everybody is accounted for, or it ends with status 1.
 */
const [READERS = 10_000, KILLS = 30, RESTARTS = 5] = process.argv.slice(2).map(Number);

const CONNECTIONS = 5;

/** The more jobs share an issue, the sooner a worker that begins anew has one that waits for no worker that is gone. */
const SENDERS = 16;

/** So long the server takes for a mail, in milliseconds: the kills come within one issue. */
const TAKES_MS = 100;

/** So many mails at least go out between two kills. */
const MAILS = 50;

const DAY = "2025-05-08";
const ITEM = `${DAY}/daily/en`;

const random = randomFrom("chaos of mails");
const made = coldHome();
const home = made.folder;
const database = await startPostgres();
const server = await openSmtpServer({
  async data(): Promise<Answer> {
    await pause(TAKES_MS);
    return "take";
  },
});
appendFileSync(
  made.path("bellwether.yaml"),
  `
mail:
  from: { name: Test, address: daily@bellwether.example }
  postal: 1 Example Street
  transport: { smtp: { host: 127.0.0.1, port: ${server.port}, tls: "off", connections: ${CONNECTIONS} } }
`,
);
const env = {
  BELLWETHER_DATABASE: `${database.url}?schema=chaos`,
  BELLWETHER_MAIL_KEY: "k".repeat(40),
};
const world = { ...realWorld(), env };

const workers: WorkerProcess[] = [];
// However this program ends, none of them goes on.
process.on("exit", () => {
  for (const { child } of workers) child.kill("SIGKILL");
});
process.once("SIGTERM", () => process.exit(1));

try {
  cli(home, {}, ["daily", "--date", DAY]);
  cli(home, {}, ["database", "move", "--to", env.BELLWETHER_DATABASE, "--only", "archive"]);
  const readers = readersOf(READERS);
  const store = await openMailStore(world, home);
  for (let from = 0; from < READERS; from += 1000)
    await store.subscribers.add(readers.slice(from, from + 1000));
  await store.close();
  for (let at = 0; at < 4; at++) workers.push(spawnWorker(home, env));
  cli(home, env, ["send", "--edition", DAY, "--queue", "--senders", String(SENDERS)]);
  let [killed, restarted] = [0, 0];
  while (killed < KILLS) {
    const before = server.taken.length;
    const victim = await Promise.any(workers.map(sending));
    while (server.taken.length < before + MAILS) await pause(20);
    await pause(random() * 400);
    if (!isSending(victim)) continue;
    await victim.kill();
    workers.splice(workers.indexOf(victim), 1, spawnWorker(home, env));
    killed++;
    if (restarted < RESTARTS && killed >= ((restarted + 1) * KILLS) / (RESTARTS + 1)) {
      await database.kill();
      await database.start();
      restarted++;
    }
    process.stdout.write(`\r${killed} kills, ${restarted} restarts, ${server.taken.length} mails `);
  }
  const atLast = server.taken.length;
  await untilDone(home, env);
  const ledger = await openMailStore(world, home);
  const counts = await ledger.deliveries.counts(MAIL, ITEM);
  const page = await ledger.deliveries.page({ state: "uncertain", limit: READERS });
  await ledger.close();
  const inDoubt = new Set(page.map(({ recipient }) => recipient));
  const taken = new Set(server.taken);
  const twice = server.taken.length - taken.size;
  const lost = readers.filter(({ id, address }) => !inDoubt.has(id) && !taken.has(address)).length;
  const isAccounted = counts.accepted + counts.uncertain === READERS;
  process.stdout.write(
    `\n${READERS} readers, ${killed} kills while sending (the last after ${atLast} mails), ${restarted} restarts of the database: ${twice} twice, ${lost} lost, ${counts.accepted} accepted, ${counts.uncertain} in doubt\n`,
  );
  const isRight = twice === 0 && lost === 0 && isAccounted && inDoubt.size <= killed * CONNECTIONS;
  process.exitCode = isRight ? 0 : 1;
  await Promise.all(workers.map((each) => each.kill()));
} finally {
  await server.close();
  await database.stop();
  made[Symbol.dispose]();
}

/** A worker, once it sends; rejects where it was killed. */
async function sending(worker: WorkerProcess): Promise<WorkerProcess> {
  while (!isSending(worker)) {
    if (worker.child.signalCode !== null) throw new Error("killed");
    worker.mustLive();
    await pause(20);
  }
  return worker;
}

function isSending({ lines, child }: WorkerProcess): boolean {
  const last = lines.findLast(({ kind }) => kind);
  return child.signalCode === null && last?.msg === "begun" && last.kind === "send";
}
