import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isPrivate } from "../../../generator/world/addresses.ts";
import { NetFault } from "../../../generator/world/net.ts";
import { send } from "../../../generator/world/socket.ts";
import { repeatedKey } from "../../../generator/web/repeated-key.ts";
import { loadSecrets } from "../../../generator/web/secrets.ts";
import { httpClientOf } from "../../../generator/web/http-client.ts";
import { openWeb, type Web, type WebOptions } from "../../../generator/web/web.ts";
import { failureOf, temporaryFolder } from "../support.ts";
import { answering, provider, worldVia, type Reply } from "./provider.ts";

const NOW = "2026-01-07T12:00:00Z";
const KEY = "s3cret-key/with=signs";

async function opened(
  reply: Reply,
  options: WebOptions = {},
): Promise<{ web: Web; seen: readonly string[]; waits: number[] }> {
  const { base, seen } = await provider(reply);
  const world = worldVia(base, NOW, { TEST_API_KEY: KEY });
  const secrets = loadSecrets(world, temporaryFolder(), [{ name: "TEST_API_KEY" }]);
  return { web: openWeb(world, secrets, options), seen, waits: world.waits };
}

const asked = (url: string, spacingMs = 0) => ({ provider: "test", spacingMs, url });

test("every request goes to the given base as scheme, host, path and query", async () => {
  const { web, seen } = await opened(answering("{}"));
  await web.ask(asked("https://api.example.com:8443/v1/x?a=1&b=%20"));
  expect(seen).toEqual(["GET /https/api.example.com:8443/v1/x?a=1&b=%20"]);
});

/** Ways to write an address of this machine or its network, after the cases that SSRF cheat sheets list. */
test.each([
  "http://169.254.169.254/latest/meta-data/",
  "http://localhost:80",
  "http://127.0.0.1:22",
  "http://0.0.0.0:80",
  "http://[::]:80/",
  "http://[0000::1]:80/",
  "http://[0:0:0:0:0:ffff:127.0.0.1]",
  "http://[::ffff:127.0.0.1]",
  "http://127.127.127.127",
  "http://127.1",
  "http://2130706433/",
  "http://0177.0.0.1/",
  "http://0x7f000001",
  "http://0xc0a80101",
  "http://0xa9fea9fe",
  "http://127.0.0.1/%2561dmin",
  "http://127.1.1.1:80\\@127.2.2.2:80/",
  "http://127.1.1.1:80#\\@127.2.2.2:80/",
  "http://10.0.0.1/",
  "http://[fe80::1]/",
  "http://[64:ff9b::7f00:1]/",
])("%s is not asked", async (address) => {
  const request = {
    method: "GET",
    url: new URL(address),
    headers: {},
    connectMs: 1000,
    totalMs: 1000,
    maxBytes: 1000,
    mayBePrivate: false,
  };
  await expect(send(request)).rejects.toMatchObject({ code: "private-address" });
});

test("addresses of the public internet are not private", () => {
  expect(["8.8.8.8", "172.15.0.1", "2606:4700::1111", "192.169.0.1"].filter(isPrivate)).toEqual([]);
});

test("a file or an address with a password is not asked", async () => {
  for (const address of ["file:///etc/passwd", "https://user:pass@example.com/"]) {
    const url = new URL(address);
    const limits = { connectMs: 100, totalMs: 100, maxBytes: 10, mayBePrivate: true };
    await expect(send({ method: "GET", url, headers: {}, ...limits })).rejects.toThrow(NetFault);
  }
});

test("a redirect to the same host is followed", async () => {
  const { web, seen } = await opened((request, response) => {
    if (request.url?.endsWith("/old")) response.writeHead(301, { location: "/new" }).end();
    else response.end("here");
  });
  const reply = await web.ask(asked("https://api.example.com/old"));
  expect(Buffer.from(reply.body).toString()).toBe("here");
  expect(seen).toEqual(["GET /https/api.example.com/old", "GET /https/api.example.com/new"]);
});

test("a provider that failed three times is not asked again in the run", async () => {
  const { web, seen } = await opened((_request, response) => void response.writeHead(500).end());
  for (let time = 0; time < 3; time++)
    await expect(web.ask(asked("https://api.example.com/"))).rejects.toMatchObject({
      code: "status",
    });
  expect(seen).toHaveLength(12);
  await expect(web.ask(asked("https://api.example.com/"))).rejects.toMatchObject({
    code: "resting",
  });
  expect(seen).toHaveLength(12);
});

