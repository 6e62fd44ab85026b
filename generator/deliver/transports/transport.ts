import type { Problem } from "../../base/problem.ts";
import type { Envelope } from "../message/mailbox.ts";
import type { Mailing, Recipient } from "../message/mailing.ts";

/** One mail on its way. */
export interface Mail {
  readonly mailing: Mailing;
  readonly recipient: Recipient;
  readonly envelope: Envelope;
  /** Without brackets; the same whenever the issue is sent to this recipient. */
  readonly messageId: string;
  /** The whole mail as it goes over a wire. */
  readonly bytes: Uint8Array;
}

/**
 * What became of one mail. `answer` is what was answered, in one line.
 *   accepted   the other side has it and answers for it
 *   deferred   not now; `isCrowded` where the other side asks for fewer mails to this domain
 *   refused    never; `isGone` where there is no such mailbox, `isUnspeakable` where this way of sending cannot write such an address
 *   uncertain  it went out, and no answer came
 *   unsent     nothing of it went out, for a reason that is no recipient's; `fault` where trying again is of no use
 */
export type Outcome =
  | { readonly kind: "accepted" | "uncertain"; readonly answer: string }
  | { readonly kind: "deferred"; readonly answer: string; readonly isCrowded: boolean }
  | {
      readonly kind: "refused";
      readonly answer: string;
      readonly isGone: boolean;
      readonly isUnspeakable?: true;
    }
  | { readonly kind: "unsent"; readonly answer: string; readonly fault?: Problem };

/** A way by which mails go out. One a file. */
export interface Transport {
  readonly id: string;
  /** What it sends to, as people are told it. */
  readonly shown: string;
  /** How many mails may be on their way at once. */
  readonly connections: number;
  /** Sends one mail. Whatever happens outside is an outcome and no error. */
  send(mail: Mail): Promise<Outcome>;
  /** Why the other side does not take us at the moment; nothing is sent. Left out where it cannot be asked. */
  reach?(): Promise<string | undefined>;
  close(): Promise<void>;
}

/** What becomes of a mail to an address that the other side cannot be told. @param shown the other side */
export function unspeakable(shown: string): Outcome {
  return {
    kind: "refused",
    isGone: false,
    isUnspeakable: true,
    answer: `${shown} takes no address with letters beyond a to z (it does not offer SMTPUTF8): send by a server that does, or ask the reader for another address`,
  };
}
