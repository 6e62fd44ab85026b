import { Hono } from "hono";
import type { Context } from "hono";
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server";
import { z } from "zod";
import { isFresh, SIGN_IN_AGAIN } from "./account-routes.ts";
import { OWNER, type Account } from "./accounts.ts";
import { letIn, type Inside } from "./inside.ts";
import { isGood, spent } from "./links.ts";
import { pathWithin } from "./request.ts";
import { datedToken, hashOf, isRecent } from "./tokens.ts";

/** How long a browser may take to answer. */
const ANSWER_MS = 5 * 60_000;
const MOST_KEYS = 10;
/** Ed25519, ECDSA on P-256, RSA: by their numbers in COSE (IANA), as every browser and device knows them. */
const ALGORITHMS = [-8, -7, -257];

const text = z.string().max(4096);
const linkShape = z.object({ id: text, token: text }).optional();
const optionsShape = z.object({ link: linkShape });
const newShape = z.object({ link: linkShape, credential: z.looseObject({ id: text }) });
const signInShape = z.object({
  to: text.optional(),
  credential: z.looseObject({ id: text, response: z.looseObject({ userHandle: text.nullish() }) }),
});

/** Loaded when the first passkey is asked for: it takes a quarter of a second. */
const library = () => import("@simplewebauthn/server");

/** What scripts ask for to sign in with a passkey (WebAuthn, level 3), or to make one. */
export function passkeyRoutes(inside: Inside): Hono {
  const { accounts, door, world, publication } = inside;

  const challenge = (context: Context, purpose: string): string =>
    datedToken(door.visitOf(context).secret, purpose, world.now());
  /** Whether an answer is to a challenge that this browser was given a short while ago, for this purpose. */
  const isAsked = (context: Context, purpose: string) => (answered: string) =>
    isRecent(asText(answered), door.visitOf(context).secret, purpose, world.now(), ANSWER_MS);

  /** Who may make a passkey: who holds a link, or has just signed in. */
  const maker = async (
    context: Context,
    link: z.output<typeof linkShape>,
  ): Promise<Account | undefined> => {
    const { signedIn } = door.visitOf(context);
    if (link === undefined)
      return signedIn && signedIn.account.id !== OWNER && isFresh(signedIn, world.now())
        ? signedIn.account
        : undefined;
    const account = await accounts.find(link.id);
    return account && isGood(account, link.token, world.now()) ? account : undefined;
  };

  const app = new Hono();
  app.post("/passkey/new/options", async (context) => {
    const asked = optionsShape.safeParse(await sentTo(context));
    const { site } = door.visitOf(context);
    const account = asked.success ? await maker(context, asked.data.link) : undefined;
    if (account === undefined || site.domain === undefined) return failed(context, SIGN_IN_AGAIN);
    const { generateRegistrationOptions } = await library();
    return context.json(
      await generateRegistrationOptions({
        rpName: publication.name,
        rpID: site.domain,
        userID: new Uint8Array(Buffer.from(account.id)),
        userName: account.name,
        userDisplayName: account.name,
        challenge: challenge(context, "new passkey"),
        excludeCredentials: account.passkeys.map(({ id }) => ({ id })),
        supportedAlgorithmIDs: ALGORITHMS,
        authenticatorSelection: { residentKey: "required", userVerification: "required" },
      }),
    );
  });

  app.post("/passkey/new", async (context) => {
    const sent = newShape.safeParse(await sentTo(context));
    const { site } = door.visitOf(context);
    const account = sent.success ? await maker(context, sent.data.link) : undefined;
    if (!sent.success || account === undefined || site.domain === undefined)
      return failed(context, SIGN_IN_AGAIN);
    const { verifyRegistrationResponse } = await library();
    const verified = await verifyRegistrationResponse({
      response: sent.data.credential as unknown as RegistrationResponseJSON,
      expectedChallenge: isAsked(context, "new passkey"),
      expectedOrigin: site.origin,
      expectedRPID: site.domain,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    }).catch(() => undefined);
    if (!verified?.verified) return failed(context, "The passkey could not be made. Try again.");
    const { id, publicKey, counter } = verified.registrationInfo.credential;
    const key = Buffer.from(publicKey).toString("base64url");
    const added = world.now();
    const { link } = sent.data;
    const entered = await letIn(inside, context, account.id, "with a new passkey", (before) => {
      const now = link === undefined ? before : spent(before, link.token, added);
      if (now === undefined || now.passkeys.length >= MOST_KEYS) return undefined;
      if (now.passkeys.some((each) => each.id === id)) return undefined;
      return { ...now, passkeys: [...now.passkeys, { id, key, counter, added }] };
    });
    if (!entered) return failed(context, `Not added: ${MOST_KEYS} passkeys are the most.`);
    await inside.note(context, `${account.name} added a passkey`);
    return context.json({ to: link === undefined ? "/account" : "/" });
  });

  app.post("/passkey/options", async (context) => {
    const { domain } = door.visitOf(context).site;
    if (domain === undefined) return failed(context, "There are no passkeys at this address.");
    const { generateAuthenticationOptions } = await library();
    return context.json(
      await generateAuthenticationOptions({
        rpID: domain,
        challenge: challenge(context, "passkey"),
        userVerification: "required",
      }),
    );
  });

  app.post("/passkey", async (context) => {
    const sent = signInShape.safeParse(await sentTo(context));
    const { site } = door.visitOf(context);
    if (!sent.success || site.domain === undefined) return failed(context, UNKNOWN);
    const { credential, to } = sent.data;
    const account = await accounts.find(asText(credential.response.userHandle ?? ""));
    const passkey = account?.passkeys.find(({ id }) => id === credential.id);
    if (account === undefined || passkey === undefined) return failed(context, UNKNOWN);
    let answered = "";
    const { verifyAuthenticationResponse } = await library();
    const verified = await verifyAuthenticationResponse({
      response: credential as unknown as AuthenticationResponseJSON,
      expectedChallenge(given) {
        answered = hashOf(given);
        return isAsked(context, "passkey")(given);
      },
      expectedOrigin: site.origin,
      expectedRPID: site.domain,
      credential: {
        id: passkey.id,
        publicKey: new Uint8Array(Buffer.from(passkey.key, "base64url")),
        counter: passkey.counter,
      },
      requireUserVerification: true,
    }).catch(() => undefined);
    if (!verified?.verified) {
      await inside.note(context, `Sign-in as "${account.id}" with a passkey failed`);
      return failed(context, UNKNOWN);
    }
    const now = world.now();
    const { newCounter } = verified.authenticationInfo;
    const entered = await letIn(inside, context, account.id, "by passkey", (before) => {
      if (before.answered.some(({ hash }) => hash === answered)) return undefined;
      if (!before.passkeys.some(({ id }) => id === passkey.id)) return undefined;
      return {
        ...before,
        passkeys: before.passkeys.map((each) =>
          each.id === passkey.id ? { ...each, counter: newCounter } : each,
        ),
        answered: [
          ...before.answered.filter(({ ends }) => now < ends),
          { hash: answered, ends: now + ANSWER_MS },
        ],
      };
    });
    return entered ? context.json({ to: pathWithin(to, site.origin) }) : failed(context, UNKNOWN);
  });
  return app;
}

const UNKNOWN = "The desk does not know this passkey. Sign in another way, or ask for a new link.";

function failed(context: Context, problem: string): Response {
  return context.json({ problem }, 403);
}

async function sentTo(context: Context): Promise<unknown> {
  return context.req.json().catch(() => undefined);
}

function asText(base64url: string): string {
  return Buffer.from(base64url, "base64url").toString();
}
