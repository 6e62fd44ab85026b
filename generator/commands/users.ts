import { mistake } from "../base/problem.ts";
import { suggestion } from "../base/nearest.ts";
import { tableLines } from "../base/table.ts";
import { recordAccess, THIS_MACHINE } from "../desk/access/access-log.ts";
import { accountsOf, type Accounts } from "../desk/access/accounts.ts";
import { DESK_PORT } from "../desk/access/contract.ts";
import {
  addPerson,
  changeRole,
  present,
  removePerson,
  resetPerson,
  tellPerson,
  type Invitation,
} from "../desk/access/people.ts";
import { ROLES, type Role } from "../review/workflow/people.ts";
import { withStore } from "../newsroom/with-store.ts";
import { loadPublication } from "../publication/publication.ts";
import { waiting, type Answer, type Call } from "./call.ts";

/** Lets a person in. */
export async function addUser(
  call: Call,
  name: string,
  { role, email }: { readonly role: Role; readonly email?: string },
): Promise<Answer> {
  return inviting(call, `added ${name} as ${role}`, (accounts) =>
    addPerson(accounts, name, role, email, call.world.now()),
  );
}

/** Ends all that lets a person in, and gives them a new link. */
export async function resetUser(call: Call, name: string): Promise<Answer> {
  return inviting(call, `reset ${name}`, (accounts) =>
    resetPerson(accounts, name, call.world.now()),
  );
}

/** Everybody who may come in. */
export async function listUsers(call: Call): Promise<Answer> {
  const people = (await withAccounts(call, present)).map(tellPerson);
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
  const account = await withAccounts(
    call,
    (accounts) => changeRole(accounts, name, role as Role),
    `gave ${name} the role ${role}`,
  );
  const lines = [`${account.name} has the role ${role} now, and has to sign in again.`];
  return { status: 0, lines, value: { user: tellPerson(account) } };
}

/** Lets a person in no more. */
export async function removeUser(call: Call, name: string): Promise<Answer> {
  const account = await withAccounts(
    call,
    (accounts) => removePerson(accounts, name),
    `removed ${name}`,
  );
  const lines = [`${account.name} cannot sign in any more; what they did stays in the trail.`];
  return { status: 0, lines, value: { removed: account.name } };
}

async function inviting(
  call: Call,
  done: string,
  work: (accounts: Accounts) => Promise<Invitation>,
): Promise<Answer> {
  const { desk } = loadPublication(call.world, call.home, call.kit, call);
  const { account, path, ends } = await withAccounts(call, work, done);
  const link = new URL(path, desk?.url ?? `http://127.0.0.1:${DESK_PORT}`).href;
  const until = `${new Date(ends).toISOString().slice(0, 16).replace("T", " ")} UTC`;
  const lines = [
    `Give ${account.name} this link. It is good for one use, until ${until}, and sets what they sign in with:`,
    link,
  ];
  return { status: 0, lines, value: { user: tellPerson(account), link, until } };
}

/** @param done what is done with the people of the desk, for the log of its door. */
function withAccounts<T>(
  { world, home }: Call,
  work: (accounts: Accounts) => Promise<T>,
  done?: string,
): Promise<T> {
  return withStore(world, home, waiting, async (store) => {
    const result = await work(accountsOf(store));
    const at = new Date(world.now()).toISOString();
    const what = `${world.user ?? "Whoever runs the program"} ${done}`;
    if (done !== undefined) await recordAccess(store, { at, what, from: THIS_MACHINE });
    return result;
  });
}
