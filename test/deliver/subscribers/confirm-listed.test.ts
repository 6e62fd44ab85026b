import { expect, onTestFinished, test } from "vitest";
import type { Sending } from "../../../generator/deliver/send/sending.ts";
import { confirmListed } from "../../../generator/deliver/subscribers/confirm-listed.ts";
import { mailboxOf } from "../../../generator/deliver/subscribers/key.ts";
import { CONFIRM_MS } from "../../../generator/deliver/subscribers/links.ts";
import { membershipOf } from "../../../generator/deliver/subscribers/membership.ts";
import { readToken } from "../../../generator/deliver/subscribers/tokens.ts";
import type { Newcomer } from "../../../generator/store/mail/subscribers.ts";
import { makeHome } from "../../publish/home.ts";
import { smtpServer, type Behaviour } from "../send/smtp-server.ts";
import { storeWith, waitingWorld } from "../send/room.ts";
import { linksFor, smtpTo } from "../send/usual.ts";
import { MAIL } from "./service-home.ts";
import { newcomer } from "../../store/mail-contract.ts";

const KEY = "k".repeat(32);
const SERVICE = "https://news.bellwether.example/";

const listed = (id: string, given: Partial<Newcomer> = {}): Newcomer => {
  const address = `${id}@d0.example`;
  const person = newcomer(id, { address, state: "pending", why: "import", ...given });
  return { ...person, mailbox: mailboxOf(KEY, address) };
};

/** People on a list, a server, and the command. */
async function room(people: readonly Newcomer[], behaviour: Behaviour = {}) {
  const home = makeHome();
  onTestFinished(() => home[Symbol.dispose]());
  const { store, home: folder } = await storeWith(people);
  const server = await smtpServer(behaviour);
  const world = waitingWorld();
  const membership = membershipOf(world, store.subscribers, KEY);
  const ask = (given: Partial<Sending> = {}, limit?: number) =>
    confirmListed(
      {
        world,
        home: folder,
        store,
        transport: smtpTo(server.port),
        signers: [],
        pace: {},
        linksFor,
        halted: () => undefined,
        gone: (id, report) => membership.returned(id, { kind: "hard", at: world.now(), report }),
        stopped: new Promise(() => {}),
        ...given,
      },
      home.publication,
      MAIL,
      { key: KEY, service: SERVICE },
      { limit, patienceMs: 0 },
    );
  /** The token of the link in somebody's mail. */
  const tokenFor = (address: string): string => {
    const text = server.mails.get(address)!.replaceAll("=\r\n", "").replaceAll("=3D", "=");
    return /\/confirm\/([\w.-]+)/.exec(text)![1]!;
  };
  return { store, server, world, membership, ask, tokenFor };
}

test("whoever was put on the list without having agreed is asked once, and nobody else is", async () => {
  const { store, server, ask } = await room([
    listed("ana"),
    listed("bo", { language: "es", why: "added by hand" }),
    listed("cy", { why: "sign-up" }),
    listed("di", { state: "active" }),
    listed("ed", { state: "unsubscribed" }),
  ]);
  expect((await ask()).counts).toMatchObject({ accepted: 2, queued: 0 });
  expect((await ask()).run).toEqual({});
  expect(server.taken.toSorted()).toEqual(["ana@d0.example", "bo@d0.example"]);
  await store.subscribers.add([listed("flo")]);
  await Promise.all([ask(), ask()]);
  expect(server.taken.filter((address) => address === "flo@d0.example").length).toBe(1);
  expect(server.taken.length).toBe(3);
  const mail = server.mails.get("ana@d0.example")!;
  expect(mail).toContain("nothing tells that you agreed");
  expect(mail).not.toContain("asked for");
  expect(mail).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
  expect(server.mails.get("bo@d0.example")).toContain("figura en la lista");
});

test("the link confirms, and the consent says that they were asked", async () => {
  const { store, world, ask, tokenFor, membership } = await room([listed("ana")]);
  await ask();
  const token = readToken(KEY, "confirm", tokenFor("ana@d0.example"), world.now());
  expect(token?.id).toBe("ana");
  await membership.confirm("ana", token!.ends - CONFIRM_MS);
  expect(await store.subscribers.byId("ana")).toMatchObject({
    state: "active",
    consent: { origin: "asked by mail, confirmed by mail" },
  });
});

test("who leaves, or comes on the suppression list, before the turn is theirs is not asked", async () => {
  const { store, server, ask, membership } = await room([
    listed("ana"),
    listed("bo"),
    listed("cy"),
  ]);
  await ask({}, 1);
  const [first] = server.taken;
  const [left, suppressed] = ["ana", "bo", "cy"].filter((id) => !first!.startsWith(id));
  await membership.unsubscribe(left!, "one click");
  const { mark } = mailboxOf(KEY, `${suppressed}@d0.example`);
  await store.subscribers.suppress([mark], { at: "2025-05-08T12:00:00Z", why: "complained" });
  expect((await ask()).counts).toMatchObject({ accepted: 1, suppressed: 2 });
  expect(server.taken).toEqual([first]);
});

test("they go out at their pace, and what got no answer is uncertain and not sent again", async () => {
  const people = Array.from({ length: 8 }, (_, at) => listed(`p${at}`));
  const times: number[] = [];
  const { ask, world, server } = await room(people, {
    data: (address) => (address.startsWith("p3") ? "drop" : "take"),
    taken: () => times.push(world.waited()),
  });
  const { counts } = await ask({ pace: { all: 60 } });
  expect(counts).toMatchObject({ accepted: 7, uncertain: 1 });
  expect(world.waited()).toBeGreaterThanOrEqual(7000);
  expect((await ask()).run).toEqual({});
  expect(server.taken.length).toBe(7);
});

test("a mailbox that is not there is asked for nothing any more", async () => {
  const { store, ask } = await room([listed("ana")], { rcpt: () => [550, "5.1.1 no such user"] });
  expect((await ask()).counts).toMatchObject({ refused: 1 });
  expect((await store.subscribers.byId("ana"))?.state).toBe("bounced");
});

test("whom the publisher put on the list is not removed for want of an answer", async () => {
  const { membership, store, ask } = await room([
    listed("ana", { at: "2025-01-01T00:00:00Z" }),
    listed("bo", { at: "2025-01-01T00:00:00Z", why: "sign-up" }),
  ]);
  await ask();
  expect(await membership.removeUnconfirmed()).toBe(1);
  expect((await store.subscribers.page({ limit: 9 })).map(({ id }) => id)).toEqual(["ana"]);
});