test("hosts that are down stop no other host of the same source", async () => {
  const { web } = await opened((request, response) =>
    request.url?.includes("/dead") ? void response.writeHead(500).end() : void response.end("{}"),
  );
  const client = httpClientOf(web, { id: "json", spacingMs: 0 });
  for (const host of ["dead1", "dead2", "dead3"])
    for (let time = 0; time < 3; time++)
      await expect(client.text(`https://${host}.example.com/`)).rejects.toThrow("status 500");
  await expect(client.text("https://dead1.example.com/")).rejects.toMatchObject({
    code: "resting",
  });
  for (const host of ["well1", "well2"])
    expect(await client.text(`https://${host}.example.com/`)).toBe("{}");
});

test("requests to one provider are spaced, and retries wait longer each time", async () => {
  const { web, waits } = await opened((_request, response) => void response.writeHead(503).end());
  await expect(web.ask(asked("https://api.example.com/", 650))).rejects.toThrow(
    "status 503, 4 times in a row",
  );
  expect(waits.filter((wait) => wait === 650)).toHaveLength(3);
  const pauses = waits.filter((wait) => wait !== 650);
  expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
  expect(pauses[0]).toBeGreaterThanOrEqual(250);
  expect(pauses[2]).toBeLessThanOrEqual(2000);
});

test("a key stands in no message and in no recording, and a replay answers without a network", async () => {
  const folder = temporaryFolder();
  const url = `https://api.example.com/v1?api_key=${encodeURIComponent(KEY)}&x=1`;
  const { web } = await opened(answering({ echo: KEY, value: 1 }), { record: folder });
  await web.ask(asked(url));
  const { web: failing } = await opened(
    (_request, response) => void response.writeHead(500).end(),
    {},
  );
  const message = await failing.ask(asked(url)).catch((error: Error) => error.message);
  const written = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
  expect(written).toHaveLength(2);
  for (const text of [message, ...written]) {
    expect(text).not.toContain(KEY);
    expect(text).not.toContain(encodeURIComponent(KEY));
  }
  const { web: replayed, seen } = await opened(answering("never"), { replay: folder });
  const reply = await replayed.ask(asked(url));
  expect(JSON.parse(Buffer.from(reply.body).toString())).toEqual({ echo: "•••", value: 1 });
  expect(seen).toEqual([]);
  await expect(replayed.ask(asked("https://api.example.com/other"))).rejects.toMatchObject({
    code: "not-recorded",
  });
});

test("keys may come from a file outside git", () => {
  const home = temporaryFolder();
  const file = join(home, "keys.env");
  writeFileSync(file, `# keys\nexport TEST_API_KEY="${KEY}"\n`);
  const world = worldVia("http://127.0.0.1:1", NOW, { BELLWETHER_SECRETS_FILE: file });
  const secrets = loadSecrets(world, home, [{ name: "TEST_API_KEY" }]);
  expect(secrets.get("TEST_API_KEY")).toBe(KEY);
  expect(secrets.redact(`x ${KEY} y`)).toBe("x ••• y");
});

test("a wrong base and a folder without a recording are mistakes of the caller", () => {
  const secrets = {
    get: () => undefined,
    redact: (text: string) => text,
    cleanse: (body: Uint8Array) => body,
  };
  expect(failureOf(() => openWeb(worldVia("ftp://x", NOW), secrets)).exit).toBe(2);
  const world = worldVia("http://127.0.0.1:1", NOW);
  expect(failureOf(() => openWeb(world, secrets, { replay: temporaryFolder() })).exit).toBe(2);
});

test.each([
  ['{"a":1,"b":{"a":2}}', undefined],
  ['[{"a":1},{"a":2}]', undefined],
  ['{"a":"a\\":","b":"{\\"a\\":1}"}', undefined],
  ['{"a":1,"\\u0061":2}', "a"],
  ['{"x":[{"k":[1,{}],"k":2}]}', "k"],
])("a key that stands twice in %s: %s", (text, key) => {
  expect(repeatedKey(text)).toBe(key);
});
