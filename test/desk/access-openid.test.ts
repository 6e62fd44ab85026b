import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider, type Configuration } from "oidc-provider";
import { expect, onTestFinished, test, vi } from "vitest";
import { addPerson } from "../../generator/desk/access/people.ts";
import { openDoor, Visitor, type TestDoor } from "./door.ts";

const SECRET = "the secret that provider and desk share";

/** Whom the provider knows, by what is typed at its sign-in. */
const PEOPLE: Readonly<
  Record<string, { readonly email: string; readonly email_verified: boolean }>
> = {
  anna: { email: "Anna@Example.org", email_verified: true },
  impostor: { email: "anna@example.org", email_verified: false },
  nobody: { email: "nobody@example.org", email_verified: true },
  "anna-2": { email: "anna@example.org", email_verified: true },
};

/** A desk whose people sign in at a provider of accounts on this machine, which is OpenID Certified. */
async function deskWithProvider(
  more: Configuration = {},
): Promise<{ door: TestDoor; issuer: string }> {
  // It warns that its keys and its memory are made for tests.
  for (const method of ["info", "warn"] as const) {
    const spy = vi.spyOn(console, method).mockImplementation(() => undefined);
    onTestFinished(() => spy.mockRestore());
  }
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const desk = { openid: { issuer, client: "desk" } };
  const door = await openDoor({ desk, env: { BELLWETHER_OPENID_SECRET: SECRET } });
  const configuration: Configuration = {
    clients: [
      {
        client_id: "desk",
        client_secret: SECRET,
        redirect_uris: [`${door.origin}/sign-in/openid/back`],
      },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified"] },
    findAccount: (_, sub) => ({ accountId: sub, claims: async () => ({ sub, ...PEOPLE[sub] }) }),
    cookies: { keys: ["of this test"] },
    ...more,
  };
  const provider = new Provider(issuer, configuration);
  server.on("request", provider.callback());
  await addPerson(door.accounts, "Anna Larsen", "editor", "anna@example.org", door.now());
  return { door, issuer };
}

/** Goes to the provider and signs in there; returns the address that it leads back to. */
async function backFrom(visitor: Visitor, login: string, to = "/"): Promise<URL> {
  const away = await visitor.get(`/sign-in/openid?to=${encodeURIComponent(to)}`);
  expect(away.status).toBe(303);
  const jar = new Map<string, string>();
  let next = new URL(away.headers.location!);
  const { origin } = next;
  for (let step = 0; next.origin === origin; step++) {
    expect(step).toBeLessThan(10);
    const isForm = next.pathname.startsWith("/interaction/");
    const page = isForm ? await ask(next, jar) : undefined;
    const prompt = /name="prompt" value="(\w+)"/.exec((await page?.text()) ?? "")?.[1];
    const answer = await ask(
      next,
      jar,
      prompt && new URLSearchParams({ prompt, login, password: "any" }),
    );
    next = new URL(answer.headers.get("location")!, next);
  }
  return next;
}

async function ask(
  url: URL,
  jar: Map<string, string>,
  body?: URLSearchParams | "",
): Promise<Response> {
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  const answer = await fetch(url, {
    redirect: "manual",
    headers: { cookie },
    ...(body ? { method: "POST", body } : {}),
  });
  for (const line of answer.headers.getSetCookie()) {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    jar.set(name, value);
  }
  return answer;
}

async function signIn(door: TestDoor, login: string, to?: string) {
  const visitor = new Visitor(door.port);
  await visitor.get("/sign-in");
  const back = await backFrom(visitor, login, to);
  return { visitor, back, answer: await visitor.get(back.pathname + back.search) };
}

test("a person signs in with an account of the provider, and is known by its number from then on (ASVS 10.2.1, 10.5.1–10.5.4)", async () => {
  const { door, issuer } = await deskWithProvider();
  const { visitor, back, answer } = await signIn(door, "anna", "/account?x=1");
  expect(answer.headers.location).toBe("/account?x=1");
  expect((await visitor.get("/")).body).toContain("Anna Larsen");
  expect([...back.searchParams.keys()].toSorted()).toEqual(["code", "iss", "state"]);
  expect((await door.accounts.find("anna-larsen"))?.subject).toEqual({ issuer, id: "anna" });
  expect((await signIn(door, "anna")).answer.status).toBe(303);

  const again = new Visitor(door.port);
  expect((await again.get(back.pathname + back.search)).status).toBe(403);
  expect((await signIn(door, "anna-2")).answer.body).toContain(
    "no user of the desk has this account",
  );
});

test("nobody comes in by an address that is not confirmed, or without being named as a user", async () => {
  const { door } = await deskWithProvider({ conformIdTokenClaims: false });
  for (const login of ["impostor", "nobody"]) {
    const { visitor, answer } = await signIn(door, login);
    expect([login, answer.status, (await visitor.get("/")).status]).toEqual([login, 403, 303]);
    expect(answer.body).toContain("no user of the desk has this account");
  }
  expect(door.told.at(-1)).toContain("failed: no user of the desk has this account");
});

test("an answer counts in the browser that asked, for ten minutes, as it came, and once", async () => {
  const { door } = await deskWithProvider();
  const fresh = async () => {
    const visitor = new Visitor(door.port);
    await visitor.get("/sign-in");
    return { visitor, back: await backFrom(visitor, "anna") };
  };
  const { visitor, back } = await fresh();
  const other = new Visitor(door.port);
  await other.get("/sign-in");
  expect((await other.get(back.pathname + back.search)).status).toBe(403);

  const changed = new URL(back);
  changed.searchParams.set(
    "state",
    `${back.searchParams.get("state")!.split(".")[0]}.${Buffer.from("/evil").toString("base64url")}`,
  );
  const mixed = new URL(back);
  mixed.searchParams.set("iss", "https://other.example");
  const denied = new URL(back);
  denied.searchParams.delete("code");
  denied.searchParams.set("error", "access_denied");
  for (const wrong of [changed, mixed, denied])
    expect((await visitor.get(wrong.pathname + wrong.search)).status).toBe(403);
  door.clock.ahead = 10 * 60_000;
  expect((await visitor.get(back.pathname + back.search)).body).toContain("more than ten minutes");
});

test("a provider that cannot be reached is told", async () => {
  const desk = { openid: { issuer: "http://127.0.0.1:1", client: "desk" } };
  const door = await openDoor({ desk });
  await addPerson(door.accounts, "Anna", "editor", "anna@example.org", door.now());
  const answer = await new Visitor(door.port).get("/sign-in/openid");
  expect([answer.status, answer.body.includes("does not answer as it should")]).toEqual([
    403,
    true,
  ]);
});
