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
import { DAY, realDesk, SEEN, type RealDesk } from "./real-desk.ts";
import { DRAFT_AT, OF_ACCESS, OPEN, ROUTES, SEEN_AT, STALE, type Route } from "./routes.ts";

let desk: RealDesk;
let browser: Browser;
const people = new Map<Role, Visitor>();

beforeAll(async () => {
  [desk, browser] = await Promise.all([realDesk(), launch()]);
  for (const role of ROLES) people.set(role, await desk.joined(`Person ${role}`, role));
});

afterAll(async () => {
  await browser?.close();
  await desk?.[Symbol.asyncDispose]();
});

function ask(visitor: Visitor, name: string, { at, fields = {} }: Route): Promise<Answer> {
  const [method, path = ""] = name.split(" ");
  return method === "GET" ? visitor.get(at ?? path) : visitor.post(at ?? path, fields);
}

/** All texts and facts that the desk could have changed, each with what is in it. */
function contentNow(): string[] {
  const folder = desk.path("content", "editions");
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== "published.json")
    .map(({ parentPath, name }) => join(parentPath, name))
    .map((path) => `${path} ${digest(readFileSync(path))}`)
    .toSorted();
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
  const known = [...OF_ACCESS, ...names.filter((name) => !OPEN.has(name.split(" ")[1]!))];
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
    expect(body).not.toContain(SEEN);
  }
  expect(contentNow()).toEqual(before);
});

test("whoever is signed in may do what their role says, on each route, and nothing beyond it (ASVS 8.2.1)", async () => {
  const before = contentNow();
  const wrong: unknown[] = [];
  for (const [name, route] of Object.entries(ROUTES))
    for (const role of name.startsWith("GET") && route.least === "writer"
      ? (["writer"] as const)
      : ROLES) {
      const isMeant = ROLES.indexOf(role) < ROLES.indexOf(route.least);
      if (route.isLong && !isMeant && role !== route.least) continue;
      const visitor = people.get(role)!;
      await visitor.get("/account");
      const { status } = await ask(visitor, name, route);
      const isRefused = status === 403;
      if (isRefused !== isMeant || status >= 500) wrong.push([name, role, status]);
    }
  expect(wrong).toEqual([]);
  expect(contentNow()).toEqual(before);
});

test("a writer changes nothing of what readers have seen", async () => {
  const writer = people.get("writer")!;
  const page = await writer.get(`${SEEN_AT}/edit`);
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
  const tries = ["/edit", "/correct", "/withdraw"].map((rest) =>
    writer.post(SEEN_AT + rest, fields),
  );
  expect((await Promise.all(tries)).map(({ status }) => status)).toEqual([403, 403, 403]);
  expect(contentNow()).toEqual(before);
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
  expect(contentNow()).toEqual(before);
});

/** Names that are none, in our own words: each would leave its folder, or end a name early, where names are believed. */
const NAMES = [
  "../../bellwether.yaml",
  "..\\..\\bellwether.yaml",
  "....//....//bellwether",
  "%2e%2e%2fbellwether",
  "..%00",
  "market-wrap.md",
  "market-wrap.md\0",
  "market-wrap/../market-wrap",
  "MARKET-WRAP",
  ".hidden",
  "-",
  "~root",
  "con.",
  "\uFF0E\uFF0E\u2215x",
  "market\u00adwrap",
  "a".repeat(3000),
  "market-wrap\r\nSet-Cookie: a=b",
];

