import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Hono } from "hono";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { digest } from "../../generator/base/digest.ts";
import { deskApp } from "../../generator/desk/app.ts";
import type { Desk } from "../../generator/desk/frame.ts";
import { ROLES, type Role } from "../../generator/review/workflow/people.ts";
import { launch } from "../browser/browser.ts";
import { HOSTILE } from "../browser/hostile.ts";
import { Visitor, type Answer } from "./door.ts";
import { DAY, realDesk, type RealDesk } from "./real-desk.ts";

/** An article that readers have seen, and one that a person began. */
const SEEN = `/articles/${DAY}/market-wrap`;
const DRAFT = `/articles/${DAY}/a-draft`;

interface Route {
  /** The least role that it is for. */
  readonly least: Role;
  /** What is asked for in its place, where it has parameters. */
  readonly at?: string;
  readonly fields?: Readonly<Record<string, string>>;
}

/** Which text an act is for: one that is not there any more, so that nothing is done by those who may. */
const STALE = { text: "0".repeat(64) };
const article = (rest: string): string => `/articles/:day/:slug${rest}`;
const of = (least: Role, rest: string, fields = {}): Route => ({
  least,
  at: DRAFT + rest,
  fields: { ...STALE, ...fields },
});

/** Every route of the desk, and whom it is for. */
const ROUTES: Readonly<Record<string, Route>> = {
  "GET /": { least: "writer" },
  "GET /account": { least: "writer" },
  "GET /approve-clean": { least: "writer" },
  "GET /calendar": { least: "writer" },
  "GET /claims": { least: "writer" },
  "GET /new": { least: "writer" },
  "GET /preview/*": { least: "writer", at: `/preview/${DAY.replaceAll("-", "/")}/market-wrap/` },
  "GET /sources": { least: "writer" },
  "GET /trail": { least: "writer" },
  "GET /work/:id": { least: "writer", at: "/work/1" },
  [`GET ${article("")}`]: { least: "writer", at: SEEN },
  [`GET ${article("/changes")}`]: { least: "writer", at: `${SEEN}/changes` },
  [`GET ${article("/edit")}`]: { least: "writer", at: `${SEEN}/edit` },
  [`GET ${article("/figures")}`]: { least: "writer", at: `${SEEN}/figures?q=btc` },
  [`GET ${article("/history")}`]: { least: "writer", at: `${SEEN}/history` },
  [`GET ${article("/panel")}`]: { least: "writer", at: `${SEEN}/panel?figure=1` },
  [`GET ${article("/preview")}`]: { least: "writer", at: `${SEEN}/preview` },
  [`GET ${article("/rules")}`]: { least: "writer", at: `${SEEN}/rules` },
  [`POST ${article("/approve")}`]: of("editor", "/approve"),
  [`POST ${article("/check")}`]: of("writer", "/check", { title: "A draft", body: "Nothing yet." }),
  [`POST ${article("/comments")}`]: of("writer", "/comments", { paragraph: "1", comment: "So?" }),
  [`POST ${article("/comments/:id/settle")}`]: of("writer", "/comments/1/settle"),
  [`POST ${article("/correct")}`]: of("editor", "/correct", { why: "It was wrong." }),
  [`POST ${article("/edit")}`]: of("writer", "/edit", { title: "A draft", body: "Nothing yet." }),
  [`POST ${article("/figures/:number/link")}`]: of("writer", "/figures/1/link", {
    address: "https://example.org/",
  }),
  [`POST ${article("/figures/:number/nearest")}`]: of("writer", "/figures/1/nearest"),
  [`POST ${article("/figures/:number/waive")}`]: of("editor", "/figures/1/waive", {
    why: "It is so.",
  }),
  [`POST ${article("/request-changes")}`]: of("editor", "/request-changes", { why: "Shorter." }),
  [`POST ${article("/revise")}`]: of("writer", "/revise"),
  [`POST ${article("/schedule")}`]: of("editor", "/schedule", { at: "2030-01-01T00:00" }),
  [`POST ${article("/sentence")}`]: of("writer", "/sentence", { at: "0", was: "x", is: "y" }),
  [`POST ${article("/submit")}`]: of("writer", "/submit"),
  [`POST ${article("/withdraw")}`]: of("publisher", "/withdraw", { why: "It was wrong." }),
  "POST /approve-clean": { least: "editor" },
  "POST /claims": { least: "editor", fields: { url: "no address" } },
  "POST /claims/:id/end": { least: "editor", at: "/claims/none/end" },
  "POST /new": { least: "writer", fields: { day: "no day" } },
  "POST /publish": { least: "publisher" },
};

/** Those of the door itself: they are for whoever comes, and are held in files of their own. */
const OPEN = [
  "/assets/*",
  "/sign-in",
  "/first/:token",
  "/welcome/:id/:token",
  "/passkey",
  "/passkey/options",
  "/passkey/new",
  "/passkey/new/options",
  "/sign-out",
  "/account/sessions",
  "/account/password",
  "/account/passkeys/remove",
];

