import fc from "fast-check";
import { expect, test } from "vitest";
import { signedToken } from "../../../generator/deliver/subscribers/tokens.ts";
import { keptIn, openTestMailStore } from "../../support/store.ts";
import { SUBSCRIBER_STATES } from "../../../generator/store/mail/subscribers.ts";
import { realWorld } from "../../../generator/world/disk.ts";
import { openService, SERVICE, type TestService } from "./service-home.ts";

const HOUR = 3_600_000;

async function stateOf({ store }: TestService, id: string) {
  return (await store.subscribers.byId(id))?.state;
}

/** All that is stored of everybody. */
async function everything({ store: { subscribers } }: TestService) {
  const people = await subscribers.page({ limit: 1000 });
  return Promise.all(people.map(async (each) => [each, await subscribers.history(each.id)]));
}

/** Path below the service of a link that was sent. */
function pathOf(link: string): string {
  expect(link.startsWith(SERVICE)).toBe(true);
  return link.slice(SERVICE.length);
}

test("somebody signs up, confirms, chooses, pauses and leaves, and each act counts from its moment on", async () => {
  const service = await openService();
  const page = await service.get("");
  expect(page.body).toContain('<form method="post" action="/letters/subscribe"');
  const asked = await service.post("subscribe", { email: "Ana@Example.org", language: "es" });
  expect([asked.status, asked.body.includes("Mire su correo")]).toEqual([200, true]);
  const [{ to, link } = { to: { id: "" }, link: "" }] = service.confirmations;
  expect(to).toMatchObject({ address: "Ana@example.org", language: "es", state: "pending" });
  expect(await stateOf(service, to.id)).toBe("pending");

  const confirm = pathOf(link);
  expect((await service.get(confirm)).body).toContain("A…@example.org");
  expect(await stateOf(service, to.id)).toBe("pending");
  const confirmed = await service.post(confirm);
  expect(confirmed.body).toContain("Ya está suscrito");
  const { state, consent } = (await service.store.subscribers.byId(to.id))!;
  expect([state, consent?.origin]).toEqual(["active", "sign-up, confirmed by mail"]);
  expect((await service.post(confirm)).status).toBe(200);

  const other = await openTestMailStore(realWorld(), service.home);
  const sendable = async () => (await other.subscribers.sendable([to.id])).has(to.id);
  expect(await sendable()).toBe(true);
  const { preferences, unsubscribe } = service.paths(to.id);
  expect(confirmed.body).toContain(preferences);
  await service.post(preferences, { act: "pause" });
  expect(await sendable()).toBe(false);
  await service.post(preferences, { act: "resume" });
  expect(await sendable()).toBe(true);
  await service.post(unsubscribe);
  expect(await sendable()).toBe(false);
  await service.post(preferences, { act: "subscribe" });
  expect(await sendable()).toBe(true);
  await service.post(preferences, { act: "unsubscribe" });
  expect(await sendable()).toBe(false);
  await other.close();
  const history = await service.store.subscribers.history(to.id);
  expect(history.map(({ state }) => state)).toEqual([
    "pending",
    "active",
    "paused",
    "active",
    "unsubscribed",
    "active",
    "unsubscribed",
  ]);
  expect(service.told).toEqual([]);
});

test("a mail program unsubscribes with one POST, by form or multipart, with no cookie and no redirect (RFC 8058)", async () => {
  const service = await openService();
  for (const [type, body] of [
    ["application/x-www-form-urlencoded", "List-Unsubscribe=One-Click"],
    [
      "multipart/form-data; boundary=b",
      '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n',
    ],
    ["text/plain", "anything"],
  ] as const) {
    const { id } = await service.subscriber();
    const path = `/letters/${service.paths(id).unsubscribe}`;
    for (let time = 0; time < 3; time++) {
      const answer = await service.ask("POST", path, { headers: { "content-type": type }, body });
      expect([answer.status, answer.headers["set-cookie"], answer.headers["location"]]).toEqual([
        200,
        undefined,
        undefined,
      ]);
      expect(await stateOf(service, id)).toBe("unsubscribed");
    }
    expect(await service.store.subscribers.history(id)).toHaveLength(2);
  }
});

