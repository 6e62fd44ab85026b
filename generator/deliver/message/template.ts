import MailComposer from "nodemailer/lib/mail-composer";
import MimeNode from "nodemailer/lib/mime-node";
import type { Signer } from "./dkim.ts";
import { commonHeaders, messageId, plainName, unsubscribeHeader, type Header } from "./headers.ts";
import { part, quotedAddress, type Mark } from "./marks.ts";
import { envelopeOf } from "./mailbox.ts";
import type { Mailing, Recipient } from "./mailing.ts";

/** A mailing as MIME (RFC 5322, 2045 to 2047), made once: the mail of one reader is put together from its pieces. */
export interface Template {
  /** The whole mail of one reader, as it goes over the wire. @throws Failure (2) for addresses that cannot stand in it */
  mailFor(recipient: Recipient): Uint8Array;
}

/** Builds a mailing once. @param signers each signs every mail (DKIM). */
export async function templateOf(
  mailing: Mailing,
  signers: readonly Signer[] = [],
): Promise<Template> {
  const { head, body } = await composed(mailing);
  const { pieces, marks } = part(inWholeLines(body));
  const parts = pieces.map((piece) => Buffer.from(piece, "latin1"));
  const signings = signers.map((signer) => signer.over(head, parts[0]!));
  return {
    mailFor(recipient) {
      const own = ownHeaders(mailing, recipient);
      const rest = marks.flatMap((mark, at) => [addressBytes(recipient, mark), parts[at + 1]!]);
      const signed = signings.map((signing) => signing.sign(own, rest));
      const headers = [...signed, ...own, ...head].map(([name, value]) => `${name}: ${value}\r\n`);
      const written = inWholeLines(`${headers.join("")}\r\n`);
      return Buffer.concat([Buffer.from(written), parts[0]!, ...rest]);
    },
  };
}

function ownHeaders(mailing: Mailing, recipient: Recipient): Header[] {
  const { address } = envelopeOf(recipient.address) ?? { address: "" };
  const to = MimeNode.encodeHeaderValue("To", { name: plainName(recipient), address });
  return [
    ["Message-ID", `<${messageId(mailing, recipient)}>`],
    ["To", String(to).replace(/ (?=<[^<]*$)/, "\r\n ")],
    unsubscribeHeader(recipient),
  ];
}

function addressBytes(recipient: Recipient, mark: Mark): Uint8Array {
  return Buffer.from(quotedAddress(recipient[mark]), "latin1");
}

async function composed(mailing: Mailing): Promise<{ head: Header[]; body: string }> {
  const { issue, from, replyTo, at } = mailing;
  const composer = new MailComposer({
    from: { name: plainName(from), address: from.address },
    ...(replyTo === undefined ? {} : { replyTo: { name: "", address: replyTo } }),
    subject: issue.subject,
    date: new Date(at),
    headers: commonHeaders(mailing),
    text: withLineEnds(issue.text),
    html: withLineEnds(issue.html),
    attachments: issue.images.map(({ id, fileName, contentType, body }) => ({
      cid: id,
      filename: fileName,
      contentType,
      content: Buffer.from(body),
      contentDisposition: "inline",
    })),
    encoding: "quoted-printable",
    // The whole of a boundary is at most 70 characters long (RFC 2046 §5.1.1).
    baseBoundary: issue.digest.slice(0, 24),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const whole = (await composer.compile().build()).toString("latin1");
  const end = whole.indexOf("\r\n\r\n");
  const lines = whole.slice(0, end).split(/\r\n(?![ \t])/);
  const head = lines.flatMap((line): Header[] => {
    const colon = line.indexOf(":");
    const [name, value] = [line.slice(0, colon), line.slice(colon + 1).trim()];
    return name === "Message-ID" ? [] : [[name, value]];
  });
  return { head, body: whole.slice(end + 4) };
}

/** Half a line end within a mail would let a server see another mail in it. */
function inWholeLines(text: string): string {
  if (/\r(?!\n)|(?<!\r)\n/.test(text)) throw new Error("a mail holds half a line end");
  return text;
}

function withLineEnds(text: string): string {
  return text.replaceAll(/\r\n|\r|\n/g, "\r\n");
}
