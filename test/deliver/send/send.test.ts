import { expect, test } from "vitest";
import { MAIL } from "../../../generator/deliver/send/keep.ts";
import { templateOf } from "../../../generator/deliver/message/template.ts";
import { mailingOf } from "../mailing.ts";
import { linksFor } from "./usual.ts";
import { SERVER } from "./certificate.ts";
import { readersOf, send, sendShared, storeWith, waitingWorld } from "./room.ts";
import { smtpServer, type Answer } from "./smtp-server.ts";

const ITEM = "2025-05-08/daily/en";

/** Who the server has taken a mail for, as often as it did. */
const sorted = (addresses: readonly string[]): string[] => [...addresses].toSorted();

test("everybody gets an issue once, however often it is sent", async () => {
  const room = await storeWith(readersOf(40));
  const server = await smtpServer();
  const report = await send(room, server.port);
  expect(report.counts).toMatchObject({ accepted: 40, queued: 0, uncertain: 0 });
  expect(sorted(server.taken)).toEqual(
    readersOf(40)
      .map(({ address }) => address)
      .toSorted(),
  );
  expect(server.connections()).toBeLessThanOrEqual(5);
  const again = await send(room, server.port);
  expect(again).toMatchObject({ run: {}, counts: { accepted: 40 }, isOlder: false });
  expect(server.taken.length).toBe(40);
  expect((await room.store.deliveries.reports(MAIL, ITEM)).map((each) => JSON.parse(each))).toEqual(
    [report, again],
  );
});

test("a mail arrives byte for byte, lines that begin with a dot too", async () => {
  const [reader] = readersOf(1);
  const room = await storeWith([reader!]);
  const server = await smtpServer();
  const dots = ".\n..\n.x\n\n.\nRCPT TO:<eve@evil.example>\n.";
  const mailing = mailingOf({ text: dots, html: `${dots}<p>.</p>\n${dots}` });
  await send(room, server.port, { mailing });
  const recipient = { ...reader!, ...linksFor(reader!.id) };
  const bytes = (await templateOf(mailing)).mailFor(recipient);
  expect(server.mails.get(reader!.address)).toBe(Buffer.from(bytes).toString("latin1"));
  expect(server.taken).toEqual([reader!.address]);
});

test("an issue goes to those of its format, language and tags who are active", async () => {
  const [active, paused, other, spanish, funds, bitcoin] = readersOf(6);
  const room = await storeWith([
    active!,
    { ...paused!, state: "paused" },
    { ...other!, formats: ["weekly"] },
    { ...spanish!, language: "es" },
    { ...funds!, tags: ["funds"] },
    { ...bitcoin!, tags: ["bitcoin", "funds"], language: "en-GB" },
  ]);
  const server = await smtpServer();
  await send(room, server.port);
  expect(sorted(server.taken)).toEqual([active!.address, bitcoin!.address].toSorted());
});

test("a mailbox that is not there gets no further issue; a mail that is refused for what it says does not cost its reader the next", async () => {
  const room = await storeWith(readersOf(3));
  const server = await smtpServer({
    rcpt: (address) =>
      address === "r0000@d0.example"
        ? [550, "5.1.1 <r0000@d0.example>: no such user"]
        : address === "r0001@d1.example"
          ? [554, "5.7.1 we do not like you"]
          : "take",
    data: (address) => (address === "r0002@d2.example" ? [554, "5.7.1 this is spam"] : "take"),
  });
  const { counts, answers } = await send(room, server.port);
  expect(counts).toMatchObject({ refused: 3, accepted: 0 });
  expect(answers.map(({ answer }) => answer)).toContain("550 5.1.1 •••: no such user");
  const { subscribers } = room.store;
  expect((await subscribers.byId("r0000"))?.state).toBe("bounced");
  expect((await subscribers.byId("r0001"))?.state).toBe("active");
  expect((await subscribers.byId("r0002"))?.state).toBe("active");
});

test("a connection that is dropped after the mail leaves it uncertain, and it is sent again only when somebody says so", async () => {
  const room = await storeWith(readersOf(20));
  let drops = 0;
  const server = await smtpServer({
    data: (address) => (address === "r0003@d3.example" && drops++ === 0 ? "drop" : "take"),
  });
  const world = waitingWorld();
  const report = await send(room, server.port, { world });
  expect(report.counts).toMatchObject({ accepted: 19, uncertain: 1 });
  expect((await send(room, server.port, { world })).run).toEqual({});
  const { deliveries } = room.store;
  const [uncertain] = await deliveries.page({ state: "uncertain", limit: 10 });
  expect(uncertain).toMatchObject({ recipient: "r0003", item: ITEM, attempts: 1 });
  await deliveries.settle([{ ...uncertain!, state: "queued" }], ["uncertain"]);
  expect((await send(room, server.port, { world })).counts).toMatchObject({ accepted: 20 });
  expect(new Set(server.taken).size).toBe(20);
  expect(server.taken.length).toBe(20);
});

