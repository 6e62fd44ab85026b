import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, test } from "vitest";
import { announce } from "../../../generator/deliver/channels/announce.ts";
import { BY_HAND } from "../../../generator/deliver/send/keep.ts";
import type { Channel } from "../../../generator/newsroom/channel.ts";
import { realWorld } from "../../../generator/world/disk.ts";
import { run } from "../../support/cli.ts";
import { databaseOf } from "../../support/store.ts";
import { channelThat } from "./channel-that.ts";
import {
  ledger,
  NEVER,
  placeThat,
  roomOf,
  statesOf,
  waitingWorld,
  type Answers,
} from "./places.ts";
import { figuresOf, POST, toldOf, withdrawn } from "./told.ts";

const T = "api.telegram.org/bot12:tele-secret";
const ENV = { TELEGRAM_BOT_TOKEN: "12:tele-secret" };
const OPTIONS = { chat: "@daily", card: false };
const SENT: Answers = { [`POST ${T}/sendMessage`]: [200, { ok: true, result: { message_id: 6 } }] };
const ITEM = "2025-05-08/market-wrap";

test("a process that is killed between request and answer leaves the post uncertain, and nothing sends it again unasked", async () => {
  let strike: (() => void) | undefined;
  const { base, seen } = await placeThat({
    [`POST ${T}/sendMessage`]: () => {
      strike?.();
      return [200, { ok: true, result: { message_id: 6 } }];
    },
  });
  const { home, store } = await ledger();
  const database = await databaseOf(home);
  const env = { ...process.env, ...database, ...ENV, BELLWETHER_HTTP_VIA: base };
  const program = [
    join(import.meta.dirname, "announce-process.ts"),
    home,
    "telegram",
    JSON.stringify(OPTIONS),
  ];
  const begin = () => spawn(process.execPath, program, { env, stdio: "ignore" });
  const victim = begin();
  strike = () => void victim.kill("SIGKILL");
  expect((await once(victim, "exit"))[1]).toBe("SIGKILL");
  expect((await store.deliveries.counts("telegram", ITEM)).attempting).toBe(1);
  strike = undefined;
  expect(await once(begin(), "exit")).toEqual([0, null]);
  const rows = await store.deliveries.page({ state: "uncertain", limit: 10 });
  expect(rows).toMatchObject([{ channel: "telegram", item: ITEM, recipient: "post", attempts: 1 }]);
  expect(seen.length).toBe(1);

  // A person says that it did not go out: then it is sent.
  const { channel, item, recipient } = rows[0]!;
  const again = { channel, item, recipient, state: "queued" as const, at: "2025-05-08T14:00:00Z" };
  await store.deliveries.settle([again], ["uncertain"]);
  expect(await once(begin(), "exit")).toEqual([0, null]);
  expect(seen.length).toBe(2);
  expect((await store.deliveries.counts("telegram", ITEM)).accepted).toBe(1);
});

test("two that announce at once post once", async () => {
  const { base, seen } = await placeThat(SENT);
  const { home, store } = await ledger();
  const real = realWorld();
  const world = { ...real, env: { ...real.env, ...ENV, BELLWETHER_HTTP_VIA: base } };
  const { deliveries } = store;
  const run = () =>
    announce(
      {
        world,
        home,
        deliveries,
        figuresOf,
        stopped: NEVER,
        halted: () => undefined,
        channels: [channelThat(world, home, "telegram", OPTIONS)],
      },
      [toldOf()],
    );
  const reports = await Promise.all([run(), run(), run()]);
  expect(seen.length).toBe(1);
  expect(reports.flatMap(({ announced }) => announced).filter(({ isNew }) => isNew).length).toBe(1);
  expect(await deliveries.counts("telegram", ITEM)).toMatchObject({
    accepted: 1,
    uncertain: 0,
    attempting: 0,
  });
});

test("what is taken back while it waits is not sent, nor anything that follows what is uncertain", async () => {
  const { announce: tell, seen } = await roomOf("telegram", OPTIONS, ENV, {
    [`POST ${T}/sendMessage`]: "break off",
  });
  const { announced } = await tell(undefined, () => "it is changes-requested");
  expect(announced).toMatchObject([
    { state: "queued", answer: "it is changes-requested", isNew: false },
  ]);
  expect(seen).toEqual([]);
  expect(statesOf(await tell([withdrawn()]))).toEqual({});
  expect(statesOf(await tell())).toEqual({ post: "suppressed" });
});

test("a correction is told where the article was posted before it, and nowhere else", async () => {
  const { announce: tell, seen } = await roomOf("telegram", OPTIONS, ENV, SENT);
  const first = ["Correction: it was $97,023."];
  expect(statesOf(await tell([toldOf({}, first)]))).toEqual({ post: "accepted" });
  expect(statesOf(await tell([toldOf({}, [...first, "Correction: and a Thursday."])]))).toEqual({
    post: "accepted",
    "correction-2": "accepted",
  });
  expect(seen.map(({ json }) => json.text.split("\n")[0])).toEqual([
    expect.stringContaining("Bitcoin posts highest close"),
    "<b>Correction: and a Thursday.</b>",
  ]);
});