test("whoever was forgotten or has complained is answered alike, and stays so", async () => {
  const service = await openService();
  const gone = await service.subscriber();
  const cross = await service.subscriber({ state: "complained" });
  await service.membership.forget(gone.id);
  for (const { id } of [gone, cross]) {
    const answer = await service.post(service.paths(id).unsubscribe);
    expect([answer.status, answer.body.includes("You are unsubscribed")]).toEqual([200, true]);
  }
  expect(await stateOf(service, cross.id)).toBe("complained");
  expect((await service.get(service.paths(gone.id).preferences)).status).toBe(403);
  await service.post(service.paths(cross.id).preferences, { act: "subscribe" });
  await service.post(service.paths(cross.id).preferences, { act: "resume" });
  expect(await stateOf(service, cross.id)).toBe("complained");
});

test("GET and HEAD change nothing, whatever they ask for", async () => {
  const service = await openService();
  const ids: string[] = [];
  for (const state of SUBSCRIBER_STATES) ids.push((await service.subscriber({ state })).id);
  const before = await everything(service);
  const path = fc.oneof(
    fc
      .tuple(fc.constantFrom(...ids), fc.constantFrom("confirm", "preferences", "unsubscribe"))
      .map(([id, purpose]) => {
        const ends = purpose === "confirm" ? service.now() + HOUR : undefined;
        return `${purpose}/${signedToken(service.links.key, purpose as "confirm", id, ends)}`;
      }),
    fc.constantFrom("", "subscribe", "webhooks/ses", "webhooks/postmark", "nothing"),
    fc.webPath().map((each) => each.slice(1)),
  );
  const query = fc.constantFrom(
    "",
    "?act=forget&sure=yes",
    "?act=unsubscribe",
    "?email=new@reader.example",
    "?List-Unsubscribe=One-Click",
    "?_method=POST",
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom("GET", "HEAD"), path, query, async (method, path, query) => {
      const answer = await service.ask(method, `/letters/${path}${query}`);
      expect(answer.status).toBeLessThan(500);
      expect(await everything(service)).toEqual(before);
    }),
    { numRuns: 80 },
  );
  expect(service.confirmations).toEqual([]);
});

test("methods other than GET, HEAD and POST are refused, and paths that lead elsewhere", async () => {
  const service = await openService();
  const { id } = await service.subscriber();
  for (const method of ["PUT", "DELETE", "PATCH", "OPTIONS"])
    expect((await service.ask(method, `/letters/${service.paths(id).unsubscribe}`)).status).toBe(
      405,
    );
  expect((await service.get("confirm/..%2f..%2fetc%2fpasswd")).status).toBe(404);
  expect((await service.ask("GET", "/elsewhere")).status).toBe(404);
  expect(await stateOf(service, id)).toBe("active");
});

test("a form of another site is taken, and what it sends need not come from a page of ours", async () => {
  const service = await openService();
  const headers = { origin: "https://markets.example", "sec-fetch-site": "cross-site" };
  const answer = await service.post("subscribe", { email: "ana@example.org" }, headers);
  expect([answer.status, service.confirmations.length]).toEqual([200, 1]);
  expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
});

test("the sign-up answers alike whether somebody is known or not", async () => {
  const service = await openService();
  const known = [];
  for (const state of SUBSCRIBER_STATES) known.push(await service.subscriber({ state }));
  const forgotten = await service.subscriber();
  await service.membership.forget(forgotten.id);
  const answers = [];
  for (const { address } of [...known, forgotten, { address: "new@reader.example" }])
    answers.push(await service.post("subscribe", { email: address }));
  expect(new Set(answers.map(({ status, body }) => `${status}\n${body}`)).size).toBe(1);
  const asked = service.confirmations.map(({ to }) => to.address);
  const [pending, , , unsubscribed, bounced] = known.map(({ address }) => address);
  expect(asked).toEqual([pending, unsubscribed, bounced, forgotten.address, "new@reader.example"]);
});

test("what is no address is refused with the form, and nothing is stored", async () => {
  const service = await openService();
  for (const email of [
    "",
    "ana",
    "ana@example.org,bo@example.org",
    "ana@x.example\r\nBcc: <bo@x.example>",
    '"><script>alert(1)</script>@x.example',
  ]) {
    const answer = await service.post("subscribe", { email });
    expect(answer.status).toBe(422);
    expect(answer.body).toContain('aria-describedby="problem"');
    expect(answer.body).not.toContain("<script");
  }
  expect(await service.store.subscribers.page({ limit: 9 })).toEqual([]);
});

