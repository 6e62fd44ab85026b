import { expect } from "vitest";
import { addPerson } from "../../generator/desk/access/people.ts";
import { openDoor, OUTSIDE, PASSWORD, Visitor } from "./door.ts";
import { annasDesk, holdRows, isIn, raw, type Rows } from "./access-rows.ts";

/** What OWASP's Application Security Verification Standard 5.0 asks of requests and answers (chapters 3, 4, 5, 12 and 15). */
const ROWS: Rows = {
  "3.4.1–3.4.8, 3.5.8, 14.3.2 every answer forbids what no page of the desk does": async () => {
    const { door, anna } = await annasDesk({ desk: { url: OUTSIDE } });
    const stranger = new Visitor(door.port, OUTSIDE);
    const answers = [
      await anna.get("/"),
      await anna.get("/account"),
      await stranger.get("/"),
      await stranger.get("/sign-in"),
      await stranger.get("/assets/desk.css"),
      await stranger.get("/%2e%2e/secret"),
      await stranger.post("/publish"),
      await stranger.send("DELETE", "/", {}),
      await anna.get("/nowhere"),
    ];
    for (const { headers } of answers) {
      const policy = headers["content-security-policy"];
      expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
      expect(policy).toContain("object-src 'none'");
      expect(policy).toContain("base-uri 'none'; frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe|http:/);
      expect(headers).toMatchObject({
        "strict-transport-security": "max-age=31536000; includeSubDomains",
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "cache-control": "no-store",
      });
      expect(headers).not.toHaveProperty("access-control-allow-origin");
    }
  },
  "3.5.1 what changes something needs this browser's own token and origin": async () => {
    const { door, anna } = await annasDesk();
    const other = new Visitor(door.port);
    await other.get("/sign-in");
    const tries = [
      anna.post("/account/sessions", { "form-token": "", session: "others" }),
      anna.post("/account/sessions", { "form-token": other.token }),
      anna.post("/account/sessions", { "form-token": `${anna.token}x` }),
      anna.post("/account/sessions", {}, { origin: "http://127.0.0.1:1" }),
      anna.post("/account/sessions", {}, { origin: "null" }),
      anna.post(
        "/account/sessions",
        {},
        {
          "sec-fetch-site": "cross-site",
          "sec-fetch-mode": "navigate",
          "sec-fetch-dest": "document",
        },
      ),
      anna.send(
        "POST",
        "/account/sessions",
        { "content-type": "text/plain", origin: door.origin },
        `form-token=${anna.token}`,
      ),
      anna.send(
        "POST",
        "/account/sessions",
        { "content-type": "multipart/form-data; boundary=x", origin: door.origin },
        "--x\r\nbroken",
      ),
      anna.send(
        "POST",
        "/sign-out",
        { "content-type": "application/x-www-form-urlencoded" },
        `form-token=${encodeURIComponent(anna.token)}`,
      ),
      new Visitor(door.port).post("/sign-in", { name: "Anna Larsen", password: PASSWORD }),
    ];
    expect((await Promise.all(tries)).map(({ status }) => status)).toEqual(tries.map(() => 403));
    expect(await isIn(anna)).toBe(true);
    expect((await anna.post("/account/sessions", { session: "others" })).status).toBe(200);
    const byScript = await anna.send(
      "POST",
      "/account/sessions",
      {
        "x-form-token": anna.token,
        origin: door.origin,
        "content-type": "application/x-www-form-urlencoded",
      },
      "session=others",
    );
    expect(byScript.status).toBe(200);
  },
  "3.5.3 nothing is changed by GET or HEAD": async () => {
    const { anna } = await annasDesk();
    for (const path of ["/sign-out", "/account/sessions", "/account/password", "/passkey"])
      expect(
        [await anna.get(path), await anna.send("HEAD", path, {})].map(({ status }) => status),
      ).toEqual([404, 404]);
    expect(await isIn(anna)).toBe(true);
  },
  "3.5.8 a page of another site gets nothing but what a person follows a link to": async () => {
    const { anna } = await annasDesk();
    const from = {
      "sec-fetch-site": "same-site",
      "sec-fetch-mode": "no-cors",
      "sec-fetch-dest": "script",
    };
    expect((await anna.get("/", from)).status).toBe(403);
    expect(
      (await anna.get("/", { ...from, "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe" }))
        .status,
    ).toBe(403);
    expect(
      (await anna.get("/", { ...from, "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" }))
        .status,
    ).toBe(200);
  },
  "4.1.3 an address that a client claims for itself counts for nothing": async () => {
    const { door } = await annasDesk();
    const visitor = new Visitor(door.port);
    await visitor.get("/sign-in");
    await visitor.post(
      "/sign-in",
      { name: "Anna Larsen", password: "no" },
      { "x-forwarded-for": "203.0.113.9" },
    );
    expect(door.told.at(-1)).toBe('Sign-in as "anna-larsen" failed (from 127.0.0.1)');
    const behind = await annasDesk({ desk: { url: OUTSIDE } });
    const far = new Visitor(behind.door.port, OUTSIDE);
    await far.get("/sign-in");
    await far.post(
      "/sign-in",
      { name: "Anna Larsen", password: "no" },
      { "x-forwarded-for": "10.0.0.1, 203.0.113.9" },
    );
    expect(behind.door.told.at(-1)).toContain("(from 203.0.113.9)");
  },
  "4.1.4 other methods than GET, HEAD and POST are refused": async () => {
    const { anna } = await annasDesk();
    for (const method of ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"]) {
      const { status, headers } = await anna.send(method, "/", {});
      expect([method, status, headers.allow]).toEqual([method, 405, "GET, HEAD, POST"]);
    }
  },
  "4.2.1, 4.2.4 a request that is not one is no request": async () => {
    const { door } = await annasDesk();
    const head = `Host: 127.0.0.1:${door.port}\r\n`;
    const answers = await Promise.all(
      [
        `POST /sign-in HTTP/1.1\r\n${head}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
        `GET / HTTP/1.1\r\n${head}X-A: b\rSet-Cookie: c\r\n\r\n`,
        `GET /a\rb HTTP/1.1\r\n${head}\r\n`,
        `GET / HTTP/1.1\r\n${head}X-Long: ${"x".repeat(20_000)}\r\n\r\n`,
        `GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n`,
        `GET / HTTP/1.1\r\nHost: 127.0.0.1:${door.port}@evil.example\r\n\r\n`,
        `GET http://evil.example/ HTTP/1.1\r\n${head}Connection: close\r\n\r\n`,
      ].map((text) => raw(door, text)),
    );
    expect(answers.map((answer) => answer.split(" ")[1])).toEqual([
      "400",
      "400",
      "400",
      "431",
      "421",
      "400",
      "303",
    ]);
    expect(answers.join("")).not.toContain("evil.example");
  },
  "5.2.1 what is too large is refused, told in full or not": async () => {
    const { door, anna } = await annasDesk();
    const large = "x".repeat(2.5 * 2 ** 20);
    expect((await anna.post("/account/sessions", { session: large })).status).toBe(413);
    expect(
      (await anna.post("/account/sessions", { session: large }, { "transfer-encoding": "chunked" }))
        .status,
    ).toBe(413);
    const stranger = new Visitor(door.port);
    expect((await stranger.post("/sign-in", { password: large })).status).toBe(413);
    expect((await anna.post("/account/sessions", { session: "x".repeat(2 ** 20) })).status).toBe(
      200,
    );
  },
  "5.3.2 a path is made of names, and none leads out of its folder": async () => {
    const { anna } = await annasDesk();
    const paths = [
      "/../../etc/passwd",
      "/assets/..%2f..%2fpackage.json",
      "/assets/%2e%2e/x",
      "/a/%2E%2E/%2e%2e/b",
      "/..%5c..%5cx",
      "/a%00b",
      "/%c0%ae%c0%ae/x",
      "/a%0d%0aSet-Cookie:x",
      "/....//....//x",
      "/%",
    ];
    const statuses = [];
    for (const path of paths) statuses.push((await anna.get(path)).status);
    expect(statuses).toEqual(paths.map(() => 404));
  },
  "12.2.1, 13.2.2 beyond its own machine the desk is for named users, over https": async () => {
    const door = await openDoor();
    await door.access.mayListen("127.0.0.1");
    await expect(door.access.mayListen("0.0.0.0")).rejects.toThrow("open to everybody");
    await addPerson(door.accounts, "Anna", "admin", undefined, door.now());
    await expect(door.access.mayListen("0.0.0.0")).rejects.toThrow("in the clear");
    const behind = await openDoor({ folder: door.folder, desk: { url: OUTSIDE } });
    await behind.access.mayListen("0.0.0.0");
  },
  "15.2.2 a request that comes slowly is not waited for": async () => {
    const { door } = await annasDesk({
      limits: { headersTimeout: 200, requestTimeout: 500, connectionsCheckingInterval: 50 },
    });
    const answers = await Promise.all([
      raw(door, `GET / HTTP/1.1\r\nHost: 127.0.0.1:${door.port}\r\nX-Slow:`),
      raw(
        door,
        `POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1:${door.port}\r\nOrigin: ${door.origin}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nform-token=`,
      ),
    ]);
    expect(answers.map((answer) => answer.split(" ")[1])).toEqual(["408", "408"]);
  },
};

holdRows(ROWS);
