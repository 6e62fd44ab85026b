import type { IncomingMessage, ServerResponse } from "node:http";
import { expect, test } from "vitest";
import { envelopeOf } from "../../../generator/deliver/message/mailbox.ts";
import { messageId } from "../../../generator/deliver/message/headers.ts";
import { templateOf } from "../../../generator/deliver/message/template.ts";
import { openTransport } from "../../../generator/deliver/transports/open-transport.ts";
import type { Mail } from "../../../generator/deliver/transports/transport.ts";
import { mailSchema } from "../../../generator/publication/mail/mail-settings.ts";
import { provider, worldVia } from "../../gather/web/provider.ts";
import { mailingOf, recipientOf } from "../mailing.ts";

const KEYS = { MAIL_KEY: "a-secret-key-of-a-provider", MAIL_ID: "AKIDEXAMPLE" };

async function mailOf(): Promise<Mail> {
  const mailing = mailingOf();
  const recipient = recipientOf({ name: 'Ada "Countess" <Lovelace>, eve@evil.example' });
  return {
    mailing,
    recipient,
    envelope: envelopeOf(recipient.address)!,
    messageId: messageId(mailing, recipient),
    bytes: (await templateOf(mailing)).mailFor(recipient),
  };
}

interface Asked {
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Record<string, unknown>;
}

type Given = readonly [status: number, body: unknown, headers?: Readonly<Record<string, string>>];

/** Sends one mail by a provider that answers one after the other; the last answer goes on. */
async function sent(transport: object, answers: readonly (Given | "break off")[]) {
  const asked: Asked[] = [];
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.once("end", () => {
      const given = answers[Math.min(asked.length, answers.length - 1)]!;
      const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
      asked.push({ url: `${request.method} ${request.url}`, headers: request.headers, body });
      if (given === "break off") return void request.socket.destroy();
      const [status, told, headers = {}] = given;
      response.writeHead(status, { "content-type": "application/json", ...headers });
      response.end(JSON.stringify(told));
    });
  };
  const { base } = await provider(answer);
  const settings = mailSchema.parse({
    from: { name: "Bellwether Daily", address: "daily@bellwether.example" },
    postal: "1 Example Street",
    transport,
  });
  const opened = await openTransport(worldVia(base, "2025-05-08T12:30:00Z", KEYS), "/", settings);
  return { outcome: await opened.send(await mailOf()), asked };
}

const RESEND = { resend: { key: "MAIL_KEY" } };
const POSTMARK = { postmark: { key: "MAIL_KEY" } };
const SES = { ses: { region: "eu-west-1", id: "MAIL_ID", secret: "MAIL_KEY" } };

