import { randomUUID } from "node:crypto";
import { spanned } from "../../world/spans.ts";
import { MAIL } from "./keep.ts";
import { pump, type Work } from "./pump.ts";
import type { SendReport } from "./report.ts";
import type { Sending, SendOptions } from "./sending.ts";

/** What is to be sent in a run, everybody whom it is for in the ledger. */
export interface Errand extends Omit<Work, "sender"> {
  /** As people are told it. */
  readonly subject: string;
  /** It is another by now, and goes on as it was when its first mail went out. */
  readonly isOlder: boolean;
}

/**
 * Sends what is to be sent to everybody who has not got it, and keeps a report with the ledger. Attempts of which nobody knows the end stay uncertain.
 * @param prepare puts everybody whom it is for into the ledger; called again where another issue has taken the place of that one before its first
 * mail: then that one is what is to be sent.
 * @throws Failure (3) when the store fails: what was on its way is ended first.
 */
export function runOf(
  sending: Sending,
  prepare: (isAgain: boolean) => Promise<Errand>,
  options: SendOptions,
): Promise<SendReport> {
  return spanned(sending.world, "send", {}, async (tell) => {
    const report = await sendAll(sending, prepare, options);
    tell({ "bellwether.item": report.item });
    for (const [state, count] of Object.entries(report.run))
      tell({ [`bellwether.mails.${state}`]: count });
    return report;
  });
}

async function sendAll(
  sending: Sending,
  prepare: (isAgain: boolean) => Promise<Errand>,
  options: SendOptions,
): Promise<SendReport> {
  const { world, store, transport } = sending;
  const { deliveries } = store;
  const began = new Date(world.now()).toISOString();
  const sender = randomUUID();
  const presence = await deliveries.enter(sender);
  try {
    const found = await deliveries.abandon(began);
    let errand = await prepare(false);
    let ended = await pump(sending, { ...errand, sender }, options);
    while (ended.isReplaced) {
      errand = await prepare(true);
      ended = await pump(sending, { ...errand, sender }, options);
    }
    const { item, subject, isOlder } = errand;
    const { next } = await deliveries.due(MAIL, item);
    const report: SendReport = {
      item,
      subject,
      transport: transport.shown,
      began,
      ended: new Date(world.now()).toISOString(),
      run: ended.run,
      counts: await deliveries.counts(MAIL, item),
      isOlder,
      found,
      ...(ended.stopped === undefined ? {} : { stopped: ended.stopped }),
      ...(ended.fault === undefined ? {} : { fault: ended.fault }),
      ...(next === undefined ? {} : { next }),
      answers: await deliveries.answers(MAIL, item, ["refused", "deferred"], 5),
    };
    await deliveries.report(MAIL, item, report.ended, JSON.stringify(report));
    return report;
  } finally {
    await transport.close();
    await presence.leave();
  }
}
