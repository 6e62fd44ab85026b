import { Hono } from "hono";
import type { Context } from "hono";
import type { Configuration } from "openid-client";
import { loadSecrets } from "../../web/secrets.ts";
import type { Account } from "./accounts.ts";
import { letIn, type Inside } from "./inside.ts";
import { issuerFetch } from "./issuer-fetch.ts";
import { pathWithin } from "./request.ts";
import { datedToken, derivedToken, isRecent } from "./tokens.ts";

/** How long a person may take at their provider. */
const AWAY_MS = 10 * 60_000;
const BACK = "/sign-in/openid/back";
/** By which the desk shows the provider that it is the desk. */
const SECRET = "BELLWETHER_OPENID_SECRET";

/** Loaded when somebody signs in so. */
const library = () => import("openid-client");

/** Whom the provider says that a person is. */
interface Claims {
  readonly iss: string;
  readonly sub: string;
  readonly email?: unknown;
  readonly email_verified?: unknown;
}

/**
 * Sign-in with an account of the publisher's own provider (OpenID Connect Core 1.0, code flow with PKCE). It says who somebody is; who may come
 * in, and as what, is said by `bellwether user add`.
 */
export function openIdRoutes(inside: Inside): Hono {
  const { door, world, publication } = inside;
  const settings = publication.desk?.openid;
  const app = new Hono();
  if (settings === undefined) return app;

  let found: Promise<Configuration> | undefined;
  const provider = (): Promise<Configuration> => {
    found ??= discovered().catch((error: unknown) => {
      found = undefined;
      throw error;
    });
    return found;
  };
  const discovered = async (): Promise<Configuration> => {
    const client = await library();
    const issuer = new URL(settings.issuer);
    const secret = loadSecrets(world, publication.home, [{ name: SECRET }]).get(SECRET);
    return client.discovery(issuer, settings.client, secret, undefined, {
      [client.customFetch]: issuerFetch(world),
      // The settings take plain http on this machine only.
      execute: issuer.protocol === "http:" ? [client.allowInsecureRequests] : [],
    });
  };

  const refused = async (context: Context, why: string): Promise<Response> => {
    await inside.note(context, `Sign-in through ${settings.issuer} failed: ${why}`);
    return inside.refuse(
      context,
      403,
      "Not signed in",
      `Signing in through ${new URL(settings.issuer).host} did not work: ${why}. Go back to the sign-in and try again, or sign in another way.`,
    );
  };

  app.get("/sign-in/openid", async (context) => {
    const { secret, site } = door.visitOf(context);
    const to = pathWithin(context.req.query("to"), site.origin);
    const dated = datedToken(secret, `openid ${to}`, world.now());
    try {
      const { buildAuthorizationUrl, calculatePKCECodeChallenge } = await library();
      const { nonce, verifier } = keptFrom(secret, dated);
      const address = buildAuthorizationUrl(await provider(), {
        redirect_uri: site.origin + BACK,
        scope: "openid email",
        state: `${dated}.${Buffer.from(to).toString("base64url")}`,
        nonce,
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: "S256",
      });
      return context.redirect(address.href, 303);
    } catch {
      return refused(context, "it does not answer as it should");
    }
  });

  app.get(BACK, async (context) => {
    const { secret, site } = door.visitOf(context);
    const state = context.req.query("state") ?? "";
    const [dated = "", path = ""] = state.split(".");
    const to = Buffer.from(path, "base64url").toString();
    if (!isRecent(dated, secret, `openid ${to}`, world.now(), AWAY_MS))
      return refused(context, "it was not begun in this browser, or took more than ten minutes");
    const claims = await claimsOf(context, state, dated).catch(() => undefined);
    if (claims === undefined) return refused(context, "the answer could not be believed");
    const known = (await inside.accounts.all()).find((account) => isOf(account, claims));
    const subject = { issuer: claims.iss, id: claims.sub };
    const entered =
      known &&
      (await letIn(inside, context, known.id, "by an account of the provider", (account) =>
        isOf(account, claims) ? { ...account, subject } : undefined,
      ));
    if (!entered)
      return refused(
        context,
        "no user of the desk has this account; `bellwether user add` names one by --email",
      );
    return context.redirect(pathWithin(to, site.origin), 303);
  });

  async function claimsOf(
    context: Context,
    state: string,
    dated: string,
  ): Promise<Claims | undefined> {
    const { secret, site } = door.visitOf(context);
    const { nonce, verifier } = keptFrom(secret, dated);
    const back = new URL(site.origin + BACK);
    back.search = new URL(context.req.url).search;
    const { authorizationCodeGrant, fetchUserInfo } = await library();
    const configuration = await provider();
    const tokens = await authorizationCodeGrant(configuration, back, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    // Some providers say an address here, others where they are asked for it.
    if (claims === undefined || claims["email"] !== undefined) return claims;
    return {
      ...(await fetchUserInfo(configuration, tokens.access_token, claims.sub)),
      iss: claims.iss,
    };
  }
  return app;
}

/** What only this browser can come back with. */
function keptFrom(
  secret: string,
  dated: string,
): { readonly nonce: string; readonly verifier: string } {
  const salt = dated.slice(0, 16);
  return {
    nonce: derivedToken(secret, "nonce", salt),
    verifier: derivedToken(secret, "verifier", salt),
  };
}

/** By the provider's own number once it is known, which stays when an address is given to somebody else; by a confirmed address before. */
function isOf({ isRemoved, subject, email }: Account, claims: Claims): boolean {
  if (isRemoved) return false;
  if (subject !== undefined) return subject.issuer === claims.iss && subject.id === claims.sub;
  return (
    email !== undefined &&
    claims.email_verified === true &&
    typeof claims.email === "string" &&
    claims.email.toLowerCase() === email
  );
}