test("a connection that is dropped before the mail costs nothing: it is sent over another", async () => {
  const room = await storeWith(readersOf(20));
  let drops = 0;
  const server = await smtpServer({ rcpt: () => (drops++ % 5 === 0 ? "drop" : "take") });
  const world = waitingWorld();
  const report = await send(room, server.port, { world, patienceMs: 3_600_000 });
  expect(report.counts).toMatchObject({ accepted: 20, uncertain: 0, refused: 0 });
  expect(server.taken.length).toBe(20);
  expect(drops).toBeGreaterThan(20);
});

test("a server that never answers once it has a mail leaves it uncertain; one that never greets leaves all as it was", async () => {
  const room = await storeWith(readersOf(1));
  const silent = await smtpServer({ data: () => "silence" });
  const world = waitingWorld();
  // Long enough for all that it does answer before, on a machine that is busy too.
  const first = await send(room, silent.port, { world, smtp: { patienceMs: 4_000 } });
  expect(first.counts).toMatchObject({ uncertain: 1, queued: 0 });
  const other = await storeWith(readersOf(3));
  const deaf = await smtpServer({}, { onConnect() {} });
  const report = await send(other, deaf.port, { world, smtp: { patienceMs: 300 } });
  expect(report.fault).toMatchObject({ code: "mail-away" });
  expect(report.counts.queued + report.counts.deferred).toBe(3);
});

test("a server that is not there, or will not have us, ends the run with all mails still to be sent", async () => {
  const room = await storeWith(readersOf(10));
  const world = waitingWorld();
  const gone = await send(room, 1, { world });
  expect(gone.fault).toMatchObject({ code: "mail-away" });
  const { port } = await smtpServer();
  const bare = await send(room, port, { world, smtp: { tls: "required" } });
  expect(bare.fault).toMatchObject({ code: "mail-server" });
  const closed = await smtpServer({ mail: () => [550, "5.7.1 not from you"] });
  const refused = await send(room, closed.port, { world });
  expect(refused.fault).toMatchObject({ code: "mail-server" });
  const { counts } = refused;
  expect(counts.queued + counts.deferred).toBe(10);
  expect(counts.uncertain + counts.refused).toBe(0);
});

test("a server that refuses one mail after the other is not asked to the end of the list", async () => {
  const room = await storeWith(readersOf(200));
  const server = await smtpServer({ data: () => [554, "5.7.1 this is spam"] });
  const report = await send(room, server.port);
  expect(report.fault).toMatchObject({ code: "mail-server" });
  expect(report.counts.refused).toBeLessThan(35);
});

test("refusals count over all who send an issue: together they are asked no further than one, and who comes later not at all", async () => {
  const room = await storeWith(readersOf(200));
  const server = await smtpServer({ data: () => [554, "5.7.1 this is spam"] });
  const connections = 2;
  const smtp = { connections };
  const both = await Promise.all([1, 2, 3].map(() => send(room, server.port, { smtp })));
  for (const { fault } of both)
    expect(fault).toMatchObject({
      code: "mail-server",
      message: expect.stringMatching(/refused 25 mails in a row: .*this is spam/),
    });
  const { refused } = await room.store.deliveries.counts(MAIL, ITEM);
  expect(refused).toBeGreaterThanOrEqual(25);
  // Each had as many more on their way as it has connections.
  expect(refused).toBeLessThan(25 + 3 * connections);

  const late = await sendShared(room, server.port);
  expect(late.fault).toMatchObject({ code: "mail-server" });
  expect((await room.store.deliveries.counts(MAIL, ITEM)).refused).toBe(refused);
  // Somebody who has looked sends it by hand.
  await send(room, server.port, { limit: 1 });
  expect((await room.store.deliveries.counts(MAIL, ITEM)).refused).toBe(refused + 1);
});

