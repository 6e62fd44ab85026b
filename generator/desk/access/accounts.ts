import type { Instant } from "../../base/day.ts";
import { slug } from "../../base/slug.ts";
import type { Store, Writer } from "../../store/store.ts";
import type { Person, Role } from "../../review/workflow/people.ts";

/** A person with all that lets them in. Tokens are kept as their hashes alone. */
export interface Account extends Person {
  /** Removed people stay known by name: what they did stays theirs. */
  readonly isRemoved: boolean;
  /** By which the provider of accounts knows the person the first time. */
  readonly email?: string | undefined;
  /** By which it knows them from then on. */
  readonly subject?: { readonly issuer: string; readonly id: string } | undefined;
  readonly password?: string | undefined;
  /** Asked for behind the password. */
  readonly secondFactor?: SecondFactor | undefined;
  readonly passkeys: readonly Passkey[];
  readonly links: readonly Ending[];
  readonly sessions: readonly Session[];
  /** Challenges that were answered, so that none is answered twice. */
  readonly answered: readonly Ending[];
}

/** What a person shows beside their password. */
interface SecondFactor {
  /** Shared with their app, in base 32. */
  readonly secret: string;
  /** Step of time of the last code that was taken. */
  readonly last: number;
  /** Hashes of the recovery codes that are left. */
  readonly recovery: readonly string[];
}

export interface Passkey {
  readonly id: string;
  /** COSE key, base64url. */
  readonly key: string;
  readonly counter: number;
  readonly added: Instant;
}

/** Hash of something that is worth nothing from an instant on. */
export interface Ending {
  readonly hash: string;
  readonly ends: Instant;
}

export interface Session {
  /** Hash of the token in the cookie. */
  readonly hash: string;
  readonly began: Instant;
  readonly seen: Instant;
  readonly address: string;
  readonly browser: string;
}

/** Under this id the one person of a machine is kept, which no slug can be. */
export const OWNER = "@owner";

const INDEX = "desk/people";

/** The accounts in the store. */
export interface Accounts {
  find(id: string): Promise<Account | undefined>;
  /** Everybody who was ever added, by id; not the one person of a machine. */
  all(): Promise<readonly Account[]>;
  /** Whether anybody may sign in by name. */
  hasPeople(): Promise<boolean>;
  /**
   * Puts what `work` makes of an account in its place, while nobody else changes one; nothing where it makes nothing of it.
   * @returns what is there now.
   */
  change(
    id: string,
    work: (account: Account | undefined) => Account | undefined,
  ): Promise<Account | undefined>;
}

/** An account without anything that lets its person in. */
export function emptyAccount(id: string, name: string, role: Role): Account {
  return { id, name, role, isRemoved: false, passkeys: [], links: [], sessions: [], answered: [] };
}

/** Whom an account is of, and nothing of what lets them in. */
export function personWith({ id, name, role }: Account): Person {
  return { id: id === OWNER ? slug(name) || "editor" : id, name, role };
}

/** The account after all that let its person in was ended; what they are known by stays. */
export function withoutKeys({ id, name, role, isRemoved, email }: Account): Account {
  return { ...emptyAccount(id, name, role), isRemoved, email };
}

export function accountsOf(store: Store): Accounts {
  const read = async <T>(name: string): Promise<T | undefined> => {
    const body = await store.document(name);
    return body === undefined ? undefined : (JSON.parse(body) as T);
  };
  const find = (id: string): Promise<Account | undefined> => read(documentOf(id));
  const ids = async (): Promise<readonly string[]> => (await read<string[]>(INDEX)) ?? [];
  const all = async (): Promise<Account[]> =>
    (await Promise.all((await ids()).map(find))).filter((account) => account !== undefined);
  const list = async (writer: Writer, id: string): Promise<void> => {
    const known = await ids();
    if (id !== OWNER && !known.includes(id))
      await writer.keepDocument(INDEX, JSON.stringify([...known, id].toSorted()));
  };
  return {
    find,
    all,
    hasPeople: async () => (await all()).some(({ isRemoved }) => !isRemoved),
    change: (id, work) =>
      store.write(async (writer) => {
        const before = await find(id);
        const after = work(before);
        if (after === undefined || after === before) return before;
        await list(writer, id);
        await writer.keepDocument(documentOf(id), JSON.stringify(after));
        return after;
      }),
  };
}

function documentOf(id: string): string {
  return `desk/person/${id}`;
}
