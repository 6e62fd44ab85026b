import { Hono } from "hono";
import type { Context } from "hono";
import { OWNER, type Account } from "./accounts.ts";
import type { AccessPages } from "./contract.ts";
import { letIn, type Inside } from "./inside.ts";
import { hashPassword, isPassword, weakness } from "./passwords.ts";
import { addressOf, field } from "./request.ts";
import { isLive, type SignedIn } from "./sessions.ts";

/** What lets a person in is changed only soon after they showed who they are. */
const FRESH_MS = 15 * 60_000;

/** How much of a session's hash names it in a page. */
const SHOWN = 12;

type Said = { readonly done: string } | { readonly problem: string } | undefined;

/** `/account`: sessions, password and passkeys of whoever is signed in. */
export function accountRoutes(inside: Inside): Hono {
  const { accounts, door, throttle, world, publication, page } = inside;

  const mine = (context: Context): SignedIn => {
    const { signedIn } = door.visitOf(context);
    if (signedIn === undefined) throw new Error("an account is shown to nobody");
    return signedIn;
  };

  const shown = async (context: Context, said?: Said): Promise<string> => {
    const { account: before, session } = mine(context);
    const account = (await accounts.find(before.id)) ?? before;
    const sessions = account.sessions
      .filter((each) => isLive(each, world.now()))
      .toSorted((one, other) => other.seen - one.seen);
    return page(context, "account", {
      formToken: door.formToken(context),
      done: said && "done" in said ? said.done : undefined,
      problem: said && "problem" in said ? said.problem : undefined,
      name: account.name,
      role: account.role,
      keys: account.id === OWNER ? undefined : keysOf(account, context),
      sessions: sessions.map((each) => ({
        id: each.hash.slice(0, SHOWN),
        browser: each.browser,
        address: each.address,
        began: timeOf(each.began),
        seen: timeOf(each.seen),
        isThis: each.hash === session.hash,
      })),
      hasOthers: sessions.length > 1,
    });
  };

  const keysOf = (account: Account, context: Context): AccessPages["account"]["keys"] => ({
    hasPassword: account.password !== undefined,
    recovery: account.secondFactor && String(account.secondFactor.recovery.length),
    hasPasskeys: door.visitOf(context).site.domain !== undefined,
    passkeys: account.passkeys.map(({ id, added }) => ({ id, added: timeOf(added) })),
  });

  const app = new Hono();
  app.get("/account", async (context) => context.html(await shown(context)));

  app.post("/account/sessions", async (context) => {
    const { account: before, session } = mine(context);
    const which = await field(context, "session");
    await accounts.change(
      before.id,
      (account) =>
        account && {
          ...account,
          sessions: account.sessions.filter(
            ({ hash }) =>
              hash === session.hash || (which !== "others" && hash.slice(0, SHOWN) !== which),
          ),
        },
    );
    return context.html(await shown(context, { done: "Signed out there." }));
  });

  app.post("/account/password", async (context) => {
    const { account } = mine(context);
    if (account.id === OWNER)
      return inside.refuse(context, 404, "Not found", "There is no password on this machine.");
    const [current, given] = [await field(context, "current"), await field(context, "password")];
    const { site } = door.visitOf(context);
    const wait = await throttle.count(account.id, addressOf(context, site), world.now());
    if (wait !== undefined)
      return context.html(
        await shown(context, { problem: "There were too many tries. Wait a quarter of an hour." }),
        429,
      );
    const isAllowed =
      account.password === undefined
        ? isFresh(mine(context), world.now())
        : await isPassword(current, account.password);
    if (!isAllowed) {
      const problem = "That is not your password now. Nothing was changed.";
      return context.html(await shown(context, { problem }), 403);
    }
    const problem = weakness(given, [account.name, publication.name]);
    if (problem !== undefined) return context.html(await shown(context, { problem }), 422);
    const password = await hashPassword(given);
    await letIn(inside, context, account.id, "anew with another password", (now) =>
      now.password === account.password ? { ...now, password, sessions: [] } : undefined,
    );
    await throttle.forgive(account.id, addressOf(context, site));
    await inside.note(context, `${account.name} changed the password`);
    return context.redirect("/account", 303);
  });

  app.post("/account/passkeys/remove", async (context) => {
    const { account: before } = mine(context);
    if (!isFresh(mine(context), world.now()))
      return context.html(await shown(context, { problem: SIGN_IN_AGAIN }), 403);
    const id = await field(context, "passkey");
    const account = await accounts.change(before.id, (now) => {
      const passkeys = now?.passkeys.filter((each) => each.id !== id) ?? [];
      const isWayIn =
        passkeys.length > 0 || now?.password !== undefined || now?.email !== undefined;
      return now && isWayIn ? { ...now, passkeys } : now;
    });
    const said = account?.passkeys.some((each) => each.id === id)
      ? { problem: "This is the only way you can sign in. Set a password first." }
      : { done: "The passkey is removed." };
    return context.html(await shown(context, said));
  });
  return app;
}

export const SIGN_IN_AGAIN = "Sign out and in again first: this needs to be sure of who you are.";

export function isFresh({ session }: SignedIn, now: number): boolean {
  return now - session.began < FRESH_MS;
}

function timeOf(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
