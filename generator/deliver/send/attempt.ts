import type { Delivery, DeliveryState, Result } from "../../store/mail/deliveries.ts";
import type { Instant } from "../../base/day.ts";
import type { Outcome } from "../transports/transport.ts";
import { waitAfter } from "./backoff.ts";

/** Longest answer that is kept, in characters. */
const LONGEST_ANSWER = 300;

/** So often a mail of which nothing went out is tried again at once; after that it waits, like one that was deferred. */
const AT_ONCE = 2;

/** What the ledger says of an attempt that came to this. */
export function resultOf(delivery: Delivery, outcome: Outcome, now: Instant): Result {
  const { channel, item, recipient, attempts } = delivery;
  const answer = withoutAddresses(outcome.answer);
  const base = { channel, item, recipient, at: new Date(now).toISOString(), answer };
  const settled = (state: DeliveryState): Result => ({ ...base, state, ...saidOf(outcome) });
  switch (outcome.kind) {
    case "accepted":
    case "uncertain":
    case "refused":
      return settled(outcome.kind);
    case "unsent":
      if (attempts <= AT_ONCE || outcome.fault) return settled("queued");
      break;
    case "deferred":
  }
  const wait = waitAfter(attempts, recipient);
  return wait === undefined
    ? { ...settled("refused"), answer: `given up after ${attempts} attempts: ${answer}` }
    : { ...settled("deferred"), next: new Date(now + wait).toISOString() };
}

/** What a server says of a mailbox that is not there, or of an address that it cannot write, does not speak of the mail. */
function saidOf(outcome: Outcome): Pick<Result, "said"> {
  if (outcome.kind === "accepted") return { said: "taken" };
  const isOfMail = outcome.kind === "refused" && !outcome.isGone && !outcome.isUnspeakable;
  return isOfMail ? { said: "refused" } : {};
}

/** An answer as it may be kept: somebody who is forgotten is not to stand in it. */
function withoutAddresses(answer: string): string {
  return answer.replaceAll(/<?[^\s<>"]+@[^\s<>":;,]+>?/g, "•••").slice(0, LONGEST_ANSWER);
}
