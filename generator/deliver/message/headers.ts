import { digest } from "../../base/digest.ts";
import { readName } from "../subscribers/address.ts";
import { envelopeOf, type Mailbox } from "./mailbox.ts";
import type { Mailing, Recipient } from "./mailing.ts";
import { plainAddress } from "./marks.ts";

/** One header: its name as it is written, and its value, folded. */
export type Header = readonly [name: string, value: string];

/** What the mails of an issue to one person are known by: the same whenever it is made. */
export function messageId({ issue, from }: Mailing, recipient: Pick<Recipient, "id">): string {
  const domain = envelopeOf(from.address)?.domain ?? "localhost";
  return `${digest(`${issue.id}\n${recipient.id}`, 32)}@${domain}`;
}

/** The headers of a mailing that are the same for all, but what MIME adds. */
export function commonHeaders({ issue, from }: Mailing): Readonly<Record<string, string>> {
  const { address, domain } = envelopeOf(from.address) ?? { address: from.address, domain: "" };
  const list = address.replace("@", ".");
  const kind = issue.id.replaceAll(/[^\w.-]+/g, "-");
  return {
    "List-Id": `<${list}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    "Feedback-ID": `${kind}:${issue.format}:mail:${domain.replaceAll(".", "-")}`,
  };
}

/** Those that are one reader's, but for the address: where they leave by one click (RFC 8058). */
export function unsubscribeHeader(recipient: Pick<Recipient, "unsubscribe">): Header {
  return ["List-Unsubscribe", `<${plainAddress(recipient.unsubscribe)}>`];
}

/** A name as a header may bear it; empty where there is none. */
export function plainName({ name = "" }: Mailbox): string {
  return readName(name) ?? "";
}
