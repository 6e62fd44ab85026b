import type { z } from "zod";
import { sampleOf } from "../../base/sample.ts";
import { held } from "../../web/answer.ts";
import { WebFault } from "../../web/fault.ts";
import type { HttpClient } from "../../web/http-client.ts";
import type { Question } from "../../web/web.ts";
import { retryAfter } from "../../web/retry.ts";
import type { NetReply } from "../../world/net.ts";
import type { Instant } from "../../base/day.ts";

type Extras = Pick<Question, "method" | "headers" | "body">;

/** What is asked of a channel. */
export interface Asked extends Extras {
  readonly url: string;
  /** As messages name it: an address may hold a key. */
  readonly shown: string;
  readonly at: Instant;
}

/**
 * Asks a channel once, and holds a good answer (status 200 to 299) to its form.
 * @param said what an answer that is none says of itself, such as its `error`.
 * @throws WebFault with the status of any other answer
 */
export async function ask<S extends z.ZodType>(
  http: HttpClient,
  { url, shown, at, ...extras }: Asked,
  shape: S,
  said: (answer: unknown) => string = errorIn,
): Promise<z.output<S>> {
  const reply = await http.once(url, extras);
  const answer = parsed(reply);
  if (isGood(reply)) return held(answer, shape, shown);
  throw refusal(reply, said(answer), shown, at);
}

/** The same of a channel that says nothing of use when all is well. */
export async function tell(http: HttpClient, { url, shown, at, ...extras }: Asked): Promise<void> {
  const reply = await http.once(url, extras);
  if (!isGood(reply)) throw refusal(reply, errorIn(parsed(reply)), shown, at);
}

/** What an answer comes to that is no good one. */
export function refusal(reply: NetReply, said: string, shown: string, at: Instant): WebFault {
  const why = said === "" ? "" : `, ${sampleOf(said)}`;
  return new WebFault("status", `${shown}: status ${reply.status}${why}`, {
    status: reply.status,
    waitMs: retryAfter(reply, at),
  });
}

/** Headers and body of JSON. */
export function json(body: unknown): {
  readonly headers: Record<string, string>;
  readonly body: string;
} {
  return { headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}

/** Headers and body of a form with a file (RFC 7578). */
export async function form(
  fields: Readonly<Record<string, string>>,
  file: {
    readonly field: string;
    readonly name: string;
    readonly type: string;
    readonly body: Uint8Array;
  },
): Promise<{ readonly headers: Record<string, string>; readonly body: Uint8Array }> {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  data.set(file.field, new Blob([Buffer.from(file.body)], { type: file.type }), file.name);
  const packed = new Response(data);
  return {
    headers: { "content-type": packed.headers.get("content-type")! },
    body: new Uint8Array(await packed.arrayBuffer()),
  };
}

function isGood({ status }: NetReply): boolean {
  return status >= 200 && status < 300;
}

function parsed({ body }: NetReply): unknown {
  const text = new TextDecoder().decode(body);
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Where providers say what they do not like. */
const SAID = ["message", "error_description", "description", "error", "context", "code"];

function errorIn(answer: unknown): string {
  if (typeof answer === "string") return answer.startsWith("<") ? "" : answer;
  const fields = Object(answer) as Record<string, unknown>;
  const first = Array.isArray(fields["errors"]) ? (fields["errors"][0] as unknown) : undefined;
  if (first !== undefined) return errorIn(first);
  const found = SAID.map((name) => fields[name]).filter((each) => typeof each === "string");
  return [...new Set(found)].slice(0, 2).join(": ");
}