test("what a person says went out is replied to by nobody's number", async () => {
  const {
    announce: tell,
    seen,
    store,
  } = await roomOf("telegram", OPTIONS, ENV, {
    [`POST ${T}/sendMessage`]: ["break off", [200, { ok: true, result: { message_id: 7 } }]],
  });
  expect(statesOf(await tell())).toEqual({ post: "uncertain" });
  const row = { channel: "telegram", item: ITEM, recipient: "post", at: "2025-05-08T14:00:00Z" };
  await store.deliveries.settle([{ ...row, state: "accepted", answer: BY_HAND }], ["uncertain"]);
  expect(statesOf(await tell([toldOf({}, ["Correction: it was $97,023."])]))).toEqual({
    post: "accepted",
    "correction-1": "accepted",
  });
  expect(seen.at(-1)!.json).not.toHaveProperty("reply_parameters");
});

test("a channel of a plugin that says no more than how to post has the same promise", async () => {
  const { base, seen } = await placeThat({
    "POST pager.example/send": ["break off", [503, "later"], [200, "ok"]],
  });
  const { home, store } = await ledger();
  const world = waitingWorld(base, { PAGER_KEY: "pager-secret" });
  const pager: Channel = {
    id: "pager",
    about: "those who open the gates",
    spacingMs: 0,
    keys: [{ name: "PAGER_KEY", required: true }],
    async post({ title }, http) {
      const headers = { "x-key": http.requiredKey("PAGER_KEY") };
      await http.text("https://pager.example/send", { method: "POST", headers, body: title });
    },
  };
  const tell = () =>
    announce(
      {
        world,
        home,
        deliveries: store.deliveries,
        figuresOf,
        stopped: NEVER,
        halted: () => undefined,
        channels: [channelThat(world, home, "pager", {}, new Map([["pager", pager]]))],
      },
      [toldOf()],
    );
  expect(statesOf(await tell())).toEqual({ post: "uncertain" });
  expect(statesOf(await tell())).toEqual({ post: "uncertain" });
  expect(seen.map(({ body }) => body.toString())).toEqual([POST.title]);
});

test("a person settles a post of one channel by name, and one that was refused as well", async () => {
  const sendMessage = `POST ${T}/sendMessage`;
  const {
    home,
    announce: tell,
    seen,
  } = await roomOf("telegram", OPTIONS, ENV, {
    [sendMessage]: [
      "break off",
      [400, { ok: false, description: "chat not found" }],
      [200, { ok: true, result: { message_id: 6 } }],
    ],
  });
  const cli = (...args: string[]) =>
    run({ folder: home, path: join, [Symbol.dispose]() {} }, ["deliveries", ...args]);
  expect(statesOf(await tell())).toEqual({ post: "uncertain" });
  const listed = await cli("list", "--uncertain");
  expect(listed).toMatchObject({
    status: 1,
    stdout: expect.stringMatching(/market-wrap +telegram:post +1 /),
  });
  const settled = await cli("settle", ITEM, "telegram:post", "--again");
  expect(settled.stdout).toContain(
    "1 of 2025-05-08/market-wrap wait to be sent again. `bellwether announce` sends them.",
  );
  expect(statesOf(await tell())).toEqual({ post: "refused" });
  expect(statesOf(await tell())).toEqual({ post: "refused" });
  expect(await cli("settle", ITEM, "telegram:post", "--sent")).toMatchObject({ status: 2 });
  expect(await cli("settle", ITEM, "telegram:post", "--again")).toMatchObject({ status: 0 });
  expect(statesOf(await tell())).toEqual({ post: "accepted" });
  expect(seen.length).toBe(3);
});

test("somebody who asks to stop ends what is on its way, and nothing more goes out", async () => {
  const stop = Promise.withResolvers<void>();
  const { base, seen } = await placeThat({
    [`POST ${T}/sendMessage`]: () => {
      stop.resolve();
      return [200, { ok: true, result: { message_id: 6 } }];
    },
  });
  const { home, store } = await ledger();
  const world = waitingWorld(base, ENV);
  const channels = [channelThat(world, home, "telegram", OPTIONS)];
  const other = { ...toldOf(), item: "2025-05-08/flash" };
  const about = {
    world,
    home,
    deliveries: store.deliveries,
    channels,
    figuresOf,
    stopped: stop.promise,
  };
  const report = await announce({ ...about, halted: () => undefined }, [toldOf(), other]);
  expect(report).toMatchObject({ announced: [{ state: "accepted" }], stopped: expect.any(String) });
  expect(seen.length).toBe(1);
});
