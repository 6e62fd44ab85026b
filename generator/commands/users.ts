import { mistake } from "../base/problem.ts";
import { suggestion } from "../base/nearest.ts";
import { tableLines } from "../base/table.ts";
import { accountsOf, type Account, type Accounts } from "../desk/access/accounts.ts";
import { DESK_PORT } from "../desk/access/contract.ts";
import {
  addPerson,
  changeRole,
  present,
  removePerson,
  resetPerson,
  type Invitation,
} from "../desk/access/people.ts";
import { ROLES, type Role } from "../review/workflow/people.ts";
import { withStore } from "../newsroom/newsroom.ts";
import { loadPublication } from "../publication/publication.ts";
import { waiting, type Answer, type Call } from "./call.ts";

/** Lets a person in. */
export async function addUser(
  call: Call,
  name: string,
  { role, email }: { readonly role: Role; readonly email?: string },
): Promise<Answer> {
  return inviting(call, (accounts) => addPerson(accounts, name, role, email, call.world.now()));
}

/** Ends all that lets a person in, and gives them a new link. */
export async function resetUser(call: Call, name: string): Promise<Answer> {
  return inviting(call, (accounts) => resetPerson(accounts, name, call.world.now()));
}

/** Everybody who may come in. */
export async function listUsers(call: Call): Promise<Answer> {
  const people = (await withAccounts(call, present)).map(told);
  const rows = people.map(({ name, role, signsInBy, lastSeen }) => [
    name,
    role,
    signsInBy.join(", ") || "nothing yet",
    lastSeen ?? "never",
  ]);
  const lines =
    rows.length === 0
      ? ["There are no users: the desk is for the one person at this machine."]
      : tableLines([["name", "role", "signs in by", "last seen"], ...rows]);
  return { status: 0, lines, value: { users: people } };
}

/** Gives a person another role. */
export async function changeUserRole(call: Call, name: string, role: string): Promise<Answer> {
  if (!(ROLES as readonly string[]).includes(role))
    throw mistake({
      code: "call",
      message: `"${role}" is no role.`,
      advice: suggestion(role, ROLES),
    });
  const account = await withAccounts(call, (accounts) => changeRole(accounts, name, role as Role));
  const lines = [`${account.name} has the role ${role} now, and has to sign in again.`];
  return { status: 0, lines, value: { user: told(account) } };
}

/** Lets a person in no more. */
export async function removeUser(call: Call, name: string): Promise<Answer> {
  const account = await withAccounts(call, (accounts) => removePerson(accounts, name));
  const lines = [`${account.name} cannot sign in any more; what they did stays in the trail.`];
  return { status: 0, lines, value: { removed: account.name } };
}

async function inviting(
  call: Call,
  work: (accounts: Accounts) => Promise<Invitation>,
): Promise<Answer> {
  const { desk } = loadPublication(call.world, call.home, call.kit, call);
  const { account, path, ends } = await withAccounts(call, work);
  const link = new URL(path, desk?.url ?? `http://127.0.0.1:${DESK_PORT}`).href;
  const until = `${new Date(ends).toISOString().slice(0, 16).replace("T", " ")} UTC`;
  const lines = [
    `Give ${account.name} this link. It is good for one use, until ${until}, and sets what they sign in with:`,
    link,
  ];
  return { status: 0, lines, value: { user: told(account), link, until } };
}

function withAccounts<T>(call: Call, work: (accounts: Accounts) => Promise<T>): Promise<T> {
  return withStore(call.world, call.home, waiting, (store) => work(accountsOf(store)));
}

/** What is shown of an account: nothing that lets anybody in. */
function told({ id, name, role, email, password, passkeys, subject, sessions }: Account) {
  const lastSeen = Math.max(...sessions.map(({ seen }) => seen));
  return {
    id,
    name,
    role,
    email,
    signsInBy: [
      ...(password === undefined ? [] : ["password"]),
      ...(passkeys.length === 0 ? [] : ["passkey"]),
      ...(email === undefined && subject === undefined ? [] : ["account"]),
    ],
    lastSeen: Number.isFinite(lastSeen) ? new Date(lastSeen).toISOString().slice(0, 16) : undefined,
  };
}
