import { writeFileSync } from "node:fs";
import { request } from "node:http";
import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publish } from "../../generator/publish/publish.ts";
import { listen } from "../../generator/publish/serve/listen.ts";
import { serve, type Served } from "../../generator/publish/serve/serve.ts";
import { fixture, SAMPLES } from "./fixtures.ts";
import { makeHome, type TestHome } from "./home.ts";

const SECRET = "the secret of the home";
let home: TestHome;
let served: Served;

beforeAll(async () => {
  home = makeHome(SAMPLES);
  await publish(home.world, home.publication);
  for (const place of ["secret.txt", "site/secret.txt", "site/.builds/secret.txt"])
    writeFileSync(home.path(place), SECRET);
  writeFileSync(home.path("site", "dist", ".htaccess"), SECRET);
  served = await serve(home.world, home.publication, { port: 0 });
});

afterAll(async () => {
  await served.close();
  home[Symbol.dispose]();
});

const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(served.address + path, { redirect: "manual", ...init });

/** Sends the path as it is, which `fetch` would tidy. */
function askRaw(path: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port: served.port, path }, (answer) => {
      let body = "";
      answer.on("data", (chunk) => (body += chunk));
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, body }));
    });
    sent.on("error", reject);
    sent.end();
  });
}

describe("the server", () => {
  test.for([
    ["", "text/html; charset=utf-8"],
    ["2025/05/08/cross-market-note/", "text/html; charset=utf-8"],
    ["archive/", "text/html; charset=utf-8"],
    ["feed.xml", "application/atom+xml; charset=utf-8"],
  ])("answers /%s as %s, with headers that let nothing run", async ([path = "", type]) => {
    const answer = await ask(path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe(type);
    expect(answer.headers.get("cache-control")).toBe("no-cache");
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect(answer.headers.get("content-security-policy")).toMatch(
      /^default-src 'none'; .*frame-ancestors 'none'$/,
    );
    expect((await answer.text()).length).toBeGreaterThan(500);
  });

  test("compresses text for a reader that asks for it", async () => {
    const [packed, plain] = await Promise.all(
      ["gzip", "identity"].map((each) => ask("", { headers: { "accept-encoding": each } })),
    );
    expect(packed?.headers.get("content-encoding")).toBe("gzip");
    expect(plain?.headers.get("content-encoding")).toBeNull();
    expect(await packed?.text()).toBe(await plain?.text());
  });

  test("answers under the path of the publication's address as well", async () => {
    const [root, under] = await Promise.all([ask(""), ask("notes/")]);
    expect(await under.text()).toBe(await root.text());
  });

  test("lets the hashed style sheet be kept for ever", async () => {
    const html = await (await ask("")).text();
    const answer = await ask(/assets\/style[^"]+/.exec(html)?.[0] ?? "");
    expect(answer.headers.get("content-type")).toBe("text/css; charset=utf-8");
    expect(answer.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  });

  test("does not send again what the reader has", async () => {
    const tag = ((await ask("")).headers.get("etag") ?? "").replace("W/", "");
    for (const known of [tag, `W/${tag}`, `"other", ${tag}`, "*"]) {
      const answer = await ask("", { headers: { "if-none-match": known } });
      expect([answer.status, await answer.text()]).toEqual([304, ""]);
    }
    expect((await ask("", { headers: { "if-none-match": '"other"' } })).status).toBe(200);
  });

  test("answers HEAD without a body, and no other method", async () => {
    const head = await ask("", { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
    const post = await ask("", { method: "POST", body: "x" });
    expect([post.status, post.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  });

  test("leads a folder's name to its page", async () => {
    const answer = await ask("2025/05/08/cross-market-note");
    expect(answer.status).toBe(308);
    expect(answer.headers.get("location")).toBe("/2025/05/08/cross-market-note/");
  });

  test.for([
    ["index.html", "/"],
    ["archive/index.html", "/archive/"],
    ["notes/archive/index.html", "/notes/archive/"],
  ])("leads /%s to the one address of that page", async ([path = "", address]) => {
    const answer = await ask(path);
    expect([answer.status, answer.headers.get("location")]).toEqual([308, address]);
  });

  test("shows the 404 page where there is none", async () => {
    const answer = await ask("nothing/here");
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain("There is no such page");
  });
});

describe("no path leaves the built site:", () => {
  test.for([
    "/../secret.txt",
    "/../../secret.txt",
    "/../../../../../../../../../etc/passwd",
    "/%2e%2e/secret.txt",
    "/%2e%2e%2f%2e%2e%2f%2e%2e%2f%65%74%63%2f%70%61%73%73%77%64",
    "/%%32%65%%32%65%%32%66secret.txt",
    "/..%5c..%5csecret.txt",
    "/\\..\\..\\secret.txt",
    "/..%c0%af..%c0%afsecret.txt",
    "/..%252f..%252fsecret.txt",
    "/....//....//secret.txt",
    "/archive/..%00/index.html",
    "/archive/../../../../secret.txt",
    "/.htaccess",
    "/%2e%68%74%61%63%63%65%73%73",
    "/./.htaccess",
    "//etc/passwd",
    "/file:///etc/passwd",
    "/C:/secret.txt",
    "/index.html::$DATA",
    "/notes/../../secret.txt",
  ])("%s", async (path) => {
    const { status, body } = await askRaw(path);
    expect([400, 404]).toContain(status);
    expect(body).not.toContain(SECRET);
    expect(body).not.toContain("root:");
  });
});

describe("serving", () => {
  test("a publish is seen at once", async () => {
    using other = makeHome(SAMPLES);
    await publish(other.world, other.publication);
    const open = await serve(other.world, other.publication, { port: 0 });
    const tagBefore = (await fetch(open.address)).headers.get("etag");
    const front = { title: "Fresh news", description: "New." };
    other.put(fixture("2025-05-09", "market-wrap", front, "Text."));
    await publish(other.world, other.publication);
    const answer = await fetch(open.address);
    expect(answer.headers.get("etag")).not.toBe(tagBefore);
    expect(await answer.text()).toContain("Fresh news");
    await open.close();
    await expect(fetch(open.address)).rejects.toThrow("fetch failed");
  });

  test("takes the next port where the usual one is taken, and none in the place of one that was asked for", async () => {
    const { port } = served;
    const usual = await listen(() => new Response("Here"), "127.0.0.1", { from: port });
    expect(usual.port).toBeGreaterThan(port);
    expect(await (await fetch(usual.address)).text()).toBe("Here");
    await usual.close();
    await expect(serve(home.world, home.publication, { port })).rejects.toThrow(
      `Cannot serve at 127.0.0.1 on port ${port}: EADDRINUSE.`,
    );
  });

  test("needs a published site", async () => {
    using empty = makeHome();
    await expect(serve(empty.world, empty.publication)).rejects.toThrow(
      /site\/dist: Expected a built/,
    );
  });

  test("says which port it cannot take", async () => {
    const last = createServer().listen(65_535, "127.0.0.1");
    await new Promise((resolve) => last.once("listening", resolve).once("error", resolve));
    await expect(serve(home.world, home.publication, { port: 65_535 })).rejects.toThrow(
      "Cannot serve at 127.0.0.1 on port 65535: EADDRINUSE.",
    );
    last.close();
  });
});
