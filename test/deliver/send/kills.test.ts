import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, test } from "vitest";
import { randomFrom } from "../../../generator/base/random.ts";
import { MAIL } from "../../../generator/deliver/send/keep.ts";
import { startDying } from "../../support/kills.ts";
import { databaseOf } from "../../support/store.ts";
import { readersOf, storeWith } from "./room.ts";
import { smtpServer, type Answer } from "./smtp-server.ts";
import { CONNECTIONS } from "./usual.ts";

const ITEM = "2025-05-08/daily/en";
const READERS = 3000;
/** So many at a step of a conversation, as many at a change to the disk. */
const KILLS = 10;
/** Within so many mails of the beginning of its process each kill comes: there are always more to send. */
const WITHIN = 120;

/** Steps of a conversation at which the sender dies. */
const STEPS = ["rcpt", "data", "taken"] as const;

test("twenty kills within a send to three thousand: nobody gets two, everybody is accounted for", async () => {
  const readers = readersOf(READERS);
  const { home, store } = await storeWith(readers);
  const env = await databaseOf(home);
  /** The process that is to be killed, and after how many mails at which step. */
  let victim: { child: ChildProcess; after: number; step: (typeof STEPS)[number] } | undefined;
  const strike = (step: (typeof STEPS)[number]): Answer => {
    if (victim?.step !== step || --victim.after > 0) return "take";
    victim.child.kill("SIGKILL");
    victim = undefined;
    // A server that has a mail has taken it, though nobody hears of it any more.
    return step === "rcpt" ? "silence" : "take";
  };
  const server = await smtpServer({
    rcpt: () => strike("rcpt"),
    data: () => strike("data"),
    taken: () => void strike("taken"),
  });
  const program = [join(import.meta.dirname, "send-process.ts"), home, String(server.port)];
  const begin = (): ChildProcess =>
    spawn(process.execPath, program, { env: { ...process.env, ...env }, stdio: "ignore" });
  const random = randomFrom("twenty kills");
  const within = (): number => 1 + Math.floor(random() * WITHIN);
  const inDoubt: number[] = [];
  const { deliveries } = store;
  const after = async (signal: unknown): Promise<void> => {
    expect(signal).toBe("SIGKILL");
    inDoubt.push((await deliveries.counts(MAIL, ITEM)).attempting);
    expect(new Set(server.taken).size).toBe(server.taken.length);
  };
  for (let kill = 0; kill < KILLS; kill++) {
    const child = begin();
    victim = { child, after: within(), step: STEPS[kill % STEPS.length]! };
    await after((await once(child, "exit"))[1]);
    await after((await startDying(program, 10 + within(), { env }).ended).signal);
  }
  expect(await once(begin(), "exit")).toEqual([0, null]);
  const counts = await deliveries.counts(MAIL, ITEM);
  expect(Math.max(...inDoubt)).toBeLessThanOrEqual(CONNECTIONS);
  expect(inDoubt.filter((count) => count > 0).length).toBeGreaterThan(KILLS / 2);
  expect(counts).toMatchObject({ queued: 0, attempting: 0, deferred: 0, refused: 0 });
  expect(counts.accepted + counts.uncertain).toBe(READERS);
  // Each in doubt is named, and each other mail is at the server, once.
  const uncertain = await deliveries.page({ state: "uncertain", limit: READERS });
  expect(uncertain.length).toBe(inDoubt.reduce((sum, count) => sum + count, 0));
  const doubtful = new Set(uncertain.map(({ recipient }) => recipient));
  const taken = new Set(server.taken);
  expect(taken.size).toBe(server.taken.length);
  const lost = readers.filter(({ id, address }) => !doubtful.has(id) && !taken.has(address));
  expect(lost).toEqual([]);
});
