import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { openMailStore } from "../../generator/store/mail/open.ts";
import { openMailSchema } from "../../generator/store/mail/postgres/open.ts";
import { mailStorePath, type MailStore } from "../../generator/store/mail/mail-store.ts";
import { openPostgres } from "../../generator/store/postgres/open.ts";
import { sessionLock } from "../../generator/store/postgres/transaction.ts";
import { realWorld } from "../../generator/world/disk.ts";
import { refusalOf, temporaryFolder } from "../gather/support.ts";
import { freshSchema, placeAt, readerOf, sharedPostgres, sqlClient } from "../support/postgres.ts";
import { deliveryContract } from "./delivery-contract.ts";
import { mailContract, newcomer } from "./mail-contract.ts";

const server = await sharedPostgres();
let places = 0;
const place = (): string => `${server}?schema=mail_${++places}`;
const open = (url: string): Promise<MailStore> =>
  openMailSchema(placeAt(url), { milliseconds: 20_000 });

mailContract("Postgres", place, open);

deliveryContract("Postgres", place, open);

const NOON = "2025-05-08T12:00:00.000Z";
const ITEM = ["mail", "2025-05-08/daily/en"] as const;

async function opened(url: string): Promise<MailStore> {
  const store = await open(url);
  onTestFinished(() => store.close());
  return store;
}

/** The same schema as whoever looks after the server sees it. */
const mailUrl = (url: string): string => `${url}__mail`;

function codeOf(failure: { readonly problems: readonly { readonly code: string }[] }) {
  return failure.problems[0]?.code;
}

test("two publishers in one database have lists and ledgers of their own", async () => {
  const [one, other] = [await opened(await freshSchema()), await opened(await freshSchema())];
  await one.subscribers.add([newcomer("a")]);
  await one.subscribers.suppress(["a mark"], { at: NOON, why: "complaint" });
  await one.deliveries.keep(...ITEM, "body");
  const sender = await one.deliveries.enter("s");
  await one.deliveries.queue(...ITEM, [{ recipient: "a", lane: "" }], NOON);
  await one.deliveries.claim(...ITEM, { now: NOON, limit: 1, sender: "s" });
  expect(await other.subscribers.byId("a")).toBeUndefined();
  expect((await other.subscribers.suppressed(["a mark"])).size).toBe(0);
  expect(await other.deliveries.items()).toEqual([]);
  expect(await other.deliveries.abandon(NOON)).toBe(0);
  // Who is there by the same name at the other is nobody here.
  await sender.leave();
  const namesake = await other.deliveries.enter("s");
  expect(await one.deliveries.abandon(NOON)).toBe(1);
  await namesake.leave();
});

test("the list lies beside the archive in a schema of its own, whose name has room", async () => {
  const url = `${server}?schema=${"long".repeat(12)}_x`;
  const archive = await openPostgres(placeAt(url));
  onTestFinished(() => archive.close());
  const store = await opened(url);
  await store.subscribers.add([newcomer("a")]);
  const client = await sqlClient(url);
  const { rows } = await client.query(`SELECT id FROM ${placeAt(url).schema}__mail.subscriber`);
  expect(rows).toEqual([{ id: "a" }]);
});

test("a list that comes from a publication's new name is not begun beside another", async () => {
  const url = await freshSchema();
  await opened(url);
  const failure = await refusalOf(() =>
    openMailSchema(
      { ...placeAt(url), schema: "another_name", isSchemaNamed: false },
      { milliseconds: 100 },
    ),
  );
  expect(codeOf(failure)).toBe("database-schema");
  expect(failure.problems[0]?.advice).not.toContain("__mail");
});

test("a list on the server is not begun where one in a file would be left behind", async () => {
  const home = mkdtempSync(join(temporaryFolder(), "home-"));
  const url = await freshSchema();
  const world = { ...realWorld(), env: { BELLWETHER_DATABASE: url } };
  const file = await openMailStore({ ...world, env: {} }, home);
  await file.close();
  const failure = await refusalOf(() => openMailStore(world, home));
  expect(codeOf(failure)).toBe("database-empty");
  expect(failure.message).toContain(mailStorePath(home));
  const elsewhere = mkdtempSync(join(temporaryFolder(), "home-"));
  writeFileSync(join(elsewhere, "bellwether.yaml"), `database: ${url}\n`);
  const store = await openMailStore({ ...world, env: {} }, elsewhere);
  onTestFinished(() => store.close());
  await store.subscribers.add([newcomer("a")]);
  expect(await (await opened(url)).subscribers.byId("a")).toBeDefined();
});

