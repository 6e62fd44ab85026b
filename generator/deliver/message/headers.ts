import { digest } from "../../base/digest.ts";
import { envelopeOf, type Mailbox } from "./mailbox.ts";
import type { Mailing, Recipient } from "./mailing.ts";
import { plainAddress } from "./marks.ts";

/** One header: its name as it is written, and its value, folded. */
export type Header = readonly [name: string, value: string];

/** Longest name of a person that is written out, in characters: more is no name. */
const LONGEST_NAME = 100;

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

/** A name as a person may see it in a header: one line, nothing that steers, of a length that a name has. */
export function plainName({ name = "" }: Mailbox): string {
  return [...name.replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, " ").trim()].slice(0, LONGEST_NAME).join("");
}
