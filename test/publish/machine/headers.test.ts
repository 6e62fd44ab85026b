import { expect, test } from "vitest";
import { headersFile } from "../../../generator/publish/machine/headers.ts";
import { policyInPage, policyOf } from "../../../generator/publish/model/policy.ts";
import { siteOf } from "../site.ts";

const newsletter = { action: "https://mail.example/join?list=1", field: "email" };
const pages = [
  "index.html",
  "2025/05/08/note/index.html",
  "search/index.html",
  "subscribe/index.html",
];
const file = headersFile(
  { ...siteOf([], { newsletter }), scripts: { search: "assets/search.js" } },
  pages.map((path) => ({ path, content: "" })),
);
const rules = new Map(
  String(file.content)
    .trim()
    .split("\n\n")
    .map((rule) => [rule.split("\n")[0], rule] as const),
);

test("every page falls under one content policy, and no path under two", () => {
  const withPolicy = [...rules].filter(([, rule]) => rule.includes("content-security-policy"));
  const fits = (path: string) =>
    withPolicy.filter(([pattern = ""]) =>
      pattern.endsWith("*") ? path.startsWith(pattern.slice(0, -1)) : path === pattern,
    );
  for (const path of ["", "2025/05/08/note/", "search/", "subscribe/", "404.html", "pagefind/a.js"])
    expect([path, fits(`/notes/${path}`).length]).toEqual([path, 1]);
});

const may = (path: string, what: string): boolean => rules.get(`/notes/${path}`)!.includes(what);

test("no script runs but files of the site, search alone compiles WebAssembly, and sign-up alone may send a form, to its own address", () => {
  expect(may("search/*", "script-src 'self' 'wasm-unsafe-eval'")).toBe(true);
  expect(may("subscribe/*", "form-action https://mail.example;")).toBe(true);
  for (const path of ["", "2025/*", "404.html"]) {
    expect(may(path, "script-src 'self';")).toBe(true);
    expect(may(path, "form-action 'none'")).toBe(true);
  }
  expect(policyInPage(policyOf("index.html", newsletter.action))).toMatch(
    /^(?!.*(unsafe|nonce|sha256)).*script-src 'self' file:;/,
  );
});

test("hashed files are kept for ever", () => {
  expect(rules.get("/notes/assets/*")).toContain("max-age=31536000, immutable");
});
