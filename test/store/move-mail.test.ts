import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { MailStore } from "../../generator/store/mail/mail-store.ts";
import { openMailSchema } from "../../generator/store/mail/postgres/open.ts";
import { MAIL_TABLES } from "../../generator/store/mail/sql/tables.ts";
import { openMailFile } from "../../generator/store/mail/sqlite/open.ts";
import type { Moved } from "../../generator/store/move/move.ts";
import { realWorld } from "../../generator/world/disk.ts";
import { temporaryFolder } from "../gather/support.ts";
import { ended } from "../support/ended.ts";
import { spread, startDying } from "../support/kills.ts";
import { freshSchema, placeAt } from "../support/postgres.ts";
import { newcomer } from "./mail-contract.ts";

// Each test waits for several processes.

const MOVER = join(import.meta.dirname, "move-process.ts");
const PATIENCE = { milliseconds: 5000 };
const NOON = "2025-05-08T12:00:00.000Z";
const LATER = "2025-05-08T13:00:00.000Z";
const ITEM = ["mail", "2025-05-08/daily/en"] as const;

const newFile = (): string => join(temporaryFolder(), "mail.db");

async function at(place: string): Promise<MailStore> {
  const store = await (place.startsWith("/")
    ? openMailFile(realWorld(), place, PATIENCE)
    : openMailSchema(placeAt(place), PATIENCE));
  onTestFinished(() => store.close());
  return store;
}

/** Something in every table, and more than a batch in one. */
async function fill(place: string): Promise<void> {
  const { subscribers, deliveries } = await at(place);
  const people = Array.from({ length: 300 }, (_, count) =>
    newcomer(`p${count}`, {
      state: count % 3 === 0 ? "pending" : "active",
      ...(count % 2 === 0 && { name: `„größer“ ${count} 😀 \\\\N "` }),
      ...(count % 5 === 0 && { consent: { at: NOON, origin: "form" } }),
    }),
  );
  await subscribers.add(people);
  await subscribers.bounced("p1", { report: "r", at: NOON, kind: "soft" }, NOON);
  for (const limit of [1, 2]) await subscribers.mayConfirm("p0", { at: NOON, since: NOON, limit });
  await subscribers.suppress(["a mark"], { at: NOON, why: "complaint" });
  await subscribers.mayTry([{ name: "all", limit: 9 }], { at: NOON, since: NOON });
  await deliveries.keep("mastodon", "another", "body");
  await deliveries.keep(...ITEM, "b".repeat(100_000));
  for (let from = 0; from < 11_000; from += 1000) {
    const rows = Array.from({ length: 1000 }, (_, count) => ({
      recipient: `r${from + count}`,
      lane: `d${count % 7}.example`,
      ...(count % 11 === 0 && { next: LATER }),
    }));
    await deliveries.queue(...ITEM, rows, NOON, from === 10_000);
  }
  const claimed = await deliveries.claim(...ITEM, { now: NOON, limit: 40, sender: "one" });
  const ending = claimed.slice(5).map((row) => ({ ...row, answer: "250 ok" }));
  await deliveries.settle(
    ending.map((row) => ({ ...row, state: "accepted" })),
    ["attempting"],
  );
  const [last] = claimed;
  const refused = { ...last!, state: "refused", answer: "554 spam", said: "refused" } as const;
  await deliveries.claim(...ITEM, { now: NOON, limit: 0, sender: "one", ended: [refused] });
  for (const text of ["one", "two"]) await deliveries.report(...ITEM, NOON, text);
}