let desk: RealDesk;
let browser: Browser;
const people = new Map<Role, Visitor>();

beforeAll(async () => {
  [desk, browser] = await Promise.all([realDesk(), launch()]);
  for (const role of ROLES) people.set(role, await desk.joined(`Person ${role}`, role));
  const writer = people.get("writer")!;
  await writer.get("/new");
  expect((await writer.post("/new", { title: "A draft", day: DAY })).headers.location).toContain(
    DRAFT,
  );
});

afterAll(async () => {
  await browser?.close();
  await desk?.[Symbol.asyncDispose]();
});

function ask(visitor: Visitor, name: string, { at, fields = {} }: Route): Promise<Answer> {
  const [method, path = ""] = name.split(" ");
  return method === "GET" ? visitor.get(at ?? path) : visitor.post(at ?? path, fields);
}

/** All that the desk could have changed, but for who is signed in. */
function contentNow(): string {
  const folder = join(desk.home, "content");
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return digest(
    JSON.stringify(
      files.map(({ parentPath, name }) => [
        parentPath,
        name,
        digest(readFileSync(join(parentPath, name))),
      ]),
    ),
  );
}

test("every route of the desk has somebody whom it is for (ASVS 8.1.1)", () => {
  const anything: unknown = new Proxy(() => anything, {
    get: (_, name) => (name === Symbol.toPrimitive ? () => "" : anything),
  });
  const access = { middleware: anything, routes: new Hono(), require: () => anything };
  const { routes } = deskApp({
    access,
    assets: {},
    newsroom: anything,
    index: anything,
  } as unknown as Desk);
  const names = routes
    .filter(({ method }) => method !== "ALL")
    .map(({ method, path }) => `${method} ${path}`);
  const known = ["GET /account", ...names.filter((name) => !OPEN.includes(name.split(" ")[1]!))];
  expect([...new Set(known)].toSorted()).toEqual(Object.keys(ROUTES).toSorted());
});

test("nobody who is not signed in gets anything of the desk, or changes it (ASVS 8.2.1)", async () => {
  const stranger = new Visitor(desk.port);
  await stranger.get("/sign-in");
  const before = contentNow();
  for (const [name, route] of Object.entries(ROUTES)) {
    const { status, headers, body } = await ask(stranger, name, route);
    const led = headers.location?.startsWith("/sign-in?to=");
    expect([name, status, led]).toEqual([
      name,
      ...(name.startsWith("GET") ? [303, true] : [403, undefined]),
    ]);
    expect(body).not.toContain("market-wrap");
  }
  expect(contentNow()).toBe(before);
});

test("whoever is signed in may do what their role says, on each route, and nothing beyond it (ASVS 8.2.1)", async () => {
  const before = contentNow();
  const wrong: unknown[] = [];
  for (const [name, route] of Object.entries(ROUTES))
    for (const role of ROLES) {
      const visitor = people.get(role)!;
      await visitor.get("/account");
      const { status } = await ask(visitor, name, route);
      const isRefused = status === 403;
      const isMeant = ROLES.indexOf(role) < ROLES.indexOf(route.least);
      if (isRefused !== isMeant || status >= 500) wrong.push([name, role, status]);
    }
  expect(wrong).toEqual([]);
  expect(contentNow()).toBe(before);
});

test("a writer changes nothing of what readers have seen", async () => {
  const writer = people.get("writer")!;
  const page = await writer.get(`${SEEN}/edit`);
  const text = /name="text" value="([^"]+)"/.exec(page.body)![1]!;
  const before = contentNow();
  const fields = {
    text,
    title: "Other",
    description: "Other",
    tags: "",
    body: "Other.",
    why: "So.",
  };
  const tries = ["/edit", "/correct", "/withdraw"].map((rest) => writer.post(SEEN + rest, fields));
  expect((await Promise.all(tries)).map(({ status }) => status)).toEqual([403, 403, 403]);
  expect(contentNow()).toBe(before);
});

test("no form is taken without the token of the session that it was made for (ASVS 3.5.1)", async () => {
  const admin = people.get("admin")!;
  const editor = people.get("editor")!;
  await editor.get("/account");
  const before = contentNow();
  for (const [name, route] of Object.entries(ROUTES).filter(([each]) => each.startsWith("POST"))) {
    const at = route.at ?? name.split(" ")[1]!;
    const fields = { ...route.fields };
    const without = await admin.post(at, { ...fields, "form-token": "" });
    const others = await admin.post(at, { ...fields, "form-token": editor.token });
    const elsewhere = await admin.post(at, fields, { origin: "https://evil.example" });
    expect([name, without.status, others.status, elsewhere.status]).toEqual([name, 403, 403, 403]);
  }
  expect(contentNow()).toBe(before);
});
