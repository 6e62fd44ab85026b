import type { Context, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { World } from "../../world/world.ts";
import { personWith, type Accounts } from "./accounts.ts";
import { headersOf } from "./headers.ts";
import type { Person } from "../../review/workflow/people.ts";
import { isPlainPath } from "../../publish/serve/request.ts";
import { isForeign } from "./request.ts";
import { cookieOf, giveCookie, signedIn, type SignedIn } from "./sessions.ts";
import { siteOf, type DeskSite } from "./site.ts";
import { newToken } from "../../base/tokens.ts";
import { derivedToken, isDerived } from "./tokens.ts";

/** Largest body, in bytes: a long article, with every sign of it encoded. */
const LARGEST = 2 * 2 ** 20;

const VISIT = "visit";
const FORM = "form";
const FORM_TYPES = new Set(["application/x-www-form-urlencoded", "multipart/form-data"]);

/** What is known of a request from the door on. */
interface Visit {
  readonly site: DeskSite;
  readonly signedIn: SignedIn | undefined;
  /** What tokens for this browser are derived from: of its session, or else of its visit. */
  readonly secret: string;
}

export type Refuse = (
  context: Context,
  status: 400 | 403 | 404 | 405 | 413 | 421 | 429,
  title: string,
  text: string,
) => Response;

export interface Door {
  readonly middleware: MiddlewareHandler;
  visitOf(context: Context): Visit;
  personOf(context: Context): Person | undefined;
  formToken(context: Context): string;
}

function visitOf(context: Context): Visit {
  const visit = context.get(VISIT) as Visit | undefined;
  if (visit === undefined) throw new Error("a route of the desk lies before its door");
  return visit;
}

/**
 * What every request has to pass.
 * @param isOpen whether a path is for everybody.
 * @param url where people come to the desk when not on its machine.
 */
export function doorOf(
  world: World,
  accounts: Accounts,
  url: string | undefined,
  isOpen: (path: string) => boolean,
  refuse: Refuse,
): Door {
  const enter = async (context: Context, site: DeskSite): Promise<Visit> => {
    const found = await signedIn(accounts, context, site, world.now());
    let secret = found?.token ?? cookieOf(context, site, "visit");
    if (secret === undefined) {
      secret = newToken();
      if (context.req.method === "GET") giveCookie(context, site, "visit", secret);
    }
    return { site, signedIn: found, secret };
  };

  const inspect = async (context: Context, next: () => Promise<void>): Promise<Response | void> => {
    const { site, signedIn: found, secret } = visitOf(context);
    const { path, method } = context.req;
    if (method === "POST") {
      const problem = await unproven(context, site, secret);
      if (problem !== undefined) return refuse(context, 403, "Not done", problem);
    }
    if (found !== undefined || isOpen(path)) {
      await next();
      return undefined;
    }
    if (method === "POST" || wantsData(context))
      return refuse(
        context,
        403,
        "Not signed in",
        "Sign in again; what you wrote is still in the page that sent it.",
      );
    return context.redirect(`/sign-in?to=${encodeURIComponent(pathOf(context))}`, 303);
  };

  const limited = bodyLimit({
    maxSize: LARGEST,
    onError: (context) =>
      refuse(
        context,
        413,
        "Too large",
        "The desk takes 2 MB at most in one piece. Nothing of it was kept.",
      ),
  });

  return {
    visitOf,
    personOf(context) {
      const account = visitOf(context).signedIn?.account;
      return account && personWith(account);
    },
    formToken: (context) => derivedToken(visitOf(context).secret, FORM),
    async middleware(context, next) {
      const site = siteOf(context.req.header("host"), url);
      if (site === undefined)
        return context.text(
          "The desk does not answer to this name. Open it at the address that it printed, or set `desk: url` in bellwether.yaml.\n",
          421,
        );
      const { method, path } = context.req;
      const answer = async (): Promise<Response | void> => {
        if (!["GET", "HEAD", "POST"].includes(method))
          return context.text("The desk knows GET and POST.\n", 405, { allow: "GET, HEAD, POST" });
        context.set(VISIT, { site, signedIn: undefined, secret: newToken() });
        if (!isPlainPath(path)) return refuse(context, 404, "Not found", "There is no such page.");
        if (isForeign(context))
          return refuse(context, 403, "Not done", "A page of another site asked for this.");
        return limited(context, async () => {
          context.set(VISIT, await enter(context, site));
          const done = await inspect(context, next);
          if (done) context.res = done;
        });
      };
      const answered = await answer();
      if (answered) context.res = answered;
      for (const [name, value] of Object.entries(headersOf(site)))
        if (!context.res.headers.has(name)) context.header(name, value);
      return undefined;
    },
  };
}

/** What keeps a request that changes something from being believed; undefined where it is the person's own. */
async function unproven(
  context: Context,
  site: DeskSite,
  secret: string,
): Promise<string | undefined> {
  if (context.req.header("origin") !== site.origin)
    return `This did not come from a page at ${site.origin}. Where another server passes requests on to the desk, it has to leave Host and Origin as they are.`;
  const type = context.req.header("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  const token =
    context.req.header("x-form-token") ?? (FORM_TYPES.has(type) ? await tokenIn(context) : "");
  if (isDerived(token, secret, FORM)) return undefined;
  return "The page that sent this is from an earlier session. Go back, copy what you wrote, load the page again and send it once more.";
}

async function tokenIn(context: Context): Promise<string> {
  try {
    const value = (await context.req.formData()).get("form-token");
    return typeof value === "string" ? value : "";
  } catch {
    return "";
  }
}

/** Whether a script asks, which follows no way to a page. */
export function wantsData(context: Context): boolean {
  return context.req.header("accept")?.startsWith("application/json") ?? false;
}

function pathOf(context: Context): string {
  const { pathname, search } = new URL(context.req.url);
  return pathname + search;
}
