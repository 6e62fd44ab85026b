import { expect, test } from "vitest";
import { lanesBy } from "../../../generator/deliver/send/lanes.ts";
import { readersOf, send, storeWith, waitingWorld } from "./room.ts";
import { smtpServer, type Answer } from "./smtp-server.ts";

// A file keeps its pace by the clock that these tests move on; a server by its own, which is held to by `test/store/delivery-contract.ts`.

test("what a server puts off is tried again later, and given up after two days", async () => {
  const room = await storeWith(readersOf(4));
  const asked = new Map<string, number>();
  const answers: Readonly<Record<string, Answer>> = {
    // This one closes the connection, and says nothing of the reader.
    "r0000@d0.example": [421, "4.7.0 closing"],
    "r0001@d1.example": [450, "4.2.1 greylisted, come back"],
    "r0002@d2.example": [454, "4.7.0 not now"],
  };
  const server = await smtpServer({
    rcpt(address) {
      const times = (asked.get(address) ?? 0) + 1;
      asked.set(address, times);
      return times > 2 && address !== "r0001@d1.example" ? "take" : (answers[address] ?? "take");
    },
  });
  const world = waitingWorld(60);
  const first = await send(room, server.port, { world });
  expect(first.counts).toMatchObject({ accepted: 2, deferred: 2 });
  expect(Date.parse(first.next!) - world.now()).toBeGreaterThan(0);
  const last = await send(room, server.port, { world, patienceMs: 50 * 3_600_000 });
  expect(last.counts).toMatchObject({ accepted: 3, refused: 1, deferred: 0 });
  expect(world.waited()).toBeGreaterThan(48 * 3_600_000);
  expect(asked.get("r0001@d1.example")).toBe(9);
  expect(last.answers).toEqual([
    { answer: "given up after 9 attempts: 450 4.2.1 greylisted, come back", count: 1 },
  ]);
  expect(new Set(server.taken).size).toBe(server.taken.length);
});

test("each domain gets as many mails a minute as it may", async () => {
  const room = await storeWith(readersOf(70));
  const world = waitingWorld();
  const times: number[] = [];
  const server = await smtpServer({
    taken: (address) => void (address.endsWith("@d0.example") && times.push(world.waited())),
  });
  const report = await send(room, server.port, { world, pace: { "d0.example": 2 } });
  expect(report.counts.accepted).toBe(70);
  expect(times.length).toBe(10);
  for (const [at, time] of times.entries()) expect(time).toBeGreaterThanOrEqual(at * 30_000);
  expect(world.waited()).toBeLessThan(10 * 30_000);
});

test("a provider that asks for fewer mails is left alone with all its domains", async () => {
  const lanes = lanesBy({ resolve: async () => ["gmail-smtp-in.l.google.com"] });
  const room = await storeWith(
    readersOf(6).map((each, at) => ({
      ...each,
      address: `${each.id}@${at < 3 ? "gmail.com" : "bakery.example"}`,
    })),
  );
  const world = waitingWorld();
  const asked: number[] = [];
  const server = await smtpServer({
    rcpt() {
      asked.push(world.waited());
      return asked.length === 1 ? [451, "4.7.28 too many from you"] : "take";
    },
  });
  const { counts } = await send(room, server.port, {
    world,
    lanes,
    smtp: { connections: 1 },
    patienceMs: 3_600_000,
  });
  expect(counts).toMatchObject({ accepted: 6 });
  expect(asked[1]! - asked[0]!).toBeGreaterThanOrEqual(60_000);
});
