import type { Instant } from "../../base/day.ts";
import type { Account } from "./accounts.ts";
import { newToken } from "../../base/tokens.ts";
import { hashOf } from "./tokens.ts";

/** How long a link that the terminal prints for its own machine is good for, and one that is passed on to a person. */
export const FIRST_LINK_MS = 10 * 60_000;
export const INVITATION_MS = 24 * 3_600_000;

interface Linked {
  readonly account: Account;
  readonly token: string;
}

/** The account with a new link, which alone is good from now on, and its token. */
export function withLink(account: Account, now: Instant, milliseconds: number): Linked {
  return linked({ ...account, links: [] }, now, milliseconds);
}

/** The same beside the links that are good still: each terminal that serves a desk of this machine has printed its own. */
export function withOneMoreLink(account: Account, now: Instant, milliseconds: number): Linked {
  const links = account.links.filter(({ ends }) => now < ends);
  return linked({ ...account, links }, now, milliseconds);
}

function linked(account: Account, now: Instant, milliseconds: number): Linked {
  const token = newToken();
  const link = { hash: hashOf(token), ends: now + milliseconds };
  return { account: { ...account, links: [...account.links, link] }, token };
}

export function isGood(account: Account | undefined, token: string, now: Instant): boolean {
  const hash = hashOf(token);
  return (
    account?.links.some((link) => link.hash === hash && now < link.ends && !account.isRemoved) ??
    false
  );
}

/** The account after a link was used, which is good no more; undefined where it is not good. */
export function spent(account: Account, token: string, now: Instant): Account | undefined {
  if (!isGood(account, token, now)) return undefined;
  const hash = hashOf(token);
  return { ...account, links: account.links.filter((link) => link.hash !== hash) };
}
