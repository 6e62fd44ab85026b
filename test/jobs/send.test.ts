import { appendFileSync } from "node:fs";
import { once } from "node:events";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { MAIL } from "../../generator/deliver/send/keep.ts";
import { openMailStore } from "../../generator/store/mail/open.ts";
import type { MailStore } from "../../generator/store/mail/mail-store.ts";
import { realWorld } from "../../generator/world/disk.ts";
import { readersOf } from "../deliver/send/room.ts";
import {
  smtpServer,
  type Answer,
  type Behaviour,
  type Server,
} from "../deliver/send/smtp-server.ts";
import { CONNECTIONS } from "../deliver/send/usual.ts";
import { cliHome, run, smallHome, type CliHome } from "../support/cli.ts";
import { databaseHolding } from "../support/store.ts";
import { proxyTo } from "./proxy.ts";
import type { Line } from "./spawn-worker.ts";
import { queueOf, startWorker, untilDone } from "./workers.ts";

/** A publication with an edition that may be sent. */
let made: CliHome;

const DAY = "2025-05-08";
const ITEM = `${DAY}/daily/en`;
const QUEUED = ["send", "--edition", DAY, "--queue"];

beforeAll(async () => {
  made = smallHome();
  expect(await run(made, ["daily", "--date", DAY])).toMatchObject({ status: 0 });
});

afterAll(() => made?.[Symbol.dispose]());

interface Post {
  readonly home: CliHome;
  readonly env: Readonly<Record<string, string>>;
  readonly store: MailStore;
  readonly server: Server;
}

/** The publication on a database, with readers and a mail server of this machine's. */
async function post(readers: number, behaviour: Behaviour = {}, settings = ""): Promise<Post> {
  const home = cliHome(made);
  onTestFinished(() => home[Symbol.dispose]());
  const server = await smtpServer(behaviour);
  appendFileSync(
    home.path("bellwether.yaml"),
    `
mail:
  from: { name: Test, address: daily@bellwether.example }
  postal: 1 Example Street
  transport: { smtp: { host: 127.0.0.1, port: ${server.port}, tls: "off", connections: ${CONNECTIONS} } }
${settings}`,
  );
  const env = {
    BELLWETHER_DATABASE: await databaseHolding(home.folder),
    BELLWETHER_MAIL_KEY: "k".repeat(40),
  };
  const store = await openMailStore({ ...realWorld(), env }, home.folder);
  onTestFinished(() => store.close());
  await store.subscribers.add(readersOf(readers));
  return { home, env, store, server };
}

const begins = ({ msg, kind }: Line): boolean => msg === "begun" && kind === "send";

/** Nobody got two; whoever is not in doubt got one. Returns how many are in doubt. */
async function accounted({ store, server }: Post, readers: number): Promise<number> {
  const counts = await store.deliveries.counts(MAIL, ITEM);
  expect(counts).toMatchObject({ queued: 0, attempting: 0, deferred: 0, refused: 0 });
  expect(counts.accepted + counts.uncertain).toBe(readers);
  const uncertain = await store.deliveries.page({ state: "uncertain", limit: readers });
  const inDoubt = new Set(uncertain.map(({ recipient }) => recipient));
  const taken = new Set(server.taken);
  expect(taken.size).toBe(server.taken.length);
  const lost = readersOf(readers).filter(
    ({ id, address }) => !inDoubt.has(id) && !taken.has(address),
  );
  expect(lost).toEqual([]);
  return counts.uncertain;
}

