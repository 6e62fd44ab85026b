import { createHmac } from "node:crypto";
import { z } from "zod";
import { channelOf, type Post } from "../../../newsroom/channel.ts";
import type { HttpClient } from "../../../web/http-client.ts";
import { json, tell } from "../ask.ts";
import { address, keyName, namedKey } from "../options.ts";

const options = z.strictObject({ url: address, key: keyName("WEBHOOK_SECRET") });
type Options = z.output<typeof options>;

const TYPES: Readonly<Record<Post["kind"], string>> = {
  post: "article.published",
  correction: "article.corrected",
  withdrawal: "article.withdrawn",
};

/** A program of your own: told by a request that is signed as Standard Webhooks says (https://www.standardwebhooks.com). */
export const webhook = channelOf<Options, undefined>({
  id: "webhook",
  about: "a program of your own, by a signed request (Standard Webhooks)",
  spacingMs: 0,
  keys: [],
  keysOf: namedKey,
  options,
  // What takes it knows by `webhook-id` what it has had already.
  isIdempotent: true,
  // JSON has no place for text and card, which are made when they are asked for.
  async post({ kind, ...post }, http, { options, key, at }) {
    await sent(http, options, key, at, {
      type: TYPES[kind],
      timestamp: new Date(at).toISOString(),
      data: post,
    });
  },
  async test(http, { options, at }) {
    await sent(http, options, "msg-test", at, { type: "test" });
    return `${new URL(options.url).host}, which takes signed requests`;
  },
});

async function sent(
  http: HttpClient,
  { url, key }: Options,
  id: string,
  at: number,
  content: object,
) {
  const { headers, body } = json(content);
  const timestamp = String(Math.floor(at / 1000));
  const signature = signed(`${id}.${timestamp}.${body}`, http.requiredKey(key));
  await tell(http, {
    url,
    shown: new URL(url).host,
    at,
    method: "POST" as const,
    body,
    headers: {
      ...headers,
      "webhook-id": id,
      "webhook-timestamp": timestamp,
      "webhook-signature": `v1,${signature}`,
    },
  });
}

/** HMAC-SHA256 in base64; a secret that begins with `whsec_` is base64 behind that. */
function signed(text: string, secret: string): string {
  const key = secret.startsWith("whsec_")
    ? Buffer.from(secret.slice(6), "base64")
    : Buffer.from(secret);
  return createHmac("sha256", key).update(text).digest("base64");
}