test("one mailbox is asked three times a day at most, whoever asks", async () => {
  const service = await openService();
  const ask = (at: number) => service.post("subscribe", { email: "ana@example.org" }, from(at));
  for (let time = 0; time < 5; time++) expect((await ask(time)).status).toBe(200);
  expect(service.confirmations).toHaveLength(3);
  expect((await ask(6)).status).toBe(429);
  service.clock.ahead += 25 * HOUR;
  expect((await ask(7)).status).toBe(200);
  expect(service.confirmations).toHaveLength(4);
});

/** A request that the server in front passed on for somebody. */
function from(at: number): Record<string, string> {
  return { host: "news.example.org", "x-forwarded-for": `203.0.113.${at}` };
}

const v6 = (host: string) => ({
  host: "news.example.org",
  "x-forwarded-for": `2001:db8:1:2::${host}`,
});

test("one network signs up so many an hour, an IPv6 network as one; nobody hides behind a header of their own", async () => {
  const service = await openService();
  let count = 0;
  const ask = async (headers: Record<string, string>) =>
    (await service.post("subscribe", { email: `p${count++}@reader.example` }, headers)).status;
  for (let time = 0; time < 20; time++) expect(await ask(v6(String(time)))).toBe(200);
  expect(await ask(v6("ffff"))).toBe(429);
  expect(await ask(from(1))).toBe(200);
  for (let time = 0; time < 20; time++)
    expect(await ask({ ...from(2), "x-forwarded-for": `198.51.100.${time}, 203.0.113.2` })).toBe(
      200,
    );
  expect(await ask(from(2))).toBe(429);
  // Without the server in front, the connection itself tells where a request is from.
  for (let time = 0; time < 20; time++)
    expect(await ask({ "x-forwarded-for": `192.0.2.${time}` })).toBe(200);
  expect(await ask({ "x-forwarded-for": "192.0.2.99" })).toBe(429);
  service.clock.ahead += HOUR + 1;
  expect(await ask(v6("1"))).toBe(200);
});

test("a confirmation ends after three days, and confirms nothing that was taken back since", async () => {
  const service = await openService();
  await service.post("subscribe", { email: "ana@example.org" });
  const [first] = service.confirmations;
  const id = first!.to.id;
  await service.post(pathOf(first!.link));
  service.clock.ahead += HOUR;
  await service.post(service.paths(id).unsubscribe);
  expect((await service.post(pathOf(first!.link))).status).toBe(403);
  expect(await stateOf(service, id)).toBe("unsubscribed");
  service.clock.ahead += HOUR;
  await service.post("subscribe", { email: "ana@example.org" });
  const second = service.confirmations.at(-1)!;
  expect(second.to.id).toBe(id);
  service.clock.ahead += 73 * HOUR;
  expect((await service.get(pathOf(second.link))).status).toBe(403);
  expect((await service.post(pathOf(second.link))).status).toBe(403);
  expect(await stateOf(service, id)).toBe("unsubscribed");
});

test("tokens of other purposes open nothing", async () => {
  const service = await openService();
  const { id } = await service.subscriber({ state: "pending" });
  const purposes = ["confirm", "preferences", "unsubscribe"] as const;
  for (const place of purposes)
    for (const purpose of purposes) {
      if (place === purpose) continue;
      const token = signedToken(service.links.key, purpose, id, service.now() + HOUR);
      expect((await service.get(`${place}/${token}`)).status).toBe(403);
      expect((await service.post(`${place}/${token}`, { act: "forget", sure: "yes" })).status).toBe(
        403,
      );
    }
  expect(await stateOf(service, id)).toBe("pending");
});

test("somebody chooses among what there is, and nothing else", async () => {
  const service = await openService();
  const { id } = await service.subscriber({ tags: ["an old topic"] });
  const { preferences } = service.paths(id);
  const form = new URLSearchParams({
    act: "save",
    name: "Ana\r\nBcc: bo@example.org",
    language: "es",
    timeZone: "Europe/Madrid",
  });
  for (const format of ["alert", "weekly", "hourly"]) form.append("formats", format);
  for (const tag of ["volatility", "an old topic", "made up"]) form.append("tags", tag);
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const answer = await service.ask("POST", `/letters/${preferences}`, {
    headers,
    body: form.toString(),
  });
  expect(answer.body).toContain("Sus preferencias se han guardado.");
  expect(await service.store.subscribers.byId(id)).toMatchObject({
    name: "Ana Bcc: bo@example.org",
    language: "es",
    timeZone: "Europe/Madrid",
    formats: ["weekly", "alert"],
    tags: ["volatility", "an old topic"],
  });
  await service.post(preferences, {
    act: "save",
    language: "xx",
    timeZone: "Moon/Base",
    name: "<b>",
  });
  const after = (await service.store.subscribers.byId(id))!;
  expect(after).toMatchObject({ language: "es", timeZone: "Europe/Madrid", formats: [], tags: [] });
  expect((await service.get(preferences)).body).toContain("&lt;b&gt;");
});

