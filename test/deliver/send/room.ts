import { onTestFinished } from "vitest";
import { membershipOf } from "../../../generator/deliver/subscribers/membership.ts";
import type { Mailing } from "../../../generator/deliver/message/mailing.ts";
import type { SendReport } from "../../../generator/deliver/send/report.ts";
import { sendIssue, sendQueued } from "../../../generator/deliver/send/send.ts";
import type { Sending, SendOptions } from "../../../generator/deliver/send/sending.ts";
import type { SmtpOptions } from "../../../generator/deliver/transports/smtp.ts";
import type { MailStore } from "../../../generator/store/mail/mail-store.ts";
import type { Newcomer } from "../../../generator/store/mail/subscribers.ts";
import { openTestMailStore } from "../../support/store.ts";
import { realWorld } from "../../../generator/world/disk.ts";
import type { World } from "../../../generator/world/world.ts";
import { newcomer } from "../../store/mail-contract.ts";
import { makeFolder, removeFolder } from "../../support/room.ts";
import { mailingOf } from "../mailing.ts";
import { linksFor, smtpTo } from "./usual.ts";

const START = Date.parse("2025-05-08T12:30:00Z");

/** Real disk and sockets under a clock that goes on when it is waited for, and not else. @param stretch how many times as long a wait takes */
export function waitingWorld(stretch = 1): World & { readonly waited: () => number } {
  let now = START;
  const world = realWorld();
  return {
    ...world,
    now: () => now,
    waited: () => now - START,
    net: {
      ...world.net,
      async wait(milliseconds) {
        now += milliseconds * stretch;
        // What happens at sockets comes first.
        await new Promise((resolve) => setImmediate(resolve));
      },
    },
  };
}

/** Readers r0001@…, one a number, spread over some domains. */
export function readersOf(count: number, given: Partial<Newcomer> = {}): Newcomer[] {
  return Array.from({ length: count }, (_, at) => {
    const id = `r${String(at).padStart(4, "0")}`;
    return newcomer(id, { address: `${id}@d${at % 7}.example`, name: `Reader ${at}`, ...given });
  });
}

/** A mail store with readers, gone after the test. */
export async function storeWith(
  readers: readonly Newcomer[],
): Promise<{ readonly home: string; readonly store: MailStore }> {
  const home = makeFolder("mail");
  const store = await openTestMailStore(realWorld(), home);
  onTestFinished(async () => {
    await store.close();
    removeFolder(home);
  });
  await store.subscribers.add(readers);
  return { home, store };
}

type Given = Partial<Sending & SendOptions> & {
  readonly mailing?: Mailing;
  readonly smtp?: Partial<SmtpOptions>;
};

/** Sends an issue to the readers of a store by a server; all else as usual, save what is given. */
export function send(
  room: { readonly home: string; readonly store: MailStore },
  port: number,
  given: Given = {},
): Promise<SendReport> {
  const { mailing = mailingOf(), limit, at, patienceMs = 0, ...rest } = given;
  return sendIssue(sendingOf(room, port, rest), mailing, { limit, at, patienceMs });
}

/** Sends what stands in the ledger of that issue, as a job does that shares it with others. */
export function sendShared(
  room: { readonly home: string; readonly store: MailStore },
  port: number,
): Promise<SendReport> {
  return sendQueued(sendingOf(room, port), mailingOf().issue.id, { patienceMs: 0 });
}

function sendingOf(
  room: { readonly home: string; readonly store: MailStore },
  port: number,
  { smtp, ...rest }: Partial<Sending> & Pick<Given, "smtp"> = {},
): Sending {
  return {
    world: realWorld(),
    ...room,
    transport: smtpTo(port, smtp),
    signers: [],
    pace: {},
    linksFor,
    halted: () => undefined,
    gone: (id, report) =>
      membershipOf(realWorld(), room.store.subscribers, "k".repeat(32)).returned(id, {
        kind: "hard",
        at: START,
        report,
      }),
    stopped: new Promise(() => {}),
    ...rest,
  };
}