/** All that the port says of it. */
async function contents(place: string) {
  const { subscribers, deliveries } = await at(place);
  const people = await subscribers.page({ limit: 1000 });
  return {
    people,
    histories: await Promise.all(people.map(({ id }) => subscribers.history(id))),
    suppressed: await subscribers.suppressed(["a mark"]),
    items: await deliveries.items(),
    counts: await deliveries.counts(...ITEM),
    due: await deliveries.due(...ITEM),
    attempting: await deliveries.page({ state: "attempting", limit: 100 }),
    accepted: await deliveries.page({ state: "accepted", limit: 100 }),
    queued: await deliveries.page({ state: "queued", limit: 20_000 }),
    reports: await deliveries.reports(...ITEM),
    refusals: await deliveries.refusals(...ITEM),
  };
}

async function move(from: string, to: string): Promise<Moved> {
  const words = [MOVER, from, to, "subscribers"];
  const { status, stdout, stderr } = await ended(process.execPath, words, "/tmp");
  expect([status, stderr]).toEqual([0, ""]);
  return JSON.parse(stdout) as Moved;
}

test("subscribers and the ledger are the same on a server and, as a backup, back in a file that nobody else reads", async () => {
  const [file, server, backup] = [newFile(), await freshSchema(), newFile()];
  await fill(file);
  const there = await move(file, server);
  expect(there.proofs.map(({ table, rows }) => [table, rows > 0])).toEqual(
    MAIL_TABLES.map(({ name }) => [name, true]),
  );
  expect(there.proofs.find(({ table }) => table === "delivery")?.rows).toBe(11_000);
  expect((await move(server, backup)).proofs).toEqual(there.proofs);
  const before = await contents(file);
  expect(await contents(server)).toEqual(before);
  expect(statSync(backup).mode & 0o777).toBe(0o600);
  expect(existsSync(`${backup}.moving`)).toBe(false);
  // Restored to another server, it is sent on from where it was.
  const restored = await freshSchema();
  expect((await move(backup, restored)).proofs).toEqual(there.proofs);
  expect(await contents(restored)).toEqual(before);
  const { subscribers, deliveries } = await at(restored);
  const claim = { now: NOON, limit: 99_999, sender: "other" };
  const sent = new Set(before.accepted.map(({ recipient }) => recipient));
  const claimed = await deliveries.claim(...ITEM, claim);
  expect(claimed.length).toBe(before.queued.filter(({ next }) => next === undefined).length);
  expect(claimed.filter(({ recipient }) => sent.has(recipient))).toEqual([]);
  expect(await deliveries.keep("mail", "next", "body")).toMatchObject({ body: "body" });
  expect(await subscribers.add([newcomer("new")])).toEqual(new Set(["new"]));
});

test("a move of them that is killed goes on where it was", async () => {
  const [file, to] = [newFile(), await freshSchema()];
  await fill(file);
  const options = { by: "dying-queries-process.ts" } as const;
  const all = startDying([MOVER, file, to, "subscribers"], Infinity, options);
  const { code, changes } = await all.ended;
  expect(code).toBe(0);
  const whole = await contents(file);
  let resumed = 0;
  for (const dies of spread(4, changes.length - 2)) {
    const server = await freshSchema();
    const dying = startDying([MOVER, file, server, "subscribers"], dies, options);
    expect((await dying.ended).signal).toBe("SIGKILL");
    resumed += (await move(file, server)).resumed;
    expect(await contents(server)).toEqual(whole);
  }
  expect(resumed).toBeGreaterThan(0);
});

test("nobody writes to a list that is moved away from a server meanwhile", async () => {
  const [file, server, back] = [newFile(), await freshSchema(), newFile()];
  await fill(file);
  await move(file, server);
  const store = await at(server);
  const [moved] = await Promise.all([
    move(server, back),
    ...Array.from({ length: 50 }, (_, count) => store.subscribers.add([newcomer(`late${count}`)])),
  ]);
  // Whoever comes while it is read waits, and is in one of the two alone or in both.
  const kept = moved.proofs.find(({ table }) => table === "subscriber")!.rows;
  const here = (await (await at(back)).subscribers.page({ limit: 1000 })).length;
  expect(here).toBe(kept);
  expect((await store.subscribers.page({ limit: 1000 })).length).toBe(350);
});
