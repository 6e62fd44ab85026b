import { createVerify } from "node:crypto";
import { z } from "zod";
import type { World } from "../../../../world/world.ts";
import { reportedAt, type Report } from "../../bounces/report.ts";
import type { Ground, WebhookProvider } from "./provider.ts";

/** A message of Amazon SNS (https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html). */
const messageSchema = z.object({
  Type: z.enum(["Notification", "SubscriptionConfirmation", "UnsubscribeConfirmation"]),
  MessageId: z.string(),
  TopicArn: z.string(),
  Message: z.string(),
  Timestamp: z.string(),
  SignatureVersion: z.enum(["1", "2"]),
  Signature: z.string(),
  SigningCertURL: z.string(),
  Subject: z.string().optional(),
  SubscribeURL: z.string().optional(),
  Token: z.string().optional(),
});
type Message = z.infer<typeof messageSchema>;

const recipient = z.object({ emailAddress: z.string() });
const noticeSchema = z.object({
  notificationType: z.string().optional(),
  eventType: z.string().optional(),
  bounce: z
    .object({
      bounceType: z.string(),
      bounceSubType: z.string().optional(),
      bouncedRecipients: z.array(recipient),
      timestamp: z.string().optional(),
    })
    .optional(),
  complaint: z
    .object({
      complainedRecipients: z.array(recipient),
      complaintFeedbackType: z.string().nullish(),
      timestamp: z.string().optional(),
    })
    .optional(),
});

const HOST = /^sns\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$/;

const SIGNED = ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"] as const;
const SIGNED_OF_OTHERS = [
  "Message",
  "MessageId",
  "SubscribeURL",
  "Timestamp",
  "Token",
  "TopicArn",
  "Type",
] as const;

/** What is signed: names and values in turn, each on a line. */
export function signedText(message: Message): string {
  const names = message.Type === "Notification" ? SIGNED : SIGNED_OF_OTHERS;
  return names
    .filter((name) => message[name] !== undefined)
    .map((name) => `${name}\n${message[name]}\n`)
    .join("");
}

/**
 * Amazon SES tells of bounces through a topic of SNS, which signs. Everybody can have a topic that signs as well, so that one alone is
 * believed. Its subscription is confirmed when it asks.
 */
export const ses: WebhookProvider = {
  id: "ses",
  isOpen: ({ snsTopic }) => snsTopic !== undefined,
  async read({ body }, { world, snsTopic }: Ground) {
    const parsed = messageSchema.safeParse(JSON.parse(body));
    if (!parsed.success || parsed.data.TopicArn !== snsTopic) return undefined;
    const message = parsed.data;
    if (!(await isSigned(world, message))) return undefined;
    if (message.Type === "SubscriptionConfirmation") {
      const url = amazonAddress(message.SubscribeURL ?? "");
      if (url !== undefined) await fetched(world, url);
    }
    return message.Type === "Notification" ? reportsIn(message, world) : [];
  },
};

async function isSigned(world: World, message: Message): Promise<boolean> {
  const url = amazonAddress(message.SigningCertURL);
  if (url === undefined || !url.pathname.endsWith(".pem")) return false;
  const certificate = await fetched(world, url);
  const verify = createVerify(message.SignatureVersion === "2" ? "RSA-SHA256" : "RSA-SHA1");
  return verify.update(signedText(message)).verify(certificate, message.Signature, "base64");
}

function amazonAddress(text: string): URL | undefined {
  const url = URL.parse(text);
  const isTheirs = url?.protocol === "https:" && HOST.test(url.host) && url.username === "";
  return isTheirs ? url : undefined;
}

async function fetched({ net }: World, url: URL): Promise<string> {
  const { body } = await net.send({
    method: "GET",
    url,
    headers: {},
    connectMs: 5_000,
    totalMs: 10_000,
    maxBytes: 100_000,
    mayBePrivate: false,
  });
  return Buffer.from(body).toString();
}

function reportsIn({ Message: text, MessageId, Timestamp }: Message, world: World): Report[] {
  const notice = noticeSchema.safeParse(JSON.parse(text));
  if (!notice.success) return [];
  const { bounce, complaint } = notice.data;
  const common = { report: `ses ${MessageId}` };
  if (bounce)
    return bounce.bouncedRecipients.map(({ emailAddress }) => ({
      ...common,
      kind: bounce.bounceType === "Permanent" ? "hard" : "soft",
      at: reportedAt(bounce.timestamp ?? Timestamp, world.now()),
      addresses: [emailAddress],
      said: [bounce.bounceType, bounce.bounceSubType ?? ""].join(" ").trim(),
    }));
  // Whoever takes a mail out of the spam folder reports it too.
  if (!complaint || complaint.complaintFeedbackType === "not-spam") return [];
  return complaint.complainedRecipients.map(({ emailAddress }) => ({
    ...common,
    kind: "complaint",
    at: reportedAt(complaint.timestamp ?? Timestamp, world.now()),
    addresses: [emailAddress],
    said: complaint.complaintFeedbackType ?? "complaint",
  }));
}
