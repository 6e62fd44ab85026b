import { digest } from "../../base/digest.ts";
import type { Problem } from "../../base/problem.ts";
import type { Message } from "../../newsroom/channel.ts";
import type { Delivery, DeliveryTable, Result } from "../../store/mail/deliveries.ts";
import { WebFault } from "../../web/fault.ts";
import type { World } from "../../world/world.ts";
import type { Outcome } from "../transports/transport.ts";
import type { Part } from "./ledger.ts";
import type { OpenChannel } from "./open-channels.ts";
import { outcomeOf, settled } from "./outcome.ts";

/** What an attempt came to. */
export interface Attempted {
  readonly row: Result;
  /** The channel takes nothing from here, whatever it is. */
  readonly fault?: Problem;
}

/** A message, to be sent to a channel. */
export interface Attempt {
  readonly announcing: { readonly world: World; readonly deliveries: DeliveryTable };
  readonly channel: OpenChannel;
  readonly part: Part;
  readonly message: Message;
  readonly first: string | undefined;
  readonly before: string | undefined;
}

/** How often a channel that knows a message by its key is asked for it again when the answer did not come. */
const TRIES = 3;

/** Sends a message that was claimed, and writes down what became of it. */
export async function attempt(about: Attempt, claimed: Delivery): Promise<Attempted> {
  const { announcing } = about;
  const { world, deliveries } = announcing;
  const { outcome, waitMs } = await sent(about, claimed);
  const row = settled(claimed, outcome, world.now(), waitMs);
  await deliveries.settle([row], ["attempting", "uncertain"]);
  const fault = outcome.kind === "unsent" ? outcome.fault : undefined;
  return { row, ...(fault === undefined ? {} : { fault }) };
}

async function sent(
  about: Attempt,
  claimed: Delivery,
): Promise<{ outcome: Outcome; waitMs: number | undefined }> {
  const { channel, message, part, first, before, announcing } = about;
  const { channel: place, http, options, name } = channel;
  let isAgain = claimed.attempts > 1;
  for (let left = place.isIdempotent === true ? TRIES : 1; ; left--) {
    const base = {
      options,
      message,
      isAgain,
      at: announcing.world.now(),
      key: `msg-${digest(`${name} ${claimed.item} ${claimed.recipient}`, 32)}`,
      ...(first === undefined ? {} : { first }),
      ...(before === undefined ? {} : { before }),
    };
    let isBefore = true;
    try {
      const prepared = await place.prepare?.(part.post, http, base);
      isBefore = false;
      const reference = await place.post(part.post, http, { ...base, prepared });
      return { outcome: { kind: "accepted", answer: reference ?? "" }, waitMs: undefined };
    } catch (error) {
      // Any other error is a fault of the channel's own code, after which nobody knows what went out.
      const fault = error instanceof WebFault ? error : new WebFault("drift", String(error));
      const outcome = outcomeOf(fault, name, { isBefore, isReply: first !== undefined });
      if (outcome.kind !== "uncertain" || left === 1) return { outcome, waitMs: fault.waitMs };
      isAgain = true;
    }
  }
}
