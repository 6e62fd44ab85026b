import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import type { Failure } from "../../generator/base/problem.ts";
import { mailStorePath } from "../../generator/store/mail/mail-store.ts";
import { openMailStore } from "../../generator/store/mail/open.ts";
import { MAIL_SCHEMA } from "../../generator/store/mail/sqlite/schema.ts";
import { openStore } from "../../generator/store/sqlite/open.ts";
import { temporaryFolder, worldAt } from "../gather/support.ts";
import { deliveryContract } from "./delivery-contract.ts";
import { mailContract, newcomer } from "./mail-contract.ts";

const world = worldAt("2025-07-01T00:00:00Z");

mailContract("SQLite", temporaryFolder, (home) => openMailStore(world, home));

deliveryContract("SQLite", temporaryFolder, (home) => openMailStore(world, home));

test("no byte of somebody who was forgotten stays in the file, however its pages were filled and split", async () => {
  const home = temporaryFolder();
  const store = await openMailStore(world, home);
  const ids = Array.from({ length: 3000 }, (_, index) => `${(index * 7919) % 3000}`);
  const forgotten = ids.filter((_, index) => index % 40 === 0);
  for (let at = 0; at < ids.length; at += 100)
    await store.subscribers.add(
      ids.slice(at, at + 100).map((id) =>
        newcomer(id, {
          address: `person-${id}-x@reader.example`,
          name: `Name-${id}-x ${"y".repeat((Number(id) * 31) % 300)}`,
        }),
      ),
    );
  for (const id of forgotten)
    await store.subscribers.choose(id, {
      name: `Other-${id}-x`,
      language: "en",
      timeZone: "Etc/UTC",
      formats: [],
      tags: ["z".repeat(200)],
    });
  await store.subscribers.remove(forgotten, { at: "2025-05-08T12:00:00.000Z", why: "forgotten" });
  const path = mailStorePath(home);
  const files = [path, `${path}-wal`, `${path}-shm`].filter((file) => existsSync(file));
  const bytes = files.map((file) => readFileSync(file, "latin1")).join("");
  const kept = ids.filter((id) => !forgotten.includes(id));
  expect(kept.filter((id) => !bytes.includes(`person-${id}-x@`))).toEqual([]);
  const traces = (id: string) =>
    [`Name-${id}-x`, `Other-${id}-x`, `person-${id}-x@`].filter((text) =>
      bytes.replaceAll(`mark of person-${id}-x@`, "").includes(text),
    );
  expect(forgotten.flatMap(traces)).toEqual([]);
  await store.close();
});

test("a store of another kind and a damaged one are refused with what to do about them", async () => {
  const home = temporaryFolder();
  const path = mailStorePath(home);
  mkdirSync(dirname(path));
  await (await openStore(world, path)).close();
  const refusal = async () =>
    (await openMailStore(world, home).catch((error: unknown) => error)) as Failure;
  expect((await refusal()).problems[0]?.code).toBe("foreign-store");
  new DatabaseSync(path).exec("PRAGMA application_id = 0x4d61696c; PRAGMA user_version = 99");
  expect((await refusal()).problems[0]).toMatchObject({
    code: "store-version",
    advice: "Nothing was changed. Use the Bellwether that made it.",
  });
  writeFileSync(path, "no database at all, whatever it may be called");
  expect((await refusal()).problems[0]).toMatchObject({
    code: "damaged-store",
    file: path,
    advice: "Nothing was deleted. Put a copy of it from a backup in its place.",
  });
});

test("a store of an earlier version keeps its reports and its confirmations in their order", async () => {
  const home = temporaryFolder();
  const path = mailStorePath(home);
  mkdirSync(dirname(path));
  const before = new DatabaseSync(path);
  for (const step of MAIL_SCHEMA.steps.slice(0, 2)) before.exec(step);
  before.exec(`
    PRAGMA application_id = ${MAIL_SCHEMA.applicationId};
    PRAGMA user_version = 2;
    INSERT INTO item (id, channel, item, body) VALUES (1, 'mail', 'one', ''), (2, 'mail', 'two', '');
    INSERT INTO report VALUES (1, '2025-05-09', 'second'), (2, '2025-05-08', 'other'), (1, '2025-05-08', 'first');
    INSERT INTO subscriber (id, address, normal, mark, language, time_zone, formats, tags, state)
      VALUES ('a', 'a@b.example', 'a@b.example', 'm', 'en', 'Etc/UTC', '[]', '[]', 'pending');
    INSERT INTO confirmation VALUES ('a', '2025-05-08'), ('a', '2025-05-08')`);
  before.close();
  const store = await openMailStore(world, home);
  expect(await store.deliveries.reports("mail", "one")).toEqual(["first", "second"]);
  await store.deliveries.report("mail", "one", "2025-05-08", "third");
  expect(await store.deliveries.reports("mail", "one")).toEqual(["first", "second", "third"]);
  const about = { at: "2025-05-09", since: "2025-05-01", limit: 3 };
  expect(await store.subscribers.mayConfirm("a", about)).toBe(true);
  expect(await store.subscribers.mayConfirm("a", about)).toBe(false);
  await store.close();
});
