import { createHmac, hash, randomBytes } from "node:crypto";
import type { Instant } from "../../base/day.ts";
import { isSame } from "../../base/tokens.ts";

/** What is kept of a token: enough to know it again, and nothing that could be shown in its place. */
export function hashOf(token: string): string {
  return hash("sha256", token, "base64url");
}

const SALT = 16;

/**
 * A token that only the holder of a secret can have been given, for one purpose: nothing has to be kept to know it again. With a random
 * salt no two pages bear the same, so that their compressed length gives nothing away.
 */
export function derivedToken(secret: string, purpose: string, salt = randomSalt()): string {
  return salt + createHmac("sha256", secret).update(`${purpose}\n${salt}`).digest("base64url");
}

export function isDerived(token: string, secret: string, purpose: string): boolean {
  return isSame(token, derivedToken(secret, purpose, token.slice(0, SALT)));
}

/** A derived token that says when it was given. */
export function datedToken(secret: string, purpose: string, now: Instant): string {
  return derivedToken(secret, purpose, now.toString(36).padStart(SALT, "0"));
}

/** Whether such a token was given less than so many milliseconds ago. */
export function isRecent(
  token: string,
  secret: string,
  purpose: string,
  now: Instant,
  milliseconds: number,
): boolean {
  const age = now - Number.parseInt(token.slice(0, SALT), 36);
  return age >= 0 && age < milliseconds && isDerived(token, secret, purpose);
}

function randomSalt(): string {
  return randomBytes(SALT).toString("base64url").slice(0, SALT);
}
