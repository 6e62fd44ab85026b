import { mistake } from "../../base/problem.ts";
import type { Mailing } from "../message/mailing.ts";
import { templateOf } from "../message/template.ts";
import { courierOf } from "./courier.ts";
import { keepMailing, queuedMailing, type KeptMailing } from "./keep.ts";
import { queueReaders } from "./readers.ts";
import type { SendReport } from "./report.ts";
import { runOf, type Errand } from "./run.ts";
import type { Sending, SendOptions } from "./sending.ts";

/**
 * Sends an issue to everybody who has not got it. It may be killed at any instant, run again and run twice at once: nobody gets it twice.
 * @throws Failure (3) when the store fails: what was on its way is ended first.
 */
export function sendIssue(
  sending: Sending,
  mailing: Mailing,
  options: SendOptions,
): Promise<SendReport> {
  return runOf(
    sending,
    async () => {
      const kept = await queueIssue(sending, mailing, options);
      return errandOf(sending, kept.mailing, kept.isOlder);
    },
    options,
  );
}

/** Keeps an issue as it is to go out, and puts everybody whom it is for into the ledger; sends nothing. It may be done again. */
export async function queueIssue(
  { world, store, lanes }: Pick<Sending, "world" | "store" | "lanes">,
  mailing: Mailing,
  { at }: Pick<SendOptions, "at">,
): Promise<KeptMailing> {
  const kept = await keepMailing(store.deliveries, mailing);
  if (!kept.isQueued)
    await queueReaders(store, kept.mailing.issue, { now: world.now(), at }, lanes);
  return kept;
}

/**
 * Sends what `queueIssue` has put in to those who have not got it, beside any number of others who do the same: a row is one sender's alone.
 * @throws Failure (2) where it was not put in; (3) when the store fails.
 */
export function sendQueued(
  sending: Sending,
  item: string,
  options: SendOptions,
): Promise<SendReport> {
  return runOf(
    sending,
    async () => {
      const mailing = await queuedMailing(sending.store.deliveries, item);
      if (mailing === undefined)
        throw mistake({
          code: "unknown-item",
          message: `The ledger has no issue ${item} with all its readers.`,
          advice: "`bellwether send --queue` puts it in first.",
        });
      return errandOf(sending, mailing, false);
    },
    options,
  );
}

async function errandOf(sending: Sending, mailing: Mailing, isOlder: boolean): Promise<Errand> {
  const { issue } = mailing;
  const template = await templateOf(mailing, sending.signers);
  return {
    item: issue.id,
    subject: issue.subject,
    isOlder,
    courier: courierOf(sending.store, sending.linksFor, mailing, template),
    halted: () => sending.halted(issue),
  };
}