test("Resend gets one mail under one key, and sends it once though its answer is lost", async () => {
  const { outcome, asked } = await sent(RESEND, ["break off", [200, { id: "49a3999c" }]]);
  expect(outcome).toEqual({ kind: "accepted", answer: "49a3999c" });
  const [first, second] = asked;
  expect(first!.url).toBe("POST /https/api.resend.com/emails");
  expect(first!.headers["authorization"]).toBe(`Bearer ${KEYS.MAIL_KEY}`);
  expect(first!.headers["idempotency-key"]).toBe((await mailOf()).messageId);
  expect(second).toEqual(first);
  expect(first!.body).toMatchObject({
    from: '"Bellwether Daily" <daily@bellwether.example>',
    to: ['"Ada Countess Lovelace, eve@evil.example" <ada@reader.example>'],
    subject: mailingOf().issue.subject,
    headers: {
      "List-Unsubscribe": `<${recipientOf().unsubscribe}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
    attachments: [{ filename: "chart.png", content_type: "image/png", content_id: "chart" }],
  });
  expect(String(first!.body["html"])).toContain(recipientOf().unsubscribe);
});

const resendOutcome = async (status: number, name: string) =>
  (await sent(RESEND, [[status, { statusCode: status, name, message: "because" }]])).outcome;

test("what Resend answers is understood", async () => {
  expect(await resendOutcome(422, "validation_error")).toMatchObject({
    kind: "refused",
    isGone: false,
  });
  expect(await resendOutcome(429, "rate_limit_exceeded")).toEqual({
    kind: "unsent",
    answer: "429 rate_limit_exceeded because",
  });
  expect(await resendOutcome(429, "daily_quota_exceeded")).toMatchObject({
    kind: "unsent",
    fault: { code: "mail-server" },
  });
  expect(await resendOutcome(403, "validation_error")).toMatchObject({
    kind: "unsent",
    fault: { code: "mail-server" },
  });
  const lost = await sent(RESEND, ["break off"]);
  expect(lost.outcome).toMatchObject({ kind: "uncertain" });
  expect(lost.asked.length).toBe(3);
});

test("Postmark gets a mail once, by a stream for broadcasts, whatever comes of it", async () => {
  const { outcome, asked } = await sent(POSTMARK, [
    [200, { ErrorCode: 0, Message: "OK", MessageID: "b7bc2f4a", To: "ada@reader.example" }],
  ]);
  expect(outcome).toEqual({ kind: "accepted", answer: "b7bc2f4a" });
  const [{ url, headers, body }] = asked as [Asked];
  expect(url).toBe("POST /https/api.postmarkapp.com/email");
  expect(headers["x-postmark-server-token"]).toBe(KEYS.MAIL_KEY);
  expect(body).toMatchObject({
    MessageStream: "broadcast",
    TrackOpens: false,
    TrackLinks: "None",
    Attachments: [{ Name: "chart.png", ContentType: "image/png", ContentID: "cid:chart" }],
  });
  expect(body["Headers"]).toContainEqual({
    Name: "List-Unsubscribe-Post",
    Value: "List-Unsubscribe=One-Click",
  });
  const lost = await sent(POSTMARK, ["break off"]);
  expect(lost.outcome).toMatchObject({ kind: "uncertain" });
  expect(lost.asked.length).toBe(1);
  const broken = await sent(POSTMARK, [[500, { ErrorCode: 500, Message: "oops" }]]);
  expect(broken.outcome).toMatchObject({ kind: "uncertain" });
  expect(broken.asked.length).toBe(1);
});

const postmarkOutcome = async (status: number, ErrorCode: number) =>
  (await sent(POSTMARK, [[status, { ErrorCode, Message: "because" }]])).outcome;

test("what Postmark answers is understood", async () => {
  expect(await postmarkOutcome(422, 406)).toMatchObject({ kind: "refused", isGone: true });
  expect(await postmarkOutcome(422, 300)).toMatchObject({ kind: "refused", isGone: false });
  expect(await postmarkOutcome(401, 10)).toMatchObject({
    kind: "unsent",
    fault: { code: "mail-server" },
  });
  expect(await postmarkOutcome(422, 413)).toMatchObject({ kind: "unsent", fault: {} });
  expect(await postmarkOutcome(429, 429)).toEqual({ kind: "unsent", answer: "429 429 because" });
});

test("Amazon SES gets the mail as it is, in a request that is signed", async () => {
  const { outcome, asked } = await sent(SES, [[200, { MessageId: "0102018f" }]]);
  expect(outcome).toEqual({ kind: "accepted", answer: "0102018f" });
  const [{ url, headers, body }] = asked as [Asked];
  expect(url).toBe("POST /https/email.eu-west-1.amazonaws.com/v2/email/outbound-emails");
  expect(headers["authorization"]).toMatch(
    /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-west-1\/ses\/aws4_request, SignedHeaders=\S*host;x-amz-date\S*, Signature=[0-9a-f]{64}$/,
  );
  const raw = (body["Content"] as { Raw: { Data: string } }).Raw.Data;
  expect(Buffer.from(raw, "base64")).toEqual(Buffer.from((await mailOf()).bytes));
  expect(body).toMatchObject({
    FromEmailAddress: "daily@bellwether.example",
    Destination: { ToAddresses: ["ada@reader.example"] },
  });
});

const sesOutcome = async (status: number, type: string) =>
  (await sent(SES, [[status, { message: "because" }, { "x-amzn-errortype": `${type}:http://x/` }]]))
    .outcome;

test("what Amazon SES answers is understood", async () => {
  expect(await sesOutcome(400, "MessageRejected")).toMatchObject({
    kind: "refused",
    isGone: false,
  });
  expect(await sesOutcome(429, "TooManyRequestsException")).toEqual({
    kind: "unsent",
    answer: "429 TooManyRequestsException because",
  });
  expect(await sesOutcome(400, "SendingPausedException")).toMatchObject({
    kind: "unsent",
    fault: { code: "mail-server" },
  });
  expect(await sesOutcome(403, "InvalidSignatureException")).toMatchObject({
    kind: "unsent",
    fault: {},
  });
});

test("a key that is not set is named before anything is sent", async () => {
  await expect(sent({ resend: { key: "OTHER_KEY" } }, [[200, {}]])).rejects.toThrow(
    /OTHER_KEY is not set/,
  );
});
