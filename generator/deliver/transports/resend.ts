import { z } from "zod";
import { commonHeaders, plainName, unsubscribeHeader } from "../message/headers.ts";
import { fillIn } from "../message/marks.ts";
import type { Mailbox } from "../message/mailbox.ts";
import type { HttpClient } from "../../web/http-client.ts";
import { post, refusalOf } from "./http-answers.ts";
import { unsent } from "./smtp-answers.ts";
import type { Mail, Outcome, Transport } from "./transport.ts";

/** Two requests a second and team (https://resend.com/docs/api-reference/rate-limit). */
export const RESEND_SPACING_MS = 500;

const URL = "https://api.resend.com/emails";
const PROVIDER = "Resend";

/** How often a mail is asked for again whose answer did not come: the key makes it one mail (for a day). */
const TRIES = 3;

const sentShape = z.object({ id: z.string() });
const refusedShape = z.object({ name: z.string().default(""), message: z.string().default("") });

/** Through the API of Resend (https://resend.com/docs/api-reference/emails/send-email). It signs by itself. */
export function resendTransport(http: HttpClient, key: string): Transport {
  return {
    id: "resend",
    shown: PROVIDER,
    connections: 1,
    async send(mail) {
      const headers = { authorization: `Bearer ${key}`, "idempotency-key": mail.messageId };
      const body = JSON.stringify(bodyOf(mail));
      for (let left = TRIES; ; left--) {
        const outcome = await post(http, URL, headers, body, read);
        if (outcome.kind !== "uncertain" || left === 1) return outcome;
      }
    },
    async close() {},
  };
}

function bodyOf({ mailing, recipient, envelope, messageId }: Mail): object {
  const { issue, from, replyTo } = mailing;
  const [leave, where] = unsubscribeHeader(recipient);
  return {
    from: written(from),
    to: [written({ ...recipient, address: envelope.address })],
    ...(replyTo === undefined ? {} : { reply_to: replyTo }),
    subject: issue.subject,
    html: fillIn(issue.html, recipient),
    text: fillIn(issue.text, recipient),
    headers: {
      ...commonHeaders(mailing),
      [leave]: where,
      "X-Entity-Ref-ID": messageId,
    },
    attachments: issue.images.map(({ id, fileName, contentType, body }) => ({
      filename: fileName,
      content: Buffer.from(body).toString("base64"),
      content_type: contentType,
      content_id: id,
    })),
  };
}

/** `"Name" <address>`: the name in quotes, so that nothing in it is read as an address. */
export function written(mailbox: Mailbox): string {
  const name = plainName(mailbox).replaceAll(/["\\<>]/g, "");
  return name === "" ? mailbox.address : `"${name}" <${mailbox.address}>`;
}

function read({ status }: { readonly status: number }, answer: unknown): Outcome {
  const sent = sentShape.safeParse(answer);
  if (status === 200 && sent.success) return { kind: "accepted", answer: sent.data.id };
  const { name: code, message } = refusedShape.catch({ name: "", message: "" }).parse(answer);
  const refusal = { status, code, message };
  switch (code) {
    // The first try is still being worked on: its answer will be ours.
    case "concurrent_idempotent_requests":
      return { kind: "uncertain", answer: message };
    case "daily_quota_exceeded":
    case "monthly_quota_exceeded":
      return unsent(`${code} ${message}`, PROVIDER);
    default:
      return refusalOf(refusal, PROVIDER);
  }
}
