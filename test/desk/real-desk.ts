import { accountsOf, type Accounts } from "../../generator/desk/access/accounts.ts";
import { addPerson } from "../../generator/desk/access/people.ts";
import type { Role } from "../../generator/review/workflow/people.ts";
import { openTestStore } from "../support/store.ts";
import { realWorld } from "../../generator/world/disk.ts";
import { openDeskHome } from "./desk-home.ts";
import { PASSWORD, Visitor } from "./door.ts";

/** The day whose articles lie in the home: one that readers have seen, and drafts. */
export const DAY = "2025-05-08";
export const SEEN = "market-wrap";
export const DRAFT = "cross-market-note";

/** The review desk at a real socket, and people who come to it. */
export interface RealDesk extends AsyncDisposable {
  readonly port: number;
  readonly accounts: Accounts;
  /** A path within its home. */
  path(...names: string[]): string;
  /** Path of a link by which a new person sets a password. */
  invited(name: string, role: Role): Promise<string>;
  /** A new person, signed in. */
  joined(name: string, role: Role): Promise<Visitor>;
}

export async function realDesk(): Promise<RealDesk> {
  const { served, path, ...home } = await openDeskHome([DAY], [`${DAY}/${SEEN}`]);
  const store = await openTestStore(realWorld(), path());
  const accounts = accountsOf(store);
  const invited = async (name: string, role: Role): Promise<string> =>
    (await addPerson(accounts, name, role, undefined, Date.now())).path;
  return {
    port: served.port,
    accounts,
    path,
    invited,
    async joined(name, role) {
      const link = await invited(name, role);
      const visitor = new Visitor(served.port);
      await visitor.get(link);
      await visitor.post(link, { password: PASSWORD });
      return visitor;
    },
    async [Symbol.asyncDispose]() {
      await store.close();
      await home[Symbol.asyncDispose]();
    },
  };
}
