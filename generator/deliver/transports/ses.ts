import { AwsV4Signer } from "aws4fetch";
import { z } from "zod";
import type { HttpClient } from "../../web/http-client.ts";
import { post, refusalOf } from "./http-answers.ts";
import { unsent } from "./smtp-answers.ts";
import { needsUtf8 } from "../message/mailbox.ts";
import { unspeakable, type Outcome, type Transport } from "./transport.ts";

/** An account out of the sandbox usually begins with 14 mails a second (https://docs.aws.amazon.com/ses/latest/dg/quotas.html). */
export const SES_SPACING_MS = 72;

const PROVIDER = "Amazon SES";

const sentShape = z.object({ MessageId: z.string() });
const refusedShape = z.object({ message: z.string().default("") });

/** Of account, domain and settings: nothing that a recipient can do about. */
const OPERATORS = new Set([
  "AccountSuspendedException",
  "LimitExceededException",
  "MailFromDomainNotVerifiedException",
  "NotFoundException",
  "SendingPausedException",
]);

/** The two halves of a key of AWS. */
export interface AwsKey {
  readonly id: string;
  readonly secret: string;
}

/** Through version 2 of the API of Amazon SES, the whole mail as it is (https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html). */
export function sesTransport(http: HttpClient, key: AwsKey, region: string): Transport {
  const url = `https://email.${region}.amazonaws.com/v2/email/outbound-emails`;
  return {
    id: "ses",
    shown: `${PROVIDER} in ${region}`,
    connections: 1,
    async send({ bytes, envelope, mailing }) {
      // https://docs.aws.amazon.com/ses/latest/dg/send-email-concepts-email-format.html
      if (needsUtf8(envelope)) return unspeakable(PROVIDER);
      const body = JSON.stringify({
        FromEmailAddress: mailing.from.address,
        Destination: { ToAddresses: [envelope.address] },
        Content: { Raw: { Data: Buffer.from(bytes).toString("base64") } },
      });
      const signer = new AwsV4Signer({
        url,
        method: "POST",
        body,
        headers: { "content-type": "application/json" },
        accessKeyId: key.id,
        secretAccessKey: key.secret,
        service: "ses",
        region,
      });
      const { headers } = await signer.sign();
      return post(http, url, Object.fromEntries(headers), body, read);
    },
    async close() {},
  };
}

function read(
  {
    status,
    headers,
  }: { readonly status: number; readonly headers: readonly (readonly [string, string])[] },
  answer: unknown,
): Outcome {
  const sent = sentShape.safeParse(answer);
  if (status === 200 && sent.success) return { kind: "accepted", answer: sent.data.MessageId };
  const type = headers.find(([name]) => name === "x-amzn-errortype")?.[1] ?? "";
  const code = type.replace(/[:;].*$/, "");
  const { message } = refusedShape.catch({ message: "" }).parse(answer);
  if (OPERATORS.has(code)) return unsent(`${code} ${message}`, PROVIDER);
  return refusalOf({ status, code, message }, PROVIDER);
}
