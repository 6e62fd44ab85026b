import { WebFault } from "../../web/fault.ts";
import type { HttpClient } from "../../web/http-client.ts";
import type { NetReply } from "../../world/net.ts";
import { unsent } from "./smtp-answers.ts";
import type { Outcome } from "./transport.ts";

/** What a provider says of a request that it does not take. */
export interface Refusal {
  readonly status: number;
  /** The provider's own name or number of it; empty where it gives none. */
  readonly code: string;
  readonly message: string;
}

/** Before these, nothing of a request has left this machine. */
export const NOT_SENT: ReadonlySet<string> = new Set([
  "bad-address",
  "private-address",
  "unknown-host",
  "connect-timeout",
  "refused",
  "tls",
  "resting",
  "asked-to-wait",
]);

/** Asks a provider to send one mail, once. @param read what the answer says: an id, or a refusal */
export async function post(
  http: HttpClient,
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  read: (reply: NetReply, answer: unknown) => Outcome,
): Promise<Outcome> {
  try {
    const reply = await http.once(url, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json", ...headers },
      body,
    });
    return read(reply, parsed(reply));
  } catch (error) {
    if (!(error instanceof WebFault)) throw error;
    return NOT_SENT.has(error.code)
      ? { kind: "unsent", answer: error.message }
      : { kind: "uncertain", answer: error.message };
  }
}

/** What a refusal comes to where the provider has no word of its own for it. */
export function refusalOf({ status, code, message }: Refusal, provider: string): Outcome {
  const answer = [status, code, message].filter((part) => part !== "").join(" ");
  if (status === 429) return { kind: "unsent", answer };
  if (status === 401 || status === 403) return unsent(answer, provider);
  // It failed while it worked on the mail, and does not say how far it had come.
  if (status >= 500) return { kind: "uncertain", answer };
  return { kind: "refused", answer, isGone: false };
}

function parsed({ body }: NetReply): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}