test("no name in an address or a form leads to another file (ASVS 5.3.2, 1.3.1)", async () => {
  const admin = people.get("admin")!;
  await admin.get("/account");
  const before = contentNow();
  const found: unknown[] = [];
  const note = (what: string, { status, headers }: Answer): void => {
    const isNothing = [400, 404, 405, 422, 431].includes(status);
    if (!isNothing || headers["set-cookie"] !== undefined) found.push([what.slice(0, 90), status]);
  };
  for (const name of NAMES.map(encodeURIComponent)) {
    for (const path of [`/articles/${DAY}/${name}`, `/articles/${name}/${SEEN}`])
      for (const rest of ["", "/edit", "/preview"]) note(path + rest, await admin.get(path + rest));
    note(name, await admin.get(`/preview/${name}`));
    note(name, await admin.get(`/preview/2025/05/08/${name}/`));
    note(name, await admin.get(`/assets/${name}`));
    for (const rest of ["/edit", "/comments", "/correct"])
      note(
        name,
        await admin.post(`/articles/${DAY}/${name}${rest}`, {
          ...STALE,
          paragraph: "1",
          comment: "x",
          why: "x",
        }),
      );
    note(name, await admin.post(`/claims/${name}/end`));
  }
  for (const name of NAMES)
    note(`day ${name}`, await admin.post("/new", { title: "x", day: name }));
  for (const posted of NAMES)
    note(
      `posted ${posted}`,
      await admin.post("/claims", {
        url: "https://example.org/",
        subject: "btc",
        quantity: "close",
        reporter: "x",
        posted,
      }),
    );
  for (const fields of [{ title: "x".repeat(3000) }, { title: "..", story: "" }, { story: "../x" }])
    note(JSON.stringify(fields), await admin.post("/new", { day: DAY, ...fields }));
  expect(found).toEqual([]);
  expect(contentNow()).toEqual(before);
});

/** Whatever in a page could run or load what is not the desk's own, seen from within it. */
const DANGERS = `[...document.querySelectorAll("*")].flatMap((node) => {
  const bad = node.getAttributeNames().filter((name) => /^(on|srcdoc$)/i.test(name));
  for (const name of ["href", "src", "action", "formaction", "data"]) {
    const address = (node.getAttribute(name) ?? "").replaceAll(/[^\\x21-\\x7e]/g, "");
    if (/^(javascript|vbscript|data:(?!,$)|\\/\\/)/i.test(address) || address === "x") bad.push(name + "=" + address);
  }
  if (node.localName === "script" && !/^\\/assets\\//.test(node.getAttribute("src") ?? "")) bad.push("script");
  if (/^(base|object|embed|frame|marquee)$/.test(node.localName)) bad.push(node.localName);
  if (node.localName === "meta" && node.hasAttribute("http-equiv")) bad.push("meta");
  return bad.map((each) => node.localName + " " + each);
})`;

