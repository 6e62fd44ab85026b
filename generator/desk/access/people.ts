import { mistake, type Failure } from "../../base/problem.ts";
import { suggestion } from "../../base/nearest.ts";
import { slug } from "../../base/slug.ts";
import type { Instant } from "../../base/day.ts";
import { emptyAccount, withoutKeys, type Account, type Accounts } from "./accounts.ts";
import { INVITATION_MS, withLink } from "./links.ts";
import type { Role } from "../../review/workflow/people.ts";

/** A one-time link by which a person sets what they sign in with. */
export interface Invitation {
  readonly account: Account;
  /** Path of the desk. */
  readonly path: string;
  readonly ends: Instant;
}

/** Adds a person, or one who was removed again. @throws Failure (2) where the name is taken, or nothing can be made of it. */
export async function addPerson(
  accounts: Accounts,
  name: string,
  role: Role,
  email: string | undefined,
  now: Instant,
): Promise<Invitation> {
  const id = slug(name);
  if (id === "" || name.length > 80 || /\p{Cc}/u.test(name))
    throw mistake({
      code: "user-name",
      message: `"${name}" cannot be a user's name: expected one of letters or digits, of 80 signs at most.`,
    });
  return invite(accounts, id, now, (account) => {
    if (account && !account.isRemoved)
      throw mistake({
        code: "user-exists",
        message: `There is a user "${account.name}" already, with the role ${account.role}.`,
        advice:
          "Give a new link with `bellwether user reset`, or another role with `bellwether user role`.",
      });
    return { ...emptyAccount(id, name, role), email: email?.toLowerCase() };
  });
}

/** Ends all that lets a person in, and gives a link by which they set it anew. */
export async function resetPerson(
  accounts: Accounts,
  name: string,
  now: Instant,
): Promise<Invitation> {
  const { id } = await personCalled(accounts, name);
  return invite(accounts, id, now, (account) => account && withoutKeys(account));
}

/** Gives a person another role; their sessions end. @throws Failure (2) where nobody would look after the others. */
export async function changeRole(accounts: Accounts, name: string, role: Role): Promise<Account> {
  const { id } = await personCalled(accounts, name);
  if (role !== "admin") await refuseLastAdmin(accounts, id);
  return changed(accounts, id, (account) => ({ ...account, role, sessions: [] }));
}

/** Ends all that lets a person in. @throws Failure (2) where nobody would look after the others. */
export async function removePerson(accounts: Accounts, name: string): Promise<Account> {
  const { id } = await personCalled(accounts, name);
  await refuseLastAdmin(accounts, id);
  return changed(accounts, id, (account) => ({ ...withoutKeys(account), isRemoved: true }));
}

/** @throws Failure (2) where a person is the only admin, and others are there to be looked after. */
async function refuseLastAdmin(accounts: Accounts, id: string): Promise<void> {
  const people = await present(accounts);
  const others = people.filter((each) => each.id !== id);
  const isAdmin = people.some((each) => each.id === id && each.role === "admin");
  if (!isAdmin || others.length === 0 || others.some(({ role }) => role === "admin")) return;
  throw mistake({
    code: "last-admin",
    message: "This is the only admin, and the others have to be looked after.",
    advice: "Give somebody else the role admin first.",
  });
}

/** What is shown of an account: nothing that lets anybody in. */
export function tellPerson(account: Account) {
  const { id, name, role, email, password, passkeys, subject, sessions, secondFactor } = account;
  const lastSeen = Math.max(...sessions.map(({ seen }) => seen));
  return {
    id,
    name,
    role,
    email,
    signsInBy: [
      ...(password === undefined ? [] : [secondFactor ? "password and code" : "password"]),
      ...(passkeys.length === 0 ? [] : ["passkey"]),
      ...(email === undefined && subject === undefined ? [] : ["account"]),
    ],
    lastSeen: Number.isFinite(lastSeen) ? new Date(lastSeen).toISOString().slice(0, 16) : undefined,
  };
}

/** A person as lists show them. */
export type ToldPerson = ReturnType<typeof tellPerson>;

/** Everybody who may come in. */
export async function present(accounts: Accounts): Promise<readonly Account[]> {
  return (await accounts.all()).filter(({ isRemoved }) => !isRemoved);
}

async function invite(
  accounts: Accounts,
  id: string,
  now: Instant,
  work: (account: Account | undefined) => Account | undefined,
): Promise<Invitation> {
  let token = "";
  const account = await accounts.change(id, (before) => {
    const made = work(before);
    const linked = made && withLink(made, now, INVITATION_MS);
    token = linked?.token ?? "";
    return linked?.account;
  });
  if (account === undefined || token === "") throw unknown(id, []);
  return { account, path: `/welcome/${id}/${token}`, ends: now + INVITATION_MS };
}

async function changed(
  accounts: Accounts,
  id: string,
  work: (account: Account) => Account,
): Promise<Account> {
  const account = await accounts.change(id, (before) => before && work(before));
  if (account === undefined) throw unknown(id, []);
  return account;
}

async function personCalled(accounts: Accounts, name: string): Promise<Account> {
  const people = await present(accounts);
  const found = people.find(({ id }) => id === slug(name));
  if (found === undefined)
    throw unknown(
      name,
      people.map((person) => person.name),
    );
  return found;
}

function unknown(name: string, names: readonly string[]): Failure {
  return mistake({
    code: "unknown-user",
    message: `There is no user "${name}".`,
    advice: names.length === 0 ? "Add one with `bellwether user add`." : suggestion(name, names),
  });
}
