import type { Mailing } from "../deliver/message/mailing.ts";
import { envelopeOf } from "../deliver/message/mailbox.ts";
import { messageId } from "../deliver/message/headers.ts";
import { templateOf } from "../deliver/message/template.ts";
import { BY_DOMAIN, lanesOf } from "../deliver/send/lanes.ts";
import { domainOf, readersOf } from "../deliver/send/readers.ts";
import { isUnfinished, reportLines, type SendReport } from "../deliver/send/report.ts";
import { sendIssue } from "../deliver/send/send.ts";
import type { Sending } from "../deliver/send/sending.ts";
import type { WallTime } from "../deliver/send/local-hour.ts";
import {
  mailingFor,
  mailSettings,
  openSending,
  withMailStore,
  type Wanted,
} from "../deliver/send/open-sending.ts";
import type { Outcome } from "../deliver/transports/transport.ts";
import { waiting, type Answer, type Call } from "./call.ts";
import { runStages } from "./progress.ts";
import { addressTyped } from "./subscriber-room.ts";
import { lookAt } from "./send-room.ts";

const MINUTE_MS = 60_000;
/** So long a run waits for mails that are put off before it leaves them to the next. */
const PATIENCE_MS = 30 * MINUTE_MS;
const SAY_EVERY_MS = 30_000;

/** Longest list of domains that a rehearsal prints. */
const DOMAINS = 10;

interface Options extends Wanted {
  readonly dryRun?: boolean;
  readonly limit?: number;
  readonly at?: WallTime;
  /** Waits until nothing is left to be sent, however long that is. */
  readonly wait?: boolean;
}

/** Sends an issue to its readers. */
export async function send(call: Call, options: Options): Promise<Answer> {
  const settings = mailSettings(call);
  const mailing = await mailingFor(call, options, settings, waiting);
  return withMailStore(call, async (store) => {
    const sending = await openSending(call, store, settings);
    if (options.dryRun === true) return rehearsed(sending, mailing);
    const { report } = await runStages(
      [
        {
          title: "send",
          async run(context: { report?: SendReport }, stage) {
            const tell = teller(call, stage.say);
            const progress = async (done: number, total: number): Promise<void> => {
              tell(done, total);
              await stage.progress(done, total);
            };
            const { limit, at, wait } = options;
            const patienceMs = wait === true ? Infinity : PATIENCE_MS;
            context.report = await sendIssue({ ...sending, progress }, mailing, {
              limit,
              at,
              patienceMs,
            });
            return `${context.report.run.accepted ?? 0} mails`;
          },
        },
      ],
      {} as { report?: SendReport },
      call,
    );
    return answerOf(call, sending, report!);
  });
}

/** Sends one mail of an issue to an address that need not be a subscriber's. The ledger knows nothing of it. */
export async function testMail(call: Call, address: string, wanted: Wanted): Promise<Answer> {
  const to = addressTyped(address).address;
  const settings = mailSettings(call);
  const mailing = await mailingFor(call, wanted, settings, waiting);
  return withMailStore(call, async (store) => {
    const sending = await openSending(call, store, settings);
    const outcome = await sendOne(sending, mailing, to);
    const fault = outcome.kind === "unsent" ? outcome.fault : undefined;
    return {
      status: outcome.kind === "accepted" ? 0 : 1,
      lines: [
        `${to}: ${outcome.kind}, ${outcome.answer}`,
        ...lookAt(call, sending, mailing.issue.id),
      ],
      value: outcome,
      ...(fault === undefined ? {} : { faults: [fault] }),
    };
  });
}

async function sendOne(sending: Sending, mailing: Mailing, address: string): Promise<Outcome> {
  const { transport, signers } = sending;
  const recipient = { id: `test-${address}`, address, ...sending.linksFor("test") };
  const template = await templateOf(mailing, signers);
  try {
    return await transport.send({
      mailing,
      recipient,
      envelope: envelopeOf(address)!,
      messageId: messageId(mailing, recipient),
      bytes: template.mailFor(recipient),
    });
  } finally {
    await transport.close();
  }
}

async function rehearsed(
  { store, transport, lanes = BY_DOMAIN }: Sending,
  { issue }: Mailing,
): Promise<Answer> {
  const servers = new Map<string, number>();
  let total = 0;
  for await (const page of readersOf(store, issue)) {
    const found = await lanesOf(lanes, page.map(domainOf));
    for (const reader of page) {
      total++;
      const lane = found.get(domainOf(reader))!;
      servers.set(lane, (servers.get(lane) ?? 0) + 1);
    }
  }
  const most = [...servers].toSorted(([, a], [, b]) => b - a).slice(0, DOMAINS);
  return {
    status: 0,
    lines: [
      `${issue.id}: ${issue.subject}`,
      `${total} readers, by ${transport.shown}; nothing was sent.`,
      ...most.map(([domain, count]) => `  ${count} at ${domain}`),
      ...(issue.notBefore === undefined ? [] : [`Not before ${issue.notBefore}.`]),
    ],
    value: {
      item: issue.id,
      subject: issue.subject,
      readers: total,
      domains: Object.fromEntries(most),
    },
  };
}

/** Says now and then how long it will take. */
function teller({ world }: Call, say: (text: string) => void) {
  const began = world.now();
  let first: number | undefined;
  let last = began;
  return (done: number, total: number): void => {
    const now = world.now();
    first ??= done;
    if (now - last < SAY_EVERY_MS || done === first || done === total) return;
    last = now;
    const left = ((now - began) / (done - first)) * (total - done);
    say(`${done} of ${total}, about ${Math.ceil(left / MINUTE_MS)} min to go`);
  };
}

function answerOf(call: Call, sending: Sending, report: SendReport): Answer {
  const total = Object.values(report.counts).reduce((sum, count) => sum + count, 0);
  const nobody =
    total > 0
      ? []
      : [
          "  Nobody gets it yet: bellwether subscriber add or import; bellwether mail test ADDRESS.",
        ];
  return {
    status: isUnfinished(report) || report.stopped !== undefined ? 1 : 0,
    lines: [...reportLines(report), ...nobody, ...lookAt(call, sending, report.item)],
    value: report,
    ...(report.fault === undefined ? {} : { faults: [report.fault] }),
  };
}
