import type { Delivery } from "../../store/mail/deliveries.ts";
import { messageId } from "../message/headers.ts";
import { envelopeOf } from "../message/mailbox.ts";
import type { Mailing } from "../message/mailing.ts";
import type { Template } from "../message/template.ts";
import type { Mail, Outcome } from "../transports/transport.ts";
import type { MailStore } from "../../store/mail/mail-store.ts";

/** Where a subscriber leaves and chooses. */
export type Links = (subscriberId: string) => {
  readonly unsubscribe: string;
  readonly preferences: string;
};

/** Makes ready what goes to one reader. */
export interface Courier {
  /** Of these recipients, those that may not be sent to at this moment. */
  leftOut(recipients: readonly string[]): Promise<ReadonlySet<string>>;
  /** The mail of a row; or why there is none. */
  mailFor(delivery: Delivery): Promise<Mail | Outcome>;
}

export function courierOf(
  { subscribers }: Pick<MailStore, "subscribers">,
  linksFor: Links,
  mailing: Mailing,
  template: Template,
): Courier {
  return {
    async leftOut(recipients) {
      const sendable = await subscribers.sendable(recipients);
      return new Set(recipients.filter((each) => !sendable.has(each)));
    },
    async mailFor({ recipient: id }) {
      const reader = await subscribers.byId(id);
      if (reader === undefined) return refused("there is nobody of this id any more");
      const envelope = envelopeOf(reader.address);
      if (envelope === undefined) return refused("the address is none that mail can be sent to");
      const recipient = {
        id: reader.id,
        address: reader.address,
        ...(reader.name === undefined ? {} : { name: reader.name }),
        ...linksFor(reader.id),
      };
      return {
        mailing,
        recipient,
        envelope,
        messageId: messageId(mailing, recipient),
        bytes: template.mailFor(recipient),
      };
    },
  };
}

function refused(answer: string): Outcome {
  return { kind: "refused", answer, isGone: false };
}
