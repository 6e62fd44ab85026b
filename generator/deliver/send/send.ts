import type { Mailing } from "../message/mailing.ts";
import { templateOf } from "../message/template.ts";
import { keepMailing, MAIL } from "./keep.ts";
import { courierOf } from "./courier.ts";
import { pump } from "./pump.ts";
import { queueReaders } from "./readers.ts";
import type { SendReport } from "./report.ts";
import { abandonDead, openSender } from "./sender.ts";
import type { Sending, SendOptions } from "./sending.ts";

/**
 * Sends an issue to everybody who has not got it. It may be killed at any instant, run again and run twice at once: nobody gets it twice. Attempts
 * of which nobody knows the end stay uncertain.
 * @throws Failure (3) when the store fails: what was on its way is ended first.
 */
export async function sendIssue(
  sending: Sending,
  mailing: Mailing,
  options: SendOptions,
): Promise<SendReport> {
  const { world, home, store, transport } = sending;
  const { deliveries } = store;
  const began = new Date(world.now()).toISOString();
  const sender = openSender(world, home);
  try {
    const found = await abandonDead(world, home, deliveries);
    const kept = await keepMailing(deliveries, mailing);
    const { issue } = kept.mailing;
    if (!kept.isQueued) await queueReaders(store, issue, { now: world.now(), at: options.at });
    const template = await templateOf(kept.mailing, sending.signers);
    const courier = courierOf(store, sending.linksFor, kept.mailing, template);
    const ended = await pump(sending, { issue, sender: sender.id, courier }, options);
    const { next } = await deliveries.due(MAIL, issue.id);
    const report: SendReport = {
      item: issue.id,
      subject: issue.subject,
      transport: transport.shown,
      began,
      ended: new Date(world.now()).toISOString(),
      run: ended.run,
      counts: await deliveries.counts(MAIL, issue.id),
      isOlder: kept.isOlder,
      found,
      ...(ended.stopped === undefined ? {} : { stopped: ended.stopped }),
      ...(ended.fault === undefined ? {} : { fault: ended.fault }),
      ...(next === undefined ? {} : { next }),
      answers: await deliveries.answers(MAIL, issue.id, ["refused", "deferred"], 5),
    };
    await deliveries.report(MAIL, issue.id, report.ended, JSON.stringify(report));
    return report;
  } finally {
    await transport.close();
    sender.release();
  }
}
