import type { Context } from "hono";
import type { World } from "../../world/world.ts";
import type { Publication } from "../../publication/publication.ts";
import { personWith, type Account, type Accounts } from "./accounts.ts";
import type { Access, AccessOptions } from "./contract.ts";
import type { Door, Refuse } from "./door.ts";
import { addressOf, browserOf } from "./request.ts";
import { giveSession, withSession, type SignedIn } from "./sessions.ts";
import type { Throttle } from "./throttle.ts";

/** What the routes of access share. */
export interface Inside {
  readonly world: World;
  readonly publication: Publication;
  readonly accounts: Accounts;
  readonly throttle: Throttle;
  readonly door: Door;
  readonly page: AccessOptions["page"];
  readonly refuse: Refuse;
  /** Lets those on who may do as much. */
  readonly require: Access["require"];
  /** Writes down who did what from where, and tells it at the terminal. */
  note(context: Context, what: string): Promise<void>;
  /** Tells at the terminal alone: what may come without end fills no log. */
  tell(context: Context, what: string): void;
}

/**
 * Begins a session of a person in this browser, in place of any other that it had.
 * @param how they came in, as the end of a sentence.
 * @param grant what becomes of the account with that, such as a link that is spent; undefined where the person may not come in after all.
 * @returns the account, undefined where nobody was let in.
 */
export async function letIn(
  inside: Inside,
  context: Context,
  id: string,
  how: string,
  grant: (account: Account) => Account | undefined,
): Promise<Account | undefined> {
  const { accounts, door, world } = inside;
  const { site, signedIn } = door.visitOf(context);
  const from = { address: addressOf(context, site), browser: browserOf(context) };
  let token: string | undefined;
  const account = await accounts.change(id, (before) => {
    const granted = before && !before.isRemoved ? grant(before) : undefined;
    const begun = granted && withSession(granted, world.now(), from);
    token = begun?.token;
    return begun?.account;
  });
  if (account === undefined || token === undefined) return undefined;
  if (signedIn !== undefined) await endSession(accounts, signedIn);
  giveSession(context, site, id, token);
  await inside.note(context, `${personWith(account).name} signed in ${how}`);
  return account;
}

/** Ends the session of one browser. */
export async function endSession(
  accounts: Accounts,
  { account: { id }, session: { hash } }: SignedIn,
): Promise<void> {
  await accounts.change(
    id,
    (account) =>
      account && { ...account, sessions: account.sessions.filter((each) => each.hash !== hash) },
  );
}
