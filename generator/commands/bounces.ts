import { mistake } from "../base/problem.ts";
import { eachUnread } from "../deliver/subscribers/bounces/imap.ts";
import { mailsInMaildir, mailsInMbox } from "../deliver/subscribers/bounces/mailboxes.ts";
import { openBounces, type BounceSummary } from "../deliver/subscribers/bounces/read-bounces.ts";
import type { Answer, Call } from "./call.ts";
import { withSubscribers } from "./subscriber-room.ts";

const PASSWORD = "BELLWETHER_IMAP_PASSWORD";
const TLS_PORT = 993;

/** A mailbox on a server, as it was typed. */
export interface ImapOptions {
  readonly imap?: string;
  readonly user?: string;
  readonly folder: string;
  readonly port?: number;
}

/** Takes over what a mailbox reports of mails that came back. */
export async function readBounces(
  call: Call,
  options: ImapOptions & { readonly maildir?: string; readonly mbox?: string },
): Promise<Answer> {
  const { maildir, mbox, imap } = options;
  if ([maildir, mbox, imap].filter((each) => each !== undefined).length !== 1)
    throw mistake({
      code: "call",
      message: "One of --maildir, --mbox and --imap was expected.",
    });
  return withSubscribers(call, async ({ store, membership, key }) => {
    const reader = await openBounces(call.world, store.subscribers, membership, key);
    if (maildir !== undefined)
      for (const mail of mailsInMaildir(call.world, maildir)) await reader.take(mail);
    else if (mbox !== undefined)
      for (const mail of mailsInMbox(call.world, mbox)) await reader.take(mail);
    else await eachUnread(imapBox(call, options), (mail) => reader.take(mail));
    const summary = reader.summary();
    return { status: 0, lines: bounceLines(summary), value: valueOf(summary) };
  });
}

function imapBox({ world }: Call, { imap = "", user, folder, port = TLS_PORT }: ImapOptions) {
  const password = world.env[PASSWORD];
  if (user !== undefined && password)
    return { host: imap, port, user, password, folder, secure: port === TLS_PORT };
  throw mistake({
    code: "call",
    message:
      user === undefined ? "--imap needs --user as well." : `The password is not in ${PASSWORD}.`,
  });
}

function bounceLines({ mails, were, applied }: BounceSummary): string[] {
  const changed = applied.filter(({ isChanged }) => isChanged);
  const unknown = applied.filter(({ subscriber }) => subscriber === undefined);
  return [
    `${mails} mails: ${were.report} reports, ${were.delay} of delays, ${were["auto-reply"]} automatic answers, ${were.other} others.`,
    ...changed.map(
      ({ report, subscriber }) => `${subscriber?.address}: ${report.kind} (${report.said})`,
    ),
    `${changed.length} subscribers get nothing more; ${unknown.length} reports are about nobody here.`,
  ];
}

function valueOf({ mails, were, applied }: BounceSummary) {
  return {
    mails,
    were,
    reports: applied.map(({ report: { kind, said }, subscriber, isChanged }) => ({
      kind,
      said,
      subscriber: subscriber?.id,
      isChanged,
    })),
  };
}
