import { z } from "zod";
import type { HttpClient } from "../../web/http-client.ts";
import { commonHeaders, unsubscribeHeader } from "../message/headers.ts";
import { fillIn } from "../message/marks.ts";
import { post, refusalOf } from "./http-answers.ts";
import { written } from "./resend.ts";
import { unsent } from "./smtp-answers.ts";
import type { Mail, Outcome, Transport } from "./transport.ts";

/** Postmark names no limit; ten a second are taken kindly. */
export const POSTMARK_SPACING_MS = 100;

const URL = "https://api.postmarkapp.com/email";
const PROVIDER = "Postmark";

const answerShape = z.object({
  ErrorCode: z.number(),
  Message: z.string(),
  MessageID: z.string().exactOptional(),
});

/** Error codes (https://postmarkapp.com/developer/api/overview#error-codes). */
const INVALID_REQUEST = 300;
const INACTIVE = 406;
/** Token, sender, stream and account: nothing that a recipient can do about. */
const OPERATORS = new Set([10, 400, 401, 405, 412, 413, 1235]);

/** Through the API of Postmark, by a stream for broadcasts (https://postmarkapp.com/developer/api/email-api). It signs by itself. */
export function postmarkTransport(http: HttpClient, key: string, stream: string): Transport {
  return {
    id: "postmark",
    shown: PROVIDER,
    connections: 1,
    send: (mail) =>
      post(
        http,
        URL,
        { "x-postmark-server-token": key },
        JSON.stringify(bodyOf(mail, stream)),
        read,
      ),
    async close() {},
  };
}

function bodyOf({ mailing, recipient, envelope, messageId }: Mail, stream: string): object {
  const { issue, from, replyTo } = mailing;
  const headers = [
    ...Object.entries(commonHeaders(mailing)),
    unsubscribeHeader(recipient),
    ["Message-ID", `<${messageId}>`],
    ["X-PM-KeepID", "true"],
  ];
  return {
    From: written(from),
    To: written({ ...recipient, address: envelope.address }),
    ...(replyTo === undefined ? {} : { ReplyTo: replyTo }),
    Subject: issue.subject,
    HtmlBody: fillIn(issue.html, recipient),
    TextBody: fillIn(issue.text, recipient),
    MessageStream: stream,
    TrackOpens: false,
    TrackLinks: "None",
    Headers: headers.map(([Name, Value]) => ({ Name, Value })),
    Attachments: issue.images.map(({ id, fileName, contentType, body }) => ({
      Name: fileName,
      Content: Buffer.from(body).toString("base64"),
      ContentType: contentType,
      ContentID: `cid:${id}`,
    })),
  };
}

function read({ status }: { readonly status: number }, answer: unknown): Outcome {
  const told = answerShape.safeParse(answer);
  if (!told.success) return refusalOf({ status, code: "", message: "" }, PROVIDER);
  const { ErrorCode: code, Message: message, MessageID: id } = told.data;
  if (status === 200 && code === 0) return { kind: "accepted", answer: id ?? message };
  if (OPERATORS.has(code)) return unsent(`${code} ${message}`, PROVIDER);
  if (code === INACTIVE) return { kind: "refused", answer: `${code} ${message}`, isGone: true };
  if (code === INVALID_REQUEST)
    return { kind: "refused", answer: `${code} ${message}`, isGone: false };
  return refusalOf({ status, code: String(code), message }, PROVIDER);
}