test("two workers share the readers of an issue, and one that is killed in the middle is made up for: nobody gets two, everybody is accounted for", async () => {
  const READERS = 500;
  const { promise: middle, resolve: isMiddle } = Promise.withResolvers<void>();
  const { promise: both, resolve: areBoth } = Promise.withResolvers<void>();
  const there = await post(READERS, {
    async data(): Promise<Answer> {
      await both;
      await new Promise((done) => setTimeout(done, 20));
      return "take";
    },
    taken: () => void (there.server.taken.length === READERS / 2 && isMiddle()),
  });
  const { home, env, store } = there;
  const workers = [startWorker(home, env), startWorker(home, env)];
  for (const each of workers) await each.line(({ msg }) => msg === "ready");
  const none = await run(home, ["send", "--edition", "2025-05-07", "--queue"], env);
  expect(none).toMatchObject({ status: 2, stdout: "" });
  expect(none.stderr).toContain("(no-edition)");
  const put = await run(home, QUEUED, env);
  expect(put).toMatchObject({ status: 0, stderr: "" });
  expect(put.stdout).toBe(`${ITEM}: put in, for 2 senders. How they stand: bellwether jobs\n`);
  expect((await run(home, QUEUED, env)).stdout).toBe(`${ITEM}: in the queue already\n`);
  const onTheirWay = async (): Promise<number> =>
    (await store.deliveries.counts(MAIL, ITEM)).attempting;
  await expect.poll(onTheirWay).toBe(2 * CONNECTIONS);
  areBoth();
  await middle;
  await workers[0]!.kill();
  const { jobs } = await untilDone(await queueOf(home, env));
  expect(jobs.map(({ name, state }) => [name, state]).toSorted()).toEqual([
    [`issue ${DAY}, daily`, "done"],
    [`send ${ITEM}, sender 1 of 2`, "done"],
    [`send ${ITEM}, sender 2 of 2`, "done"],
  ]);
  expect(await accounted(there, READERS)).toBeLessThanOrEqual(CONNECTIONS);
  // What the one who was killed had sent stands in no report.
  const reports = await store.deliveries.reports(MAIL, ITEM);
  const told = reports.reduce(
    (sum, each) => sum + ((JSON.parse(each).run.accepted ?? 0) as number),
    0,
  );
  expect(told).toBeLessThan(READERS - 20);
});

test("the pace of mails holds for all workers together", async () => {
  const READERS = 200;
  /** Mails a second. */
  const PACE = 30;
  const times: number[] = [];
  const there = await post(
    READERS,
    { taken: () => void times.push(Date.now()) },
    `  pace: { all: ${PACE * 60} }`,
  );
  const { home, env } = there;
  const workers = [startWorker(home, env), startWorker(home, env)];
  for (const each of workers) await each.line(({ msg }) => msg === "ready");
  await run(home, QUEUED, env);
  const begun = await Promise.all(workers.map((each) => each.line(begins)));
  // Counted from the first claim: how late the first mail comes to the server is the machine's own affair.
  const first = Math.min(...begun.map(({ time }) => Date.parse(time)));
  await untilDone(await queueOf(home, env));
  expect(await accounted(there, READERS)).toBe(0);
  for (const [at, time] of times.entries())
    expect(at).toBeLessThanOrEqual(PACE + ((time - first) / 1000 + 0.5) * PACE);
});

test("a worker that is asked to stop within an issue leaves none in doubt, and another goes on", async () => {
  const { promise: middle, resolve: isMiddle } = Promise.withResolvers<void>();
  const there = await post(
    200,
    { taken: () => void (there.server.taken.length === 60 && isMiddle()) },
    "  pace: { all: 1800 }",
  );
  const { home, env } = there;
  const worker = startWorker(home, env);
  await run(home, [...QUEUED, "--senders", "1"], env);
  await middle;
  const gone = once(worker.child, "exit");
  worker.child.kill("SIGTERM");
  const { why } = await worker.line(({ msg }) => msg === "failed");
  expect(why).toContain("(job-stopped)");
  expect(await gone).toEqual([0, null]);
  expect(there.server.taken.length).toBeLessThan(200);
  startWorker(home, env);
  await untilDone(await queueOf(home, env));
  expect(await accounted(there, 200)).toBe(0);
});