test("who is forgotten leaves no byte of the address in what is kept, and comes back only by confirming", async () => {
  const service = await openService();
  const { id } = await service.subscriber({
    address: "zacharias.quux@reader.example",
    name: "Zacharias Quux",
  });
  const { preferences } = service.paths(id);
  expect((await service.post(preferences, { act: "forget" })).status).toBe(422);
  expect(await stateOf(service, id)).toBe("active");
  const answer = await service.post(preferences, { act: "forget", sure: "yes" });
  expect(answer.body).toContain("You are forgotten");
  expect(await keptIn(service.home)).not.toMatch(/zacharias|quux/i);
  await service.post("subscribe", { email: "zacharias.quux@reader.example" });
  const { to, link } = service.confirmations[0]!;
  expect(to.id).not.toBe(id);
  expect((await service.store.subscribers.sendable([to.id])).size).toBe(0);
  await service.post(pathOf(link));
  expect((await service.store.subscribers.sendable([to.id])).size).toBe(1);
});

test("a mail that cannot be sent is told to the operator without the address, and to nobody else", async () => {
  const service = await openService();
  service.confirmations.push = () => {
    throw new Error("the server is away");
  };
  const answer = await service.post("subscribe", { email: "ana@example.org" });
  expect(answer.body).toContain("Look into your mail");
  await expect
    .poll(() => service.told)
    .toEqual(["A confirmation could not be sent: the server is away"]);
});

test("who never confirmed is gone after a month, as the service starts", async () => {
  const service = await openService();
  await service.post("subscribe", { email: "ana@example.org" });
  service.clock.ahead += 29 * 24 * HOUR;
  expect(await service.membership.removeUnconfirmed()).toBe(0);
  service.clock.ahead += 2 * 24 * HOUR;
  expect(await service.membership.removeUnconfirmed()).toBe(1);
  expect(await service.store.subscribers.page({ limit: 9 })).toEqual([]);
});

test("every answer forbids scripts, frames, caches and search engines, and keeps its address to itself", async () => {
  const service = await openService();
  const { id } = await service.subscriber();
  const { preferences, unsubscribe } = service.paths(id);
  for (const path of ["", preferences, unsubscribe, "confirm/x", "nothing/at/all"]) {
    const { headers, body } = await service.get(path);
    expect(headers).toMatchObject({
      "content-security-policy":
        "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-robots-tag": "noindex",
      "x-content-type-options": "nosniff",
      "strict-transport-security": "max-age=31536000",
    });
    expect(body).not.toMatch(/<script|<style| style=| on\w+=/i);
  }
  const style = /href="(\/letters\/style\.\w+\.css)"/.exec((await service.get("")).body)![1]!;
  expect((await service.ask("GET", style)).headers).toMatchObject({
    "content-type": "text/css; charset=utf-8",
    "cache-control": "public, max-age=31536000, immutable",
  });
});

test("a form of more than 64 KiB is refused before it is read", async () => {
  const service = await openService();
  const answer = await service.post("subscribe", {
    email: "ana@example.org",
    more: "x".repeat(70_000),
  });
  expect(answer.status).toBe(413);
  expect(service.confirmations).toEqual([]);
});

test("pages are in the language of the reader, or of the browser, or of the publication", async () => {
  const service = await openService();
  const spanish = await service.subscriber({ language: "es-MX" });
  const { preferences } = service.paths(spanish.id);
  expect((await service.get(preferences)).body).toContain('<html lang="es" dir="ltr">');
  const asked = { "accept-language": "de, es-ES;q=0.8, en;q=0.5" };
  expect((await service.get("", asked)).body).toContain('<html lang="es"');
  expect((await service.get("", { "accept-language": "de" })).body).toContain('<html lang="en"');
});
