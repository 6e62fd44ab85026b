import { mistake } from "../../base/problem.ts";
import type { Mailing } from "../message/mailing.ts";
import { templateOf } from "../message/template.ts";
import { courierOf } from "./courier.ts";
import { keepMailing, MAIL, queuedMailing, takeMailing, type KeptMailing } from "./keep.ts";
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
    async (isAgain) => {
      // Who sends it by hand has looked.
      if (!isAgain) await sending.store.deliveries.forgive(MAIL, mailing.issue.id);
      return errandOf(sending, await queueIssue(sending, mailing, { ...options, isAgain }));
    },
    options,
  );
}

/**
 * Keeps an issue as it is to go out, and puts everybody whom it is for into the ledger; sends nothing. It may be done again.
 * @param options.isAgain takes what is kept by now: somebody else has put another in its place.
 */
export async function queueIssue(
  { world, store, lanes }: Pick<Sending, "world" | "store" | "lanes">,
  mailing: Mailing,
  { at, isAgain = false }: Pick<SendOptions, "at"> & { readonly isAgain?: boolean },
): Promise<KeptMailing> {
  const { deliveries } = store;
  const kept = await (isAgain ? takeMailing : keepMailing)(deliveries, mailing);
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
      const kept = await queuedMailing(sending.store.deliveries, item);
      if (kept === undefined)
        throw mistake({
          code: "unknown-item",
          message: `The ledger has no issue ${item} with all its readers.`,
          advice: "`bellwether send --queue` puts it in first.",
        });
      return errandOf(sending, kept);
    },
    options,
  );
}

async function errandOf(
  sending: Sending,
  { mailing, body, isOlder }: Pick<KeptMailing, "mailing" | "body" | "isOlder">,
): Promise<Errand> {
  const { issue } = mailing;
  const template = await templateOf(mailing, sending.signers);
  return {
    item: issue.id,
    body,
    subject: issue.subject,
    isOlder,
    courier: courierOf(sending.store, sending.linksFor, mailing, template),
    halted: () => sending.halted(issue),
  };
}