test("mails go over TLS, and to no server whose certificate is not believed", async () => {
  const room = await storeWith(readersOf(3));
  const world = waitingWorld();
  const { port, taken } = await smtpServer({}, { disabledCommands: [], ...SERVER });
  const report = await send(room, port, { world, smtp: { tls: "required" } });
  expect(report.fault?.message).toMatch(/self-signed certificate/);
  expect(report.counts).toMatchObject({ accepted: 0, uncertain: 0 });
  const later = { world, patienceMs: 3_600_000 };
  await send(room, port, { ...later, smtp: { tls: "required", ca: SERVER.cert } });
  expect(taken.length).toBe(3);
  const secure = await smtpServer({}, { secure: true, ...SERVER });
  const other = await storeWith(readersOf(3));
  await send(other, secure.port, { world, smtp: { tls: "at-once", ca: SERVER.cert } });
  expect(secure.taken.length).toBe(3);
});

test("a server that asks who we are is told, and a wrong word ends the run", async () => {
  const room = await storeWith(readersOf(2));
  const { port, taken } = await smtpServer(
    {},
    {
      secure: true,
      ...SERVER,
      authOptional: false,
      onAuth({ username, password }, _session, done) {
        const isRight = username === "ada" && password === "right";
        done(isRight ? null : new Error("no"), isRight ? { user: "ada" } : undefined);
      },
    },
  );
  const smtp = { tls: "at-once", ca: SERVER.cert, user: "ada", password: "wrong" } as const;
  const report = await send(room, port, { smtp });
  expect(report.fault).toMatchObject({ code: "mail-server" });
  expect(report.counts).toMatchObject({ queued: 2 });
  await send(room, port, { smtp: { ...smtp, password: "right" } });
  expect(taken.length).toBe(2);
});

test("who leaves during a send gets nothing any more", async () => {
  const readers = readersOf(30);
  const room = await storeWith(readers);
  const left: string[] = [];
  const server = await smtpServer({
    async data(): Promise<Answer> {
      // The first mail has come: all whose mail has not been begun leave.
      if (left.length === 0) {
        const { page } = room.store.deliveries;
        for (const { recipient } of await page({ state: "queued", limit: 100 })) {
          left.push(recipient);
          await room.store.subscribers.step(recipient, ["active"], {
            state: "unsubscribed",
            at: "2025-05-08T12:31:00.000Z",
            why: "link",
          });
        }
      }
      return "take";
    },
  });
  const { counts } = await send(room, server.port, { smtp: { connections: 2 } });
  expect(left.length).toBeGreaterThan(20);
  expect(counts).toMatchObject({ suppressed: left.length, accepted: 30 - left.length });
  expect(server.taken.filter((address) => left.includes(address.split("@")[0]!))).toEqual([]);
});

test("two senders at once share the list: nobody gets two", async () => {
  const room = await storeWith(readersOf(200));
  const server = await smtpServer();
  const reports = await Promise.all([send(room, server.port), send(room, server.port)]);
  expect(server.taken.length).toBe(200);
  expect(new Set(server.taken).size).toBe(200);
  const runs = reports.map(({ run }) => run.accepted ?? 0);
  expect(runs[0]! + runs[1]!).toBe(200);
  expect(Math.min(...runs)).toBeGreaterThan(0);
  expect((await send(room, server.port)).counts).toMatchObject({ accepted: 200, uncertain: 0 });
});

test("a run that is asked to stop ends what is on its way, and the next goes on", async () => {
  const room = await storeWith(readersOf(60));
  const stop = Promise.withResolvers<void>();
  const server = await smtpServer({
    data() {
      if (server.taken.length === 10) stop.resolve();
      return "take";
    },
  });
  const first = await send(room, server.port, { stopped: stop.promise });
  expect(first.stopped).toMatch(/asked to stop/);
  expect(first.counts.accepted).toBeGreaterThanOrEqual(11);
  expect(first.counts.accepted).toBeLessThan(30);
  expect(first.counts).toMatchObject({ attempting: 0, uncertain: 0 });
  expect((await send(room, server.port)).counts).toMatchObject({ accepted: 60 });
  expect(server.taken.length).toBe(60);
});

test("a limit ends a run after so many mails", async () => {
  const room = await storeWith(readersOf(12));
  const server = await smtpServer();
  expect((await send(room, server.port, { limit: 5 })).stopped).toBe("--limit 5");
  expect(server.taken.length).toBe(5);
  await send(room, server.port, { limit: 100 });
  expect(server.taken.length).toBe(12);
});

