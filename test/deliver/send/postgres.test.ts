import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { MAIL } from "../../../generator/deliver/send/keep.ts";
import { openMailSchema } from "../../../generator/store/mail/postgres/open.ts";
import type { MailStore } from "../../../generator/store/mail/mail-store.ts";
import { makeFolder } from "../../support/room.ts";
import { spread, startDying } from "../../support/kills.ts";
import { freshSchema, placeAt, startPostgres } from "../../support/postgres.ts";
import { readersOf, send } from "./room.ts";
import { smtpServer, type Answer } from "./smtp-server.ts";
import { CONNECTIONS } from "./usual.ts";

const ITEM = "2025-05-08/daily/en";

const PROGRAM = join(import.meta.dirname, "send-process.ts");

async function opened(url: string): Promise<MailStore> {
  const store = await openMailSchema(placeAt(url), { milliseconds: 20_000 });
  onTestFinished(() => store.close());
  return store;
}

test("senders on several machines share one list, and are killed within their work: nobody gets two, everybody is accounted for", async () => {
  const readers = readersOf(1000);
  const url = await freshSchema();
  const { subscribers, deliveries } = await opened(url);
  await subscribers.add(readers);
  const server = await smtpServer();
  const env = { BELLWETHER_DATABASE: url };
  // Each machine has a folder of its own, and sees nothing of the other's.
  const program = (): string[] => [PROGRAM, makeFolder("machine"), String(server.port)];
  const whole = startDying(program(), 40, { env, by: "dying-queries-process.ts" });
  expect((await whole.ended).signal).toBe("SIGKILL");
  for (const dies of spread(3, 200)) {
    const pair = [dies + 12, dies + 31].map((at) =>
      startDying(program(), at, { env, by: "dying-queries-process.ts" }),
    );
    for (const { ended } of pair) expect((await ended).signal).toBe("SIGKILL");
    expect(new Set(server.taken).size).toBe(server.taken.length);
  }
  expect(server.taken.length).toBeLessThan(readers.length);
  const last = [1, 2, 3].map(() => {
    const whole = { env: { ...process.env, ...env }, stdio: "ignore" } as const;
    const child = spawn(process.execPath, program(), whole);
    onTestFinished(() => void child.kill("SIGKILL"));
    return once(child, "exit");
  });
  expect(await Promise.all(last)).toEqual([1, 2, 3].map(() => [0, null]));
  const counts = await deliveries.counts(MAIL, ITEM);
  expect(counts).toMatchObject({ queued: 0, attempting: 0, deferred: 0, refused: 0 });
  expect(counts.accepted + counts.uncertain).toBe(readers.length);
  expect(counts.uncertain).toBeLessThanOrEqual(7 * CONNECTIONS);
  const doubtful = await deliveries.page({ state: "uncertain", limit: readers.length });
  const inDoubt = new Set(doubtful.map(({ recipient }) => recipient));
  const taken = new Set(server.taken);
  expect(taken.size).toBe(server.taken.length);
  expect(readers.filter(({ id, address }) => !inDoubt.has(id) && !taken.has(address))).toEqual([]);
});

test("a database that is killed while mails go out and comes back costs no mail, and leaves none in doubt", async () => {
  const database = await startPostgres();
  onTestFinished(() => database.stop());
  const url = await freshSchema(database.url);
  const readers = readersOf(300);
  const store = await opened(url);
  await store.subscribers.add(readers);
  const kills = new Set([40, 150]);
  let restarts: Promise<void> = Promise.resolve();
  const server = await smtpServer({
    async data(): Promise<Answer> {
      if (kills.delete(server.taken.length))
        restarts = restarts.then(() => database.kill()).then(() => database.start());
      return "take";
    },
  });
  const report = await send({ home: makeFolder("machine"), store }, server.port);
  await restarts;
  expect(kills.size).toBe(0);
  expect(report.counts).toMatchObject({ accepted: 300, uncertain: 0, attempting: 0, queued: 0 });
  expect(server.taken.length).toBe(300);
  expect(new Set(server.taken).size).toBe(300);
});
