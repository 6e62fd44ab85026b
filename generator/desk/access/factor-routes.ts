import { Hono, type Context } from "hono";
import { renderSVG } from "uqr";
import { isFresh, SIGN_IN_AGAIN } from "./account-routes.ts";
import type { Account } from "./accounts.ts";
import type { AccessPages } from "./contract.ts";
import { letIn, type Inside } from "./inside.ts";
import { isSecret, keyUri, newSecret } from "./one-time-codes.ts";
import { addressOf, field, pathWithin } from "./request.ts";
import { withCodeTaken, withSecondFactor } from "./second-factor.ts";
import { datedToken, isRecent } from "./tokens.ts";

/** How long a person may take for the code after the password. */
const PATIENCE_MS = 5 * 60_000;

/** What the proof of a right password is given for: it is worth nothing once the password is another. */
function purposeOf({ id, password }: Account): string {
  return `second factor of ${id} ${password}`;
}

/** Asks for the code behind a password that was right; nobody is in before it is. */
export function askForCode(
  inside: Inside,
  context: Context,
  account: Account,
  { to, problem }: Pick<AccessPages["second-factor"], "to" | "problem">,
): string {
  const { door, world, page } = inside;
  const { secret } = door.visitOf(context);
  return page(context, "second-factor", {
    formToken: door.formToken(context),
    id: account.id,
    proof: datedToken(secret, purposeOf(account), world.now()),
    to,
    problem,
  });
}

/** `/sign-in/code`, behind the password, and `/account/second-factor`, where it is set up and taken away. */
export function factorRoutes(inside: Inside): Hono {
  const { accounts, door, throttle, world, publication, page } = inside;
  const app = new Hono();

  app.post("/sign-in/code", async (context) => {
    const { site, secret } = door.visitOf(context);
    const id = await field(context, "id");
    const to = pathWithin(await field(context, "to"), site.origin);
    const [proof, code] = [await field(context, "proof"), await field(context, "code")];
    const account = await accounts.find(id);
    const isProven =
      account?.isRemoved === false &&
      isRecent(proof, secret, purposeOf(account), world.now(), PATIENCE_MS);
    if (!isProven)
      return inside.refuse(context, 403, "Not signed in", "It took too long. Sign in again.");
    const address = addressOf(context, site);
    const wait = await throttle.count(id, address, world.now());
    const asked = { to, problem: "There were too many tries. Wait a quarter of an hour." };
    if (wait !== undefined) return context.html(askForCode(inside, context, account, asked), 429);
    const entered = await letIn(inside, context, id, "by password and code", (now) =>
      now.password === account.password ? withCodeTaken(now, code, world.now()) : undefined,
    );
    if (!entered) {
      await inside.note(context, `Sign-in as "${id}" failed at the code`);
      const problem = "This is not the code that your app shows now, and no recovery code.";
      return context.html(askForCode(inside, context, account, { to, problem }), 403);
    }
    await throttle.forgive(id, address);
    return context.redirect(to, 303);
  });

  /** The page on which it is set up. */
  const setUp = (context: Context, account: Account, secret: string, problem?: string): string => {
    const uri = keyUri(secret, publication.name, account.name);
    return page(context, "set-second-factor", {
      formToken: door.formToken(context),
      secret,
      shown: secret.match(/.{4}/g)!.join(" "),
      uri,
      picture: renderSVG(uri, { border: 2 }),
      problem,
    });
  };

  /** Whoever may change it now; else the answer that says why not. */
  const mayChange = (context: Context): Account | Response => {
    const { signedIn } = door.visitOf(context);
    if (signedIn && isFresh(signedIn, world.now()) && signedIn.account.password !== undefined)
      return signedIn.account;
    const isLate = signedIn?.account.password !== undefined;
    const text = isLate
      ? SIGN_IN_AGAIN
      : "A second factor stands behind a password: set one first.";
    return inside.refuse(context, 403, "Not done", text);
  };

  app.get("/account/second-factor", (context) => {
    const account = mayChange(context);
    if (account instanceof Response) return account;
    return context.html(setUp(context, account, newSecret()));
  });

  app.post("/account/second-factor", async (context) => {
    const account = mayChange(context);
    if (account instanceof Response) return account;
    const [secret, code] = [await field(context, "secret"), await field(context, "code")];
    const given = isSecret(secret) ? secret : newSecret();
    let recovery: readonly string[] | undefined;
    await accounts.change(account.id, (now) => {
      const made = now && withSecondFactor(now, given, code, world.now());
      recovery = made?.recovery;
      return made?.account ?? now;
    });
    if (!recovery) {
      const problem = "This is not the code that belongs to this secret now. Try the next one.";
      return context.html(setUp(context, account, given, problem), 422);
    }
    await inside.note(context, `${account.name} set up a second factor`);
    const formToken = door.formToken(context);
    return context.html(page(context, "recovery-codes", { formToken, codes: recovery }));
  });

  app.post("/account/second-factor/remove", async (context) => {
    const account = mayChange(context);
    if (account instanceof Response) return account;
    const { site } = door.visitOf(context);
    const code = await field(context, "code");
    const wait = await throttle.count(account.id, addressOf(context, site), world.now());
    let isTaken = false;
    if (wait === undefined)
      await accounts.change(account.id, (now) => {
        const taken = now && withCodeTaken(now, code, world.now());
        isTaken = taken !== undefined;
        return taken ? { ...taken, secondFactor: undefined } : now;
      });
    if (!isTaken)
      return inside.refuse(
        context,
        403,
        "Not done",
        "This is not the code that your app shows now. The second factor stays.",
      );
    await throttle.forgive(account.id, addressOf(context, site));
    await inside.note(context, `${account.name} took the second factor away`);
    return context.redirect("/account", 303);
  });
  return app;
}