test("a worker that is cut off from the database while it sends writes down what it has sent when it is back, and another goes on meanwhile", async () => {
  const { promise: middle, resolve: isMiddle } = Promise.withResolvers<void>();
  const there = await post(
    300,
    { taken: () => void (there.server.taken.length === 60 && isMiddle()) },
    "  pace: { all: 1800 }",
  );
  const { home, env } = there;
  const proxy = await proxyTo(env["BELLWETHER_DATABASE"]!);
  const cutOff = startWorker(home, { ...env, BELLWETHER_DATABASE: proxy.url });
  await run(home, [...QUEUED, "--senders", "1"], env);
  await middle;
  proxy.cut();
  const other = startWorker(home, env);
  await other.line(begins);
  proxy.mend();
  await cutOff.line(({ msg, kind }) => kind === "send" && msg !== "begun");
  await untilDone(await queueOf(home, env));
  expect(await accounted(there, 300)).toBe(0);
});

test("a server that refuses mail after mail is asked no more until a person has looked", async () => {
  let isMended = false;
  const there = await post(60, { rcpt: () => (isMended ? "take" : [554, "5.7.1 blocked"]) });
  const { home, env, store } = there;
  const worker = startWorker(home, env);
  await run(home, [...QUEUED, "--senders", "2"], env);
  // One comes after the other, and asks no further.
  const failed = (): unknown[] =>
    worker.lines.filter(({ msg, kind }) => msg === "failed" && kind === "send");
  await expect.poll(failed).toHaveLength(2);
  const { stdout, status } = await run(home, ["jobs"], env);
  expect(status).toBe(1);
  const [, id] = /^failed ([0-9a-f]{8}) .*refused 25 mails in a row.*\(mail-server\)/m.exec(
    stdout,
  )!;
  const { refused } = await store.deliveries.counts(MAIL, ITEM);
  expect(refused).toBeLessThan(25 + CONNECTIONS);
  isMended = true;
  expect(await run(home, ["jobs", "retry", id!], env)).toMatchObject({ status: 0 });
  await worker.line(({ msg, kind }) => msg === "done" && kind === "send");
  expect(await store.deliveries.counts(MAIL, ITEM)).toMatchObject({
    refused,
    accepted: 60 - refused,
  });
});

test("mails that are put off are gone on with when they are due", async () => {
  const there = await post(10, {
    rcpt: (address) => (address.startsWith("r0003") ? [451, "4.3.0 later"] : "take"),
  });
  const { home, env, store } = there;
  const worker = startWorker(home, env);
  await run(home, QUEUED, env);
  const done = [1, 2].map((part) =>
    worker.line(({ msg, name }) => msg === "done" && name === `send ${ITEM}, sender ${part} of 2`),
  );
  await Promise.all(done);
  const { next } = await store.deliveries.due(MAIL, ITEM);
  const queue = await queueOf(home, env);
  const later = await queue.rows(
    "SELECT start_after FROM SCHEMA.job WHERE singleton_key = $1",
    `send ${ITEM}`,
  );
  expect(later.map((row) => (row["start_after"] as Date).toISOString())).toEqual([next]);
});

test("an alert goes before a backfill that was put in earlier", async () => {
  const { home, env, server, store } = await post(
    0,
    {},
    "  formats: [daily, alert]\n  alertFrom: 1",
  );
  await store.subscribers.add(readersOf(3).map((each) => ({ ...each, formats: ["alert"] })));
  const past = ["--from", "2025-05-05", "--to", "2025-05-06"];
  expect(await run(home, ["backfill", "--queue", ...past], env)).toMatchObject({ status: 0 });
  const alert = ["send", "--edition", DAY, "--format", "alert", "--senders", "1", "--queue"];
  expect(await run(home, alert, env)).toMatchObject({ status: 0, stderr: "" });
  const worker = startWorker(home, env);
  await untilDone(await queueOf(home, env));
  const kinds = worker.lines.flatMap(({ msg, kind }) => (msg === "begun" ? [kind] : []));
  expect(kinds.slice(0, 2)).toEqual(["issue", "send"]);
  expect(kinds.slice(2)).toContain("edition");
  expect(server.taken.length).toBe(3);
});
