import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { Failure } from "../../../generator/base/problem.ts";
import { MAIL } from "../../../generator/deliver/send/keep.ts";
import { mailStorePath } from "../../../generator/store/mail/mail-store.ts";
import { openMailStore } from "../../../generator/store/mail/open.ts";
import { realWorld } from "../../../generator/world/disk.ts";
import { readersOf, send, storeWith } from "./room.ts";
import { smtpServer } from "./smtp-server.ts";

const ITEM = "2025-05-08/daily/en";

test("a disk that is full ends the run at once with all that was on its way written down or in doubt, and nothing sent twice later", async () => {
  const { home, store } = await storeWith(readersOf(400));
  // What is answered is kept with each mail, so that the store grows.
  const server = await smtpServer({ words: "2.0.0 ok ".repeat(40) });
  // Queues everybody, and sends a few.
  await send({ home, store }, server.port, { limit: 10 });
  const full = await fullStore(home);
  const stopped = await send({ home, store: full.store }, server.port).catch((error) => error);
  expect(stopped).toBeInstanceOf(Failure);
  expect((stopped as Failure).exit).toBe(3);
  expect((stopped as Failure).problems[0]).toMatchObject({ code: "store-full" });
  await full.close();
  const taken = server.taken.length;
  expect(taken).toBeGreaterThan(10);
  expect(taken).toBeLessThan(400);
  const last = await send({ home, store }, server.port);
  expect(last.counts.accepted + last.counts.uncertain).toBe(400);
  expect(last.counts.uncertain).toBeLessThanOrEqual(5);
  expect(new Set(server.taken).size).toBe(server.taken.length);
  expect(await store.deliveries.counts(MAIL, ITEM)).toEqual(last.counts);
});

/** The store as it is opened where the file cannot grow any more, as on a full disk (`max_page_count`, an error of its own kind: SQLITE_FULL). */
async function fullStore(home: string) {
  const path = mailStorePath(home);
  const { exec } = DatabaseSync.prototype;
  DatabaseSync.prototype.exec = function (this: DatabaseSync, sql: string) {
    exec.call(this, sql);
    if (sql.startsWith("PRAGMA secure_delete") && this.location() === path) {
      const pages = Number(this.prepare("PRAGMA page_count").get()?.["page_count"]);
      exec.call(this, `PRAGMA max_page_count = ${pages + 1}`);
    }
  };
  try {
    const store = await openMailStore(realWorld(), home);
    return { store, close: () => store.close() };
  } finally {
    DatabaseSync.prototype.exec = exec;
  }
}
