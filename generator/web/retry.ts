import { digest } from "../base/digest.ts";
import { NetFault, type NetReply } from "../world/net.ts";
import type { Instant } from "../base/day.ts";

/** Attempts for one answer, the first included. */
export const ATTEMPTS = 4;
/** A provider that asks to wait longer is left alone for this run, in milliseconds. */
export const LONGEST_WAIT_MS = 60_000;

const FIRST_WAIT_MS = 500;
const PASSING_STATUS = new Set([408, 425, 429, 500, 502, 503, 504]);
const PASSING_FAULT = new Set(["connect-timeout", "timeout", "refused", "reset", "truncated"]);

/** True for what may be over when asked again. */
export function mayPass(outcome: NetReply | NetFault): boolean {
  return outcome instanceof NetFault
    ? PASSING_FAULT.has(outcome.code)
    : PASSING_STATUS.has(outcome.status);
}

/**
 * What `Retry-After` asks for, in milliseconds from now: seconds, or an HTTP date (RFC 9110 §10.2.3). Undefined when it
 * is not given or says neither.
 */
export function retryAfter(reply: NetReply, now: Instant): number | undefined {
  const value = reply.headers.find(([name]) => name === "retry-after")?.[1]?.trim();
  if (value === undefined) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = value.endsWith("GMT") ? Date.parse(value) : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/**
 * How long to wait before the attempt after this one (1 for the first): doubling, and spread over half to all of that
 * by the request itself, so that many requests do not return at once and the same request waits the same time.
 */
export function backoff(attempt: number, request: string): number {
  const full = FIRST_WAIT_MS * 2 ** (attempt - 1);
  const spread = Number.parseInt(digest(`${request} ${attempt}`, 8), 16) / 0xffffffff;
  return Math.round(full * (0.5 + spread / 2));
}
