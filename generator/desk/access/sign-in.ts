import { Hono } from "hono";
import type { Context } from "hono";
import { slug } from "../../base/slug.ts";
import type { AccessPages } from "./contract.ts";
import { askForCode } from "./factor-routes.ts";
import { endSession, letIn, type Inside } from "./inside.ts";
import { isPassword } from "./passwords.ts";
import { addressOf, field, pathWithin } from "./request.ts";
import { takeCookie } from "./sessions.ts";

/** `/sign-in` by name and password, and `/sign-out`. */
export function signInRoutes(inside: Inside): Hono {
  const { accounts, door, throttle, world, publication, page } = inside;

  const shown = (
    context: Context,
    values: Pick<AccessPages["sign-in"], "problem" | "name" | "to">,
  ): string =>
    page(context, "sign-in", {
      formToken: door.formToken(context),
      openId: publication.desk?.openid && `/sign-in/openid?to=${encodeURIComponent(values.to)}`,
      hasPasskeys: door.visitOf(context).site.domain !== undefined,
      ...values,
    });

  const app = new Hono();
  app.get("/sign-in", async (context) => {
    const { site, signedIn } = door.visitOf(context);
    const to = pathWithin(context.req.query("to"), site.origin);
    if (signedIn !== undefined) return context.redirect(to, 303);
    if (!(await accounts.hasPeople()))
      return inside.refuse(
        context,
        403,
        "Open the desk from the terminal",
        "Nobody is named as a user, so the desk is for the person at this machine. Start `bellwether desk` and open the link that it prints: it is good for one use and ten minutes.",
      );
    return context.html(shown(context, { to, name: "", problem: undefined }));
  });

  app.post("/sign-in", async (context) => {
    const { site } = door.visitOf(context);
    const name = (await field(context, "name")).trim().slice(0, 200);
    const password = await field(context, "password");
    const to = pathWithin(await field(context, "to"), site.origin);
    const id = slug(name);
    const address = addressOf(context, site);
    const wait = await throttle.count(id, address, world.now());
    if (wait !== undefined) {
      inside.tell(context, `Sign-in as "${id}" was put off after too many tries`);
      const minutes = Math.ceil(wait / 60_000);
      const problem = `There were too many tries. Wait ${minutes} ${minutes === 1 ? "minute" : "minutes"}, or ask for a new link.`;
      context.header("retry-after", String(Math.ceil(wait / 1000)));
      return context.html(shown(context, { to, name, problem }), 429);
    }
    const account = await accounts.find(id);
    const kept = account?.isRemoved === false ? account.password : undefined;
    const isRight = await isPassword(password, kept);
    // The try stays counted until the code was right too.
    if (isRight && account?.secondFactor)
      return context.html(askForCode(inside, context, account, { to, problem: undefined }));
    const entered =
      isRight &&
      (await letIn(inside, context, id, "by password", (now) =>
        now.password === kept && !now.secondFactor ? now : undefined,
      ));
    if (!entered) {
      await inside.note(context, `Sign-in as "${id}" failed`);
      const problem = "Name and password do not go together. Look at both and try again.";
      return context.html(shown(context, { to, name, problem }), 403);
    }
    await throttle.forgive(id, address);
    return context.redirect(to, 303);
  });

  app.post("/sign-out", async (context) => {
    const { site, signedIn } = door.visitOf(context);
    if (signedIn !== undefined) {
      await endSession(accounts, signedIn);
      await inside.note(context, `${signedIn.account.name} signed out`);
    }
    takeCookie(context, site, "desk");
    return context.redirect("/sign-in", 303);
  });
  return app;
}