test("once an article is withdrawn nothing more goes out", async () => {
  const room = await storeWith(readersOf(50));
  const server = await smtpServer();
  const world = waitingWorld();
  const halted = () => (server.taken.length >= 5 ? "flash.md was withdrawn" : undefined);
  // Each second that passes lets it ask.
  const report = await send(room, server.port, {
    world: { ...world, now: () => world.now() + server.taken.length * 1000 },
    halted,
  });
  expect(report.stopped).toBe("flash.md was withdrawn");
  expect(report.counts.accepted).toBeLessThan(20);
  expect(report.counts.queued).toBe(50 - report.counts.accepted);
});

const named = (subject: string) => ({ mailing: mailingOf({ subject }), limit: 2 });

test("an issue that has changed since its first mail goes on as it was; before that, as it is", async () => {
  const room = await storeWith(readersOf(6));
  const server = await smtpServer();
  await send(room, server.port, { ...named("first"), halted: () => "not yet" });
  await send(room, server.port, named("second"));
  const third = await send(room, server.port, named("third"));
  expect(third.isOlder).toBe(true);
  const subjects = [...server.mails.values()].map((mail) => /^Subject: (.*)\r$/m.exec(mail)?.[1]);
  expect(subjects).toEqual(["second", "second", "second", "second"]);
});

test("two that send an issue at once, each with another text, send one text: that which was kept last before the first mail", async () => {
  const room = await storeWith(readersOf(60));
  const server = await smtpServer();
  const [first, second] = [mailingOf(), mailingOf({ subject: "Bitcoin edges down", digest: "2" })];
  // The first has kept its own, and is about to send it, when the other keeps another.
  const held = Promise.withResolvers<void>();
  const kept = Promise.withResolvers<void>();
  const { deliveries } = room.store;
  let isHeld = false;
  const slow = {
    ...room.store,
    deliveries: {
      ...deliveries,
      async claim(...about: Parameters<typeof deliveries.claim>) {
        if (!isHeld && about[2].limit > 0) {
          isHeld = true;
          kept.resolve();
          await held.promise;
        }
        return deliveries.claim(...about);
      },
    },
  };
  const one = send({ ...room, store: slow }, server.port, { mailing: first });
  await kept.promise;
  const two = send(room, server.port, { mailing: second, limit: 7 });
  await two;
  held.resolve();
  const report = await one;
  expect(report).toMatchObject({ isOlder: true, subject: second.issue.subject });
  expect(report.counts).toMatchObject({ accepted: 60, queued: 0 });
  expect(server.mails.size).toBe(60);
  for (const mail of server.mails.values()) expect(mail).toContain("Subject: Bitcoin edges down");
});

test("each reader gets it at the hour of their own clock, and none before the embargo ends", async () => {
  const zones = ["Asia/Tokyo", "Europe/Madrid", "America/New_York", "Nowhere/Land"];
  const readers = readersOf(4).map((reader, at) => ({ ...reader, timeZone: zones[at]! }));
  const room = await storeWith(readers);
  const server = await smtpServer();
  const world = waitingWorld(60);
  const mailing = mailingOf({ notBefore: "2025-05-08T14:00:00.000Z" });
  const first = await send(room, server.port, { world, mailing, at: "07:00" });
  expect(first.counts).toMatchObject({ queued: 4, accepted: 0 });
  // 07:00 in Tokyo is 22:00 UTC.
  expect(first.next).toBe("2025-05-08T22:00:00.000Z");
  await send(room, server.port, { world, mailing, at: "07:00", patienceMs: 24 * 3_600_000 });
  expect(server.taken).toEqual([0, 1, 3, 2].map((at) => readers[at]!.address));
  expect(world.now()).toBeGreaterThanOrEqual(Date.parse("2025-05-09T11:00:00Z"));
});

test("no address of a reader adds a recipient", async () => {
  const hostile = [
    "a@b.example>\r\nRCPT TO:<eve@evil.example",
    "a@b.example, eve@evil.example",
    '"a>\r\nRCPT TO:<eve"@evil.example',
    "a@b.example\r\n.\r\nMAIL FROM:<x@y.example>",
    "<a@b.example>",
    "a b@c.example",
    "",
  ];
  const readers = readersOf(hostile.length + 1).map((reader, at) => ({
    ...reader,
    address: hostile[at] ?? reader.address,
  }));
  const room = await storeWith(readers);
  const server = await smtpServer();
  const { counts } = await send(room, server.port);
  expect(counts).toMatchObject({ refused: hostile.length, accepted: 1 });
  expect(server.taken).toEqual([readers.at(-1)!.address]);
});
