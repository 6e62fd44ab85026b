import type { Instant } from "../../base/day.ts";
import type { Account } from "./accounts.ts";
import { newToken } from "../../base/tokens.ts";
import { hashOf } from "./tokens.ts";

/** How long a link that the terminal prints for its own machine is good for, and one that is passed on to a person. */
export const FIRST_LINK_MS = 10 * 60_000;
export const INVITATION_MS = 24 * 3_600_000;

/** The account with one more link, which alone is good from now on, and its token. */
export function withLink(
  account: Account,
  now: Instant,
  milliseconds: number,
): { readonly account: Account; readonly token: string } {
  const token = newToken();
  const link = { hash: hashOf(token), ends: now + milliseconds };
  return { account: { ...account, links: [link] }, token };
}

export function isGood(account: Account | undefined, token: string, now: Instant): boolean {
  const hash = hashOf(token);
  return (
    account?.links.some((link) => link.hash === hash && now < link.ends && !account.isRemoved) ??
    false
  );
}

/** The account after a link was used; undefined where it is not good. */
export function spent(account: Account, token: string, now: Instant): Account | undefined {
  return isGood(account, token, now) ? { ...account, links: [] } : undefined;
}
