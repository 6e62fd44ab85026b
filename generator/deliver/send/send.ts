import type { Mailing } from "../message/mailing.ts";
import { templateOf } from "../message/template.ts";
import { courierOf } from "./courier.ts";
import { keepMailing } from "./keep.ts";
import { queueReaders } from "./readers.ts";
import type { SendReport } from "./report.ts";
import { runOf } from "./run.ts";
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
  const { world, store, lanes } = sending;
  return runOf(
    sending,
    async () => {
      const kept = await keepMailing(store.deliveries, mailing);
      const { issue } = kept.mailing;
      const when = { now: world.now(), at: options.at };
      if (!kept.isQueued) await queueReaders(store, issue, when, lanes);
      const template = await templateOf(kept.mailing, sending.signers);
      return {
        item: issue.id,
        subject: issue.subject,
        isOlder: kept.isOlder,
        courier: courierOf(store, sending.linksFor, kept.mailing, template),
        halted: () => sending.halted(issue),
      };
    },
    options,
  );
}
