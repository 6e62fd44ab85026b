import { Hono, type Context } from "hono";
import { Failure } from "../../base/problem.ts";
import { ROLES, type Role } from "../../review/workflow/people.ts";
import { isFresh, SIGN_IN_AGAIN } from "./account-routes.ts";
import { OWNER } from "./accounts.ts";
import type { AccessPages } from "./contract.ts";
import type { Inside } from "./inside.ts";
import {
  addPerson,
  changeRole,
  present,
  removePerson,
  resetPerson,
  tellPerson,
  type Invitation,
} from "./people.ts";
import { field } from "./request.ts";

type Said = Partial<Pick<AccessPages["users"], "done" | "problem" | "link" | "until">>;

/** `/users`, where admins look after the people of the desk, by the same rules as the commands. */
export function userRoutes(inside: Inside): Hono {
  const { accounts, door, world, page } = inside;
  const app = new Hono();
  app.use("/users", inside.require("admin"));
  app.use("/users/*", inside.require("admin"));

  const shown = async (context: Context, said: Said = {}): Promise<string> => {
    const { signedIn } = door.visitOf(context);
    const people = await present(accounts);
    return page(context, "users", {
      formToken: door.formToken(context),
      done: said.done,
      problem: said.problem,
      link: said.link,
      until: said.until,
      people: people.map((account) => ({
        ...tellPerson(account),
        isSelf: account.id === signedIn?.account.id,
        roles: ROLES.map((role) => ({ role, isTheirs: role === account.role })),
      })),
      roles: [...ROLES],
      isFirst: people.length === 0,
    });
  };

  /** Does what a form asks for, and shows what came of it, or what was wrong. */
  const doing =
    (work: (context: Context) => Promise<Said>) =>
    async (context: Context): Promise<Response> => {
      const { signedIn } = door.visitOf(context);
      if (!signedIn || !isFresh(signedIn, world.now()))
        return context.html(await shown(context, { problem: SIGN_IN_AGAIN }), 403);
      try {
        return context.html(await shown(context, await work(context)));
      } catch (error) {
        if (!(error instanceof Failure) || error.exit !== 2) throw error;
        const problem = error.problems.map(({ message }) => message).join(" ");
        return context.html(await shown(context, { problem }), 422);
      }
    };

  const by = (context: Context): string => door.personOf(context)?.name ?? "";

  const invited = (context: Context, { account, path, ends }: Invitation): Said => ({
    done: `Give ${account.name} this link. It is good for one use, and sets what they sign in with.`,
    link: new URL(path, door.visitOf(context).site.origin).href,
    until: `${new Date(ends).toISOString().slice(0, 16).replace("T", " ")} UTC`,
  });

  app.get("/users", async (context) => context.html(await shown(context)));

  app.post(
    "/users",
    doing(async (context) => {
      const name = (await field(context, "name")).trim();
      const role = await roleIn(context);
      const email = (await field(context, "email")).trim();
      const isOwner = door.visitOf(context).signedIn?.account.id === OWNER;
      if (isOwner && role !== "admin")
        return {
          problem: "The first user is an admin: yourself. From then on everybody signs in.",
        };
      const made = await addPerson(accounts, name, role, email || undefined, world.now());
      await inside.note(context, `${by(context)} added ${made.account.name} as ${role}`);
      return invited(context, made);
    }),
  );

  app.post(
    "/users/:id/role",
    doing(async (context) => {
      const role = await roleIn(context);
      const { name } = await changeRole(accounts, context.req.param("id") ?? "", role);
      await inside.note(context, `${by(context)} gave ${name} the role ${role}`);
      return { done: `${name} has the role ${role} now, and has to sign in again.` };
    }),
  );

  app.post(
    "/users/:id/reset",
    doing(async (context) => {
      const made = await resetPerson(accounts, context.req.param("id") ?? "", world.now());
      await inside.note(context, `${by(context)} reset ${made.account.name}`);
      return invited(context, made);
    }),
  );

  app.post(
    "/users/:id/remove",
    doing(async (context) => {
      const { name } = await removePerson(accounts, context.req.param("id") ?? "");
      await inside.note(context, `${by(context)} removed ${name}`);
      return { done: `${name} cannot sign in any more; what they did stays in the trail.` };
    }),
  );
  return app;
}

/** The role that a form names; the least where it names none. */
async function roleIn(context: Context): Promise<Role> {
  const given = await field(context, "role");
  return ROLES.find((role) => role === given) ?? "writer";
}
