import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { CookieOptions } from "hono/utils/cookie";
import type { Instant } from "../../base/day.ts";
import { OWNER, type Account, type Accounts, type Session } from "./accounts.ts";
import type { DeskSite } from "./site.ts";
import { newToken } from "../../base/tokens.ts";
import { hashOf } from "./tokens.ts";

/** A session ends when nobody has used it for four hours, and sixteen after it began: a long day at the desk. */
const IDLE_MS = 4 * 3_600_000;
const LONGEST_MS = 16 * 3_600_000;
/** Sessions of one person at a time; the oldest give way. */
const MOST = 20;
/** How stale the time of the last use may be: it is not written at every request. */
const TOUCH_MS = 60_000;

/** A browser that shows a token of a session. */
export interface SignedIn {
  readonly account: Account;
  readonly session: Session;
  readonly token: string;
}

export function isLive({ began, seen }: Session, now: Instant): boolean {
  return now - seen < IDLE_MS && now - began < LONGEST_MS;
}

/** Whoever the request's cookie stands for. */
export async function signedIn(
  accounts: Accounts,
  context: Context,
  site: DeskSite,
  now: Instant,
): Promise<SignedIn | undefined> {
  const [id, token] = cookieOf(context, site, "desk")?.split(".") ?? [];
  if (id === undefined || token === undefined) return undefined;
  const account = await accounts.find(id);
  if (account === undefined || account.isRemoved) return undefined;
  if (id === OWNER && (await accounts.hasPeople())) return undefined;
  const hash = hashOf(token);
  const session = account.sessions.find((each) => each.hash === hash && isLive(each, now));
  if (session === undefined) return undefined;
  if (now - session.seen >= TOUCH_MS) touch(accounts, id, hash, now);
  return { account, session, token };
}

/** Notes that a session was used; a page does not wait for it, since another command may be writing to the store for long. */
function touch(accounts: Accounts, id: string, hash: string, now: Instant): void {
  const changed = accounts.change(id, (account) => {
    if (!account?.sessions.some((each) => each.hash === hash)) return account;
    const sessions = account.sessions.map((each) =>
      each.hash === hash ? { ...each, seen: now } : each,
    );
    return { ...account, sessions };
  });
  // Where it cannot be noted now, it is at the next request.
  changed.catch(() => undefined);
}

/** The account with one more session, and its token. */
export function withSession(
  account: Account,
  now: Instant,
  from: Pick<Session, "address" | "browser">,
): { readonly account: Account; readonly token: string } {
  const token = newToken();
  const session = { hash: hashOf(token), began: now, seen: now, ...from };
  const live = account.sessions.filter((each) => isLive(each, now)).slice(1 - MOST);
  return { account: { ...account, sessions: [...live, session] }, token };
}

/** Gives the browser a session's token, in place of what it had before. */
export function giveSession(context: Context, site: DeskSite, id: string, token: string): void {
  giveCookie(context, site, "desk", `${id}.${token}`);
  takeCookie(context, site, "visit");
}

type CookieName = "desk" | "visit";

export function cookieOf(context: Context, site: DeskSite, name: CookieName): string | undefined {
  return site.isSecure ? getCookie(context, name, "host") : getCookie(context, name + site.port);
}

export function giveCookie(
  context: Context,
  site: DeskSite,
  name: CookieName,
  value: string,
): void {
  setCookie(context, site.isSecure ? name : name + site.port, value, optionsOf(site));
}

export function takeCookie(context: Context, site: DeskSite, name: CookieName): void {
  deleteCookie(context, site.isSecure ? name : name + site.port, optionsOf(site));
}

/** Lax and not strict: a person comes back from the provider of accounts, and from a link in a mail, as who they are. */
function optionsOf({ isSecure }: DeskSite): CookieOptions {
  const usual = { path: "/", httpOnly: true, sameSite: "Lax" } as const;
  return isSecure ? { ...usual, secure: true, prefix: "host" } : usual;
}