describe("a user that may only read", () => {
  test("sees the list where its schema is granted, and is told so when something would be written", async () => {
    const url = await freshSchema();
    await (await opened(url)).subscribers.add([newcomer("a")]);
    const reader = new URL(await readerOf(mailUrl(url)));
    reader.searchParams.set("schema", placeAt(url).schema);
    const store = await opened(reader.href);
    expect(await store.subscribers.byId("a")).toMatchObject({ id: "a" });
    expect(await store.deliveries.abandon(NOON)).toBe(0);
    const failure = await refusalOf(() => store.subscribers.add([newcomer("b")]));
    expect([failure.exit, codeOf(failure)]).toEqual([3, "database-rights"]);
  });

  test("of the archive sees nothing of who gets mail", async () => {
    const url = await freshSchema();
    await (await openPostgres(placeAt(url))).close();
    await (await opened(url)).subscribers.add([newcomer("a")]);
    const failure = await refusalOf(async () => open(await readerOf(url)));
    expect([failure.exit, codeOf(failure)]).toEqual([3, "database-rights"]);
  });
});

test("no byte of somebody who was forgotten stays in the files of the tables", async () => {
  const url = await freshSchema();
  const store = await opened(url);
  const ids = Array.from({ length: 600 }, (_, index) => `${(index * 7919) % 600}`);
  await store.subscribers.add(
    ids.map((id) => newcomer(id, { address: `person-${id}-x@reader.example` })),
  );
  await store.subscribers.bounced("7", { report: "person-7-x", at: NOON, kind: "soft" }, NOON);
  await store.subscribers.remove(["7", "70", "300"]);
  const client = await sqlClient(mailUrl(url));
  await client.query("CHECKPOINT");
  const traces = async (text: string): Promise<number> => {
    const { rows } = await client.query(
      `SELECT count(*)::integer AS found FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
        WHERE nspname = $1 AND relkind IN ('r', 'i')
        AND position($2::bytea IN pg_read_binary_file(pg_relation_filepath(pg_class.oid))) > 0`,
      [`${placeAt(url).schema}__mail`, text],
    );
    return rows[0].found;
  };
  for (const id of ["7", "70", "300"])
    expect([id, await traces(`person-${id}-x`)]).toEqual([id, 0]);
  expect(await traces("person-8-x")).toBeGreaterThan(1);
});

test("two that change the same rows in another order are both done", async () => {
  const url = await freshSchema();
  const [one, other] = [await opened(url), await opened(url)];
  const ids = Array.from({ length: 200 }, (_, at) => `r${at}`);
  await one.deliveries.keep(...ITEM, "body");
  await one.deliveries.queue(
    ...ITEM,
    ids.map((recipient) => ({ recipient, lane: "" })),
    NOON,
  );
  const settle = (store: MailStore, order: readonly string[]) =>
    store.deliveries.settle(
      order.map((recipient) => ({
        channel: ITEM[0],
        item: ITEM[1],
        recipient,
        state: "refused" as const,
        at: NOON,
      })),
      ["queued", "refused"],
    );
  for (let round = 0; round < 4; round++)
    expect(await Promise.all([settle(one, ids), settle(other, ids.toReversed())])).toEqual([
      200, 200,
    ]);
});

test("a sender whose connection broke says again that it is there before it claims", async () => {
  const url = await freshSchema();
  const [one, other] = [await opened(url), await opened(url)];
  await one.deliveries.keep(...ITEM, "body");
  const rows = ["a", "b"].map((recipient) => ({ recipient, lane: "" }));
  await one.deliveries.queue(...ITEM, rows, NOON);
  const sender = await one.deliveries.enter("s");
  const claim = { now: NOON, limit: 1, sender: "s" };
  await one.deliveries.claim(...ITEM, claim);
  const client = await sqlClient(url);
  await client.query(
    "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND classid::bigint = $1",
    [sessionLock("")[0]],
  );
  await expect.poll(() => other.deliveries.abandon(NOON)).toBe(1);
  await expect.poll(() => one.deliveries.claim(...ITEM, claim).catch(() => [])).toHaveLength(1);
  expect(await other.deliveries.abandon(NOON)).toBe(0);
  await sender.leave();
  expect(await other.deliveries.abandon(NOON)).toBe(1);
});

test("no more connections are open than the configuration says, and none when the store is closed", async () => {
  const url = await freshSchema();
  const client = await sqlClient(url);
  await client.query("CREATE ROLE counted LOGIN SUPERUSER PASSWORD 'counted'");
  const own = new URL(url);
  [own.username, own.password] = ["counted", "counted"];
  const place = { ...placeAt(own.href), connections: 2 };
  const store = await openMailSchema(place, { milliseconds: 9000 });
  await store.deliveries.keep(...ITEM, "body");
  const sender = await store.deliveries.enter("s");
  await Promise.all(
    Array.from({ length: 12 }, (_, at) =>
      store.deliveries.queue(...ITEM, [{ recipient: `${at}`, lane: "" }], NOON),
    ),
  );
  const open = async (): Promise<number> => {
    const { rows } = await client.query(
      "SELECT count(*)::integer AS open FROM pg_stat_activity WHERE usename = 'counted'",
    );
    return rows[0].open;
  };
  expect(await open()).toBe(2);
  await sender.leave();
  await store.close();
  await expect.poll(open).toBe(0);
});
