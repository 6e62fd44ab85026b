import { expect, test } from "vitest";
import { confirmationSender } from "../../../generator/deliver/subscribers/send-confirmation.ts";
import type { Mail, Outcome } from "../../../generator/deliver/transports/transport.ts";
import { realWorld } from "../../../generator/world/disk.ts";
import { makeHome } from "../../publish/home.ts";
import { MAIL } from "./service-home.ts";

const ana = {
  id: "ana-id",
  address: "ana@example.org",
  language: "en",
  timeZone: "Etc/UTC",
  formats: [],
  tags: [],
  state: "pending",
} as const;

/** Sends one confirmation to a transport that answers in turn. */
async function sent(outcomes: readonly Outcome[]) {
  using home = makeHome();
  const mails: Mail[] = [];
  const waits: number[] = [];
  let now = Date.parse("2025-05-08T12:00:00Z");
  const real = realWorld();
  const wait = async (milliseconds: number): Promise<void> => {
    waits.push(milliseconds);
    now += milliseconds;
  };
  const send = confirmationSender(
    {
      world: { ...real, now: () => now, net: { ...real.net, wait } },
      transport: {
        id: "test",
        shown: "test",
        connections: 1,
        close: async () => undefined,
        async send(mail) {
          mails.push(mail);
          return outcomes[mails.length - 1] ?? outcomes.at(-1)!;
        },
      },
      signers: [],
      linksFor: () => ({ unsubscribe: "https://x.example/u", preferences: "https://x.example/p" }),
      stopped: new Promise(() => undefined),
    },
    home.publication,
    MAIL,
  );
  const failed = await send(ana, "https://x.example/confirm/t").then(
    () => undefined,
    (error: Error) => error.message,
  );
  return { mails, failed, waited: waits.reduce((sum, each) => sum + each, 0) };
}

const later: Outcome = { kind: "deferred", answer: "451 greylisted", isCrowded: false };

test("a confirmation goes to one mailbox, with the link", async () => {
  const { mails, failed } = await sent([{ kind: "accepted", answer: "250 ok" }]);
  expect(failed).toBeUndefined();
  expect(mails).toHaveLength(1);
  expect(mails[0]!.envelope.address).toBe("ana@example.org");
  const text = Buffer.from(mails[0]!.bytes).toString().replaceAll("=\r\n", "");
  expect(text).toContain("https://x.example/confirm/t");
  expect(text).toMatch(/^Subject: Please confirm: /m);
});

test("one that is put off is tried again, the same mail, four times at most", async () => {
  const { mails, failed, waited } = await sent([later, later, { kind: "accepted", answer: "ok" }]);
  expect([mails.length, failed]).toEqual([3, undefined]);
  expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(1);
  expect(waited).toBeGreaterThanOrEqual(6 * 60_000);
  expect(await sent([later])).toMatchObject({ failed: "deferred, 451 greylisted" });
  expect((await sent([later])).mails).toHaveLength(4);
});

test("one that is refused, or of which nothing is known, is not sent again, and the address is not told", async () => {
  for (const kind of ["refused", "uncertain"] as const) {
    const { mails, failed } = await sent([
      { kind, answer: "550 no Ana@example.org", isGone: true },
    ]);
    expect([mails.length, failed]).toEqual([1, `${kind}, 550 no …`]);
  }
});
