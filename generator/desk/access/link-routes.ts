import { Hono } from "hono";
import type { Context } from "hono";
import { OWNER, type Account } from "./accounts.ts";
import { letIn, type Inside } from "./inside.ts";
import { isGood, spent } from "./links.ts";
import { hashPassword, weakness } from "./passwords.ts";
import { field } from "./request.ts";

/** `/first/…`, by which the one person of a machine comes in, and `/welcome/…`, by which a user sets a password. */
export function linkRoutes(inside: Inside): Hono {
  const { accounts, door, world, publication, page } = inside;

  const worthless = (context: Context, advice: string): Response =>
    inside.refuse(
      context,
      403,
      "This link is no longer good",
      `It was used before, or its time is over. ${advice}`,
    );

  const shown = (context: Context, account: Account, problem: string | undefined): string =>
    page(context, "set-password", {
      formToken: door.formToken(context),
      name: account.name,
      hasPasskeys: door.visitOf(context).site.domain !== undefined,
      problem,
    });

  const app = new Hono();
  app.get("/first/:token", async (context) => {
    const token = context.req.param("token");
    // Whatever only looks ahead must not use it up.
    const isLook = context.req.method === "HEAD" || context.req.header("sec-purpose") !== undefined;
    const entered =
      !isLook &&
      !(await accounts.hasPeople()) &&
      (await letIn(inside, context, OWNER, "by the link of the terminal", (account) =>
        spent(account, token, world.now()),
      ));
    if (entered) return context.redirect("/", 303);
    return worthless(context, "Start `bellwether desk` anew: it prints another.");
  });

  app.get("/welcome/:id/:token", async (context) => {
    const { id, token } = context.req.param();
    const account = await accounts.find(id);
    if (account === undefined || !isGood(account, token, world.now()))
      return worthless(context, "Ask whoever looks after the desk for another.");
    return context.html(shown(context, account, undefined));
  });

  app.post("/welcome/:id/:token", async (context) => {
    const { id, token } = context.req.param();
    const account = await accounts.find(id);
    if (account === undefined || !isGood(account, token, world.now()))
      return worthless(context, "Ask whoever looks after the desk for another.");
    const given = await field(context, "password");
    const problem = weakness(given, [account.name, publication.name]);
    if (problem !== undefined) return context.html(shown(context, account, problem), 422);
    const password = await hashPassword(given);
    const entered = await letIn(inside, context, id, "by a link", (now) => {
      const used = spent(now, token, world.now());
      return used && { ...used, password };
    });
    if (!entered) return worthless(context, "Ask whoever looks after the desk for another.");
    return context.redirect("/", 303);
  });
  return app;
}