test("hostile text in any field is shown as text, on every page (ASVS 1.2.1, 1.3.1, 3.2.2)", async () => {
  const all = HOSTILE.join("\n\n");
  const line = HOSTILE.map((text) => text.replaceAll("\n", " ")).join(" ");
  const person = await desk.joined("<img src=x onerror=alert(1)>\"'><b>", "admin");
  const textOf = async (at: string): Promise<string> =>
    /name="text" value="(\w+)"/.exec((await person.get(`${at}/edit`)).body)?.[1] ?? "";
  const sent: [string, number][] = [];
  const send = async (path: string, fields: Readonly<Record<string, string>>): Promise<Answer> => {
    const answer = await person.post(path, fields);
    sent.push([path, answer.status]);
    return answer;
  };

  await person.get("/account");
  const comments = Array.from({ length: 7 }, (_, at) =>
    HOSTILE.slice(at * 6, at * 6 + 6).join("\n"),
  );
  for (const comment of comments) await send(`${DRAFT_AT}/comments`, { paragraph: "1", comment });
  const waived = await send(`${DRAFT_AT}/figures/1/waive`, {
    text: await textOf(DRAFT_AT),
    why: all,
  });
  await send(`${DRAFT_AT}/figures/2/link`, {
    text: await textOf(DRAFT_AT),
    address: "javascript:alert(1)",
  });
  await send(`${DRAFT_AT}/figures/2/link`, {
    text: await textOf(DRAFT_AT),
    address: `https://example.org/"onmouseover="alert(1)<script>`,
  });
  const written = { title: line, description: line, tags: line, body: all, why: all };
  await send(`${DRAFT_AT}/edit`, { ...written, text: await textOf(DRAFT_AT) });
  await send(`${DRAFT_AT}/edit`, { ...written, text: STALE.text });
  for (const comment of comments) await send(`${DRAFT_AT}/comments`, { paragraph: "1", comment });
  await send(`${DRAFT_AT}/sentence`, { text: await textOf(DRAFT_AT), at: "0", choice: all });
  await send(`${DRAFT_AT}/request-changes`, { text: await textOf(DRAFT_AT), why: all });
  await send(`${DRAFT_AT}/schedule`, { text: await textOf(DRAFT_AT), at: line });
  await send(`${SEEN_AT}/correct`, { text: await textOf(SEEN_AT), why: all });
  const begun = await send("/new", { title: `Title ${HOSTILE[0]} ${HOSTILE[5]}`, day: DAY });
  const claim = {
    url: `https://example.org/"onmouseover="alert(1)`,
    subject: "btc",
    quantity: "close",
    reporter: line,
    posted: DAY,
    value: "1",
    hedge: line,
  };
  await send("/claims", { ...claim, figure: line, unit: line });
  await send("/claims", { ...claim, url: `${claim.url}2`, figure: "level", unit: "percent" });
  await send("/sign-in", { name: line, password: line, to: line });
  expect(sent.filter(([, status]) => status >= 500)).toEqual([]);
  // What can be said at all was said: comments, a waiver, a text, a request, an article and a claim.
  expect([waived.status, begun.status]).toEqual([303, 303]);
  expect(sent.filter(([, status]) => status === 303).map(([path]) => path)).toEqual([
    ...comments.map(() => `${DRAFT_AT}/comments`),
    `${DRAFT_AT}/figures/1/waive`,
    `${DRAFT_AT}/edit`,
    ...comments.map(() => `${DRAFT_AT}/comments`),
    `${DRAFT_AT}/request-changes`,
    "/new",
    "/claims",
  ]);

  const context = await browser.newContext();
  const origin = `http://127.0.0.1:${desk.port}`;
  await context.addCookies(
    [...person.cookies].map(([name, value]) => ({ name, value, url: origin })),
  );
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(`${page.url()}: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error.message}`));
  page.on("dialog", (dialog) => {
    complaints.push(`${page.url()}: dialog`);
    void dialog.dismiss();
  });
  const query = encodeURIComponent(line.slice(0, 1500));
  const pages = [
    ...["", "/edit", "/changes", "/rules", "/history", "?paragraph=1", "?figure=1"].map(
      (rest) => DRAFT_AT + rest,
    ),
    ...["", "/history"].map((rest) => SEEN_AT + rest),
    begun.headers.location!,
    "/",
    "/?show=all",
    "/trail",
    "/calendar",
    "/claims",
    "/sources",
    "/approve-clean",
    "/account",
    "/users",
    "/trail/access",
    "/new",
    ...["show", "said", "page"].map((name) => `/?${name}=${query}`),
    `/trail?path=${query}`,
    `${DRAFT_AT}?figure=${query}&paragraph=${query}`,
    `${DRAFT_AT}/history?at=${query}&from=${query}`,
  ];
  for (const path of pages) {
    const answer = await page.goto(origin + path, { waitUntil: "load" });
    expect([path, (answer?.status() ?? 500) < 500, await page.evaluate(DANGERS)]).toEqual([
      path,
      true,
      [],
    ]);
  }
  expect(await page.goto(`${origin}${DRAFT_AT}`).then(() => page.innerText("h1"))).toContain(
    "<script>alert(1",
  );
  expect(complaints).toEqual([]);
  const data = await person.get(`${DRAFT_AT}/figures?q=${query}`);
  expect(data.headers["content-type"]).toMatch(/^application\/json/);
  await context.close();
});
