import type { Instant } from "../../base/day.ts";
import type { Delivery, Result } from "../../store/mail/deliveries.ts";
import type { WebFault } from "../../web/fault.ts";
import { resultOf } from "../send/attempt.ts";
import { NOT_SENT } from "../transports/http-answers.ts";
import type { Outcome } from "../transports/transport.ts";

/** When a fault came. */
interface When {
  /** Nothing of the message was to be seen yet by anybody. */
  readonly isBefore: boolean;
  /** It follows one that is there: what is not found may be that one. */
  readonly isReply: boolean;
}

/** What a fault says of a message to a channel. */
export function outcomeOf(fault: WebFault, channel: string, { isBefore, isReply }: When): Outcome {
  const answer = fault.message;
  const { status } = fault;
  const isGone = !isReply && (status === 404 || status === 410);
  if (status === 401 || status === 403 || isGone || fault.code === "missing-key")
    return { kind: "unsent", answer, fault: refusedBy(channel, answer) };
  if (status === 429) return { kind: "deferred", answer, isCrowded: true };
  // Somebody is at work on the same post there.
  if (status === 409) return { kind: "deferred", answer, isCrowded: false };
  const isPassing = status === undefined || status >= 500 || status === 408 || status < 400;
  if (!isPassing) return { kind: "refused", answer, isGone: false };
  return isBefore || NOT_SENT.has(fault.code)
    ? { kind: "unsent", answer }
    : { kind: "uncertain", answer };
}

/** What the ledger says of it; a channel that names the time after which it may be asked again is left alone until then. */
export function settled(delivery: Delivery, outcome: Outcome, now: Instant, waitMs = 0): Result {
  const result = resultOf(delivery, outcome, now);
  if (result.state !== "deferred" || waitMs === 0) return result;
  return { ...result, next: new Date(now + waitMs).toISOString() };
}

function refusedBy(channel: string, answer: string) {
  return {
    code: "channel-refused" as const,
    message: `${channel} takes nothing from here: ${answer.replace(/\.$/, "")}.`,
    advice: `Look at \`channels: ${channel}:\` in bellwether.yaml and at its key; \`bellwether channels test ${channel}\` tries it.`,
  };
}
