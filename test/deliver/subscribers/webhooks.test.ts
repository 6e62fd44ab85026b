import { createSign, generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { svixSignature } from "../../../generator/deliver/subscribers/service/webhooks/resend.ts";
import { signedText } from "../../../generator/deliver/subscribers/service/webhooks/ses.ts";
import type { World } from "../../../generator/world/world.ts";
import { MAIL, openService, SERVICE, type TestService } from "./service-home.ts";

const stateOf = async ({ store }: TestService, id: string) =>
  (await store.subscribers.byId(id))?.state;

const call = (service: TestService, provider: string, body: unknown, headers = {}) =>
  service.ask("POST", `/letters/webhooks/${provider}`, {
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

test("without a secret no provider is listened to", async () => {
  const service = await openService();
  for (const provider of ["postmark", "resend", "ses"])
    expect((await call(service, provider, {})).status).toBe(404);
});

const basic = (text: string) => ({
  authorization: `Basic ${Buffer.from(text).toString("base64")}`,
});

test("Postmark is believed by its password: hard, soft and spam complaints", async () => {
  const service = await openService({ env: { BELLWETHER_POSTMARK_WEBHOOK: "postmark:secret" } });
  const proven = basic("postmark:secret");
  const [hard, soft, spam, auto] = await Promise.all([1, 2, 3, 4].map(() => service.subscriber()));
  let ID = 0;
  const notice = (Type: string, Email: string) => ({
    RecordType: "Bounce",
    ID: ++ID,
    Type,
    Email,
    BouncedAt: "2025-05-08T13:28:10.2735393-04:00",
  });
  const hardNotice = notice("HardBounce", hard!.address);
  for (const headers of [{}, basic("postmark:other"), basic("")])
    expect((await call(service, "postmark", hardNotice, headers)).status).toBe(403);
  expect(await stateOf(service, hard!.id)).toBe("active");
  expect((await call(service, "postmark", hardNotice, proven)).status).toBe(200);
  expect((await call(service, "postmark", hardNotice, proven)).status).toBe(200);
  expect(await stateOf(service, hard!.id)).toBe("bounced");
  await call(
    service,
    "postmark",
    { RecordType: "SpamComplaint", ID: 99, Email: spam!.address },
    proven,
  );
  expect(await stateOf(service, spam!.id)).toBe("complained");
  await call(service, "postmark", notice("AutoResponder", auto!.address), proven);
  const repeated = notice("SoftBounce", soft!.address);
  for (let time = 0; time < 9; time++) await call(service, "postmark", repeated, proven);
  expect(await stateOf(service, soft!.id)).toBe("active");
  for (let time = 0; time < 4; time++)
    await call(service, "postmark", notice("SoftBounce", soft!.address), proven);
  expect(await stateOf(service, soft!.id)).toBe("bounced");
  expect(await stateOf(service, auto!.id)).toBe("active");
  expect((await call(service, "postmark", "{", proven)).status).toBe(400);
  expect((await call(service, "postmark", { RecordType: "Open" }, proven)).status).toBe(200);
});

test("Svix signs as its documentation shows", () => {
  const secret = Buffer.from("plJ3nmyCDGBKInavdOK15jsl", "base64");
  const body = '{"event_type":"ping","data":{"success":true}}';
  expect(svixSignature(secret, "msg_loFOjxBNrRLzqYUf", "1731705121", body)).toBe(
    "rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=",
  );
});

const resendNotice = (type: string, to: string, bounce?: object) =>
  JSON.stringify({
    type,
    created_at: "2025-05-08T12:00:00.000Z",
    data: { to: [to], ...(bounce && { bounce }) },
  });

test("Resend is believed by its signature over the very bytes, within five minutes", async () => {
  const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  const service = await openService({ env: { BELLWETHER_RESEND_WEBHOOK: secret } });
  const key = Buffer.from(secret.slice(6), "base64");
  const signed = (body: string, at = service.now(), id = "msg_1") => {
    const timestamp = String(Math.floor(at / 1000));
    const signature = `v1,other v1,${svixSignature(key, id, timestamp, body)}`;
    return { "svix-id": id, "svix-timestamp": timestamp, "svix-signature": signature };
  };
  const [hard, soft, spam] = await Promise.all([1, 2, 3].map(() => service.subscriber()));
  const body = resendNotice("email.bounced", hard!.address, {
    type: "Permanent",
    subType: "General",
  });
  for (const headers of [
    {},
    signed(`${body} `),
    signed(body, service.now() - 301_000),
    // The clock runs on until this one is read.
    signed(body, service.now() + 360_000),
    { ...signed(body), "svix-id": "msg_2" },
    { ...signed(body), "svix-timestamp": "NaN" },
  ])
    expect((await call(service, "resend", body, headers)).status).toBe(403);
  expect(await stateOf(service, hard!.id)).toBe("active");
  expect((await call(service, "resend", body, signed(body))).status).toBe(200);
  expect(await stateOf(service, hard!.id)).toBe("bounced");
  const transient = resendNotice("email.bounced", soft!.address, {
    type: "Transient",
    subType: "MailboxFull",
  });
  await call(service, "resend", transient, signed(transient));
  expect(await stateOf(service, soft!.id)).toBe("active");
  const complaint = resendNotice("email.complained", spam!.address);
  await call(service, "resend", complaint, signed(complaint));
  expect(await stateOf(service, spam!.id)).toBe("complained");
});

const TOPIC = "arn:aws:sns:eu-west-1:123456789012:bounces";
const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });

/** A message of Amazon SNS, signed as it is. */
function message(about: Record<string, unknown>, version: "1" | "2" = "2") {
  const unsigned = {
    Type: "Notification" as const,
    MessageId: "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
    TopicArn: TOPIC,
    Timestamp: "2025-05-08T12:00:00.000Z",
    SignatureVersion: version,
    SigningCertURL: "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-1.pem",
    Signature: "",
    Message: "",
    ...about,
  };
  const sign = createSign(version === "2" ? "RSA-SHA256" : "RSA-SHA1");
  return { ...unsigned, Signature: sign.update(signedText(unsigned)).sign(privateKey, "base64") };
}

/** The network as Amazon answers there; every address that was asked for is kept. */
function amazon(asked: string[]): World["net"] {
  return {
    wait: async () => undefined,
    resolve: async () => [],
    async send({ url }) {
      asked.push(url.href);
      const pem = publicKey.export({ type: "spki", format: "pem" });
      return { status: 200, headers: [], body: Buffer.from(pem) };
    },
  };
}

const bounce = (bounceType: string, emailAddress: string) =>
  JSON.stringify({
    notificationType: "Bounce",
    bounce: {
      bounceType,
      bounceSubType: "General",
      bouncedRecipients: [{ emailAddress }],
      timestamp: "2025-05-08T12:00:00.000Z",
    },
  });

const complaint = (emailAddress: string, complaintFeedbackType?: string) =>
  JSON.stringify({
    eventType: "Complaint",
    complaint: { complainedRecipients: [{ emailAddress }], complaintFeedbackType },
  });

test("Amazon SES is believed by the signature and the topic of SNS", async () => {
  const asked: string[] = [];
  const service = await openService({
    net: amazon(asked),
    publication: { mail: { ...MAIL, service: SERVICE, snsTopic: TOPIC } },
  });
  const [hard, soft, spam, glad] = await Promise.all([1, 2, 3, 4].map(() => service.subscriber()));
  const good = message({ Message: bounce("Permanent", hard!.address) });
  for (const bad of [
    { ...good, Message: bounce("Permanent", spam!.address) },
    { ...good, Signature: "AAAA" },
    message({ Message: good.Message, TopicArn: TOPIC.replace("bounces", "mine") }),
    message({
      Message: good.Message,
      SigningCertURL: "https://sns.eu-west-1.amazonaws.com.evil.example/a.pem",
    }),
    message({ Message: good.Message, SigningCertURL: "http://sns.eu-west-1.amazonaws.com/a.pem" }),
    message({ Message: good.Message, SigningCertURL: "https://s3.amazonaws.com/bucket/a.pem" }),
    message({
      Message: good.Message,
      SigningCertURL: "https://sns.eu-west-1.amazonaws.com@evil.example/a.pem",
    }),
  ])
    expect((await call(service, "ses", bad)).status).toBe(403);
  expect(await stateOf(service, hard!.id)).toBe("active");
  expect(asked.every((url) => url.startsWith("https://sns.eu-west-1.amazonaws.com/"))).toBe(true);
  expect((await call(service, "ses", good, { "content-type": "text/plain" })).status).toBe(200);
  expect(await stateOf(service, hard!.id)).toBe("bounced");
  await call(
    service,
    "ses",
    message({ Message: bounce("Transient", soft!.address), Subject: "Bounce" }, "1"),
  );
  expect(await stateOf(service, soft!.id)).toBe("active");
  await call(service, "ses", message({ Message: complaint(glad!.address, "not-spam") }));
  expect(await stateOf(service, glad!.id)).toBe("active");
  await call(service, "ses", message({ Message: complaint(spam!.address) }));
  expect(await stateOf(service, spam!.id)).toBe("complained");
});

test("a subscription of SNS is confirmed at Amazon alone, and for the topic alone", async () => {
  const asked: string[] = [];
  const service = await openService({
    net: amazon(asked),
    publication: { mail: { ...MAIL, service: SERVICE, snsTopic: TOPIC } },
  });
  const asking = (about: object) =>
    call(
      service,
      "ses",
      message({ Type: "SubscriptionConfirmation", Token: "t", Message: "m", ...about }),
    );
  const url = "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=t";
  expect((await asking({ SubscribeURL: "https://evil.example/?Token=t" })).status).toBe(200);
  expect((await asking({ SubscribeURL: url, TopicArn: `${TOPIC}-of-others` })).status).toBe(403);
  expect(asked.filter((each) => each.includes("Token=t"))).toEqual([]);
  expect((await asking({ SubscribeURL: url })).status).toBe(200);
  expect(asked.filter((each) => each.includes("Token=t"))).toEqual([url]);
});
