import { Hono } from "hono";
import type { Context } from "hono";
import { mistake } from "../../base/problem.ts";
import type { Publication } from "../../publication/publication.ts";
import type { Store } from "../../store/store.ts";
import type { World } from "../../world/world.ts";
import { recordAccess } from "./access-log.ts";
import { factorRoutes } from "./factor-routes.ts";
import { userRoutes } from "./user-routes.ts";
import { accountRoutes } from "./account-routes.ts";
import { accountsOf, emptyAccount, OWNER } from "./accounts.ts";
import type { Access, AccessOptions } from "./contract.ts";
import { doorOf, wantsData, type Refuse } from "./door.ts";
import { withoutSteering } from "../../base/text.ts";
import type { Inside } from "./inside.ts";
import { linkRoutes } from "./link-routes.ts";
import { FIRST_LINK_MS, withOneMoreLink } from "./links.ts";
import { openIdRoutes } from "./openid.ts";
import { passkeyRoutes } from "./passkeys.ts";
import { ROLES } from "../../review/workflow/people.ts";
import { addressOf } from "./request.ts";
import { signInRoutes } from "./sign-in.ts";
import { isLoopback } from "./site.ts";
import { throttleOf } from "./throttle.ts";

/** Paths of access itself that nobody has to be signed in for. */
const OPEN = ["/sign-in", "/sign-in/", "/first/", "/welcome/", "/passkey", "/passkey/"];

/** Opens the door of a publication's desk. What it has to remember is in the store, so that several processes may stand behind it. */
export async function openAccess(
  world: World,
  publication: Publication,
  store: Store,
  options: AccessOptions,
): Promise<Access> {
  const accounts = accountsOf(store);
  const refuse: Refuse = (context, status, title, text) =>
    wantsData(context)
      ? context.json({ problem: text }, status)
      : context.html(options.page(context, "refused", { title, text }), status);
  const open = [...OPEN, ...options.open];
  const isOpen = (path: string): boolean =>
    open.some((each) => (each.endsWith("/") ? path.startsWith(each) : path === each));
  const door = doorOf(world, accounts, publication.desk?.url, isOpen, refuse);
  const require: Access["require"] = (role) => async (context, next) => {
    const person = door.personOf(context);
    if (person !== undefined && ROLES.indexOf(person.role) >= ROLES.indexOf(role)) return next();
    return refuse(
      context,
      403,
      "Not allowed",
      `This is for people with the role ${role}; yours is ${person?.role ?? "none"}. Nothing was changed.`,
    );
  };
  const inside: Inside = {
    world,
    publication,
    accounts,
    throttle: throttleOf(store),
    door,
    page: options.page,
    refuse,
    require,
    tell(context: Context, what) {
      const from = addressOf(context, door.visitOf(context).site);
      options.tell(withoutSteering(`${what} (from ${from})`));
    },
    async note(context: Context, what) {
      inside.tell(context, what);
      const from = addressOf(context, door.visitOf(context).site);
      const said = withoutSteering(what);
      await recordAccess(store, { at: new Date(world.now()).toISOString(), what: said, from });
    },
  };
  const parts = [
    signInRoutes,
    linkRoutes,
    accountRoutes,
    factorRoutes,
    passkeyRoutes,
    openIdRoutes,
    userRoutes,
  ];
  const routes = new Hono();
  for (const part of parts) routes.route("/", part(inside));

  return {
    middleware: door.middleware,
    routes,
    personOf: door.personOf,
    formToken: door.formToken,
    require,
    async firstLink() {
      if (await accounts.hasPeople()) return undefined;
      let token = "";
      await accounts.change(OWNER, (account) => {
        const name = world.user ?? "editor";
        const made = withOneMoreLink(
          { ...(account ?? emptyAccount(OWNER, name, "admin")), name },
          world.now(),
          FIRST_LINK_MS,
        );
        token = made.token;
        return made.account;
      });
      return `/first/${token}`;
    },
    async mayListen(host) {
      if (isLoopback(host)) return;
      if (!(await accounts.hasPeople()))
        throw mistake({
          code: "desk-open",
          message: `At ${host} the desk would be open to everybody who can reach this machine, since it has no users.`,
          advice: "Add users with `bellwether user add NAME --role ROLE`, or leave out --host.",
        });
      if (publication.desk?.url === undefined)
        throw mistake({
          code: "desk-open",
          file: "bellwether.yaml",
          message: `At ${host} passwords would go over the network in the clear.`,
          advice:
            "Put a server with https in front of the desk, and say its address: `desk: { url: https://desk.example.org }`.",
        });
    },
  };
}
