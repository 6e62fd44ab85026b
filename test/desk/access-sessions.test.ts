import { expect } from "vitest";
import {
  addPerson,
  changeRole,
  removePerson,
  resetPerson,
} from "../../generator/desk/access/people.ts";
import { joined, openDoor, OUTSIDE, PASSWORD, Visitor } from "./door.ts";
import { annasDesk, holdRows, HOUR, isIn, MINUTE, signIn, type Rows } from "./access-rows.ts";

/** What OWASP's Application Security Verification Standard 5.0 asks of cookies, sessions and what is told of them (3.3, 3.7, chapters 7, 8 and 16). */
const ROWS: Rows = {
  "3.3.1–3.3.4 a cookie is of this host alone, for no script, and for https where there is https":
    async () => {
      const { door, anna } = await annasDesk({ desk: { url: OUTSIDE } });
      expect([...anna.cookies.keys()]).toEqual(["__Host-desk"]);
      const { answer } = await signIn(door, "Anna Larsen", PASSWORD, OUTSIDE);
      const [line = ""] = answer.headers["set-cookie"] ?? [];
      expect(line).toMatch(/^__Host-desk=/);
      for (const part of ["Path=/", "HttpOnly", "Secure", "SameSite=Lax"])
        expect(line).toContain(part);
      expect(line).not.toContain("Domain");
      const here = (await signIn(door, "Anna Larsen", PASSWORD)).answer.headers["set-cookie"]![0]!;
      expect(here).toMatch(new RegExp(`^desk${door.port}=[^;]+; Path=/; HttpOnly; SameSite=Lax$`));
      const stale = await new Visitor(door.port, OUTSIDE).get("/", {
        cookie: `desk=${anna.cookies.get("__Host-desk")}`,
      });
      expect(stale.status).toBe(303);
    },
  "3.7.2 signing in leads to the desk and nowhere else": async () => {
    const { door } = await annasDesk();
    const visitor = new Visitor(door.port);
    const asked = await visitor.get("/account?x=1");
    expect(asked.headers.location).toBe("/sign-in?to=%2Faccount%3Fx%3D1");
    const places = [
      "//evil.example",
      "/\\evil.example",
      "https://evil.example/",
      "/\t/evil.example",
      "javascript:alert(1)",
      "",
      "/account?x=1",
      "/a\r\nset-cookie: a=b",
    ];
    const led = [];
    for (const to of places) {
      const browser = new Visitor(door.port);
      await browser.get("/sign-in");
      led.push(
        (await browser.post("/sign-in", { name: "Anna Larsen", password: PASSWORD, to })).headers
          .location,
      );
    }
    expect(led).toEqual(["/", "/", "/", "/", "/", "/", "/account?x=1", "/aset-cookie:%20a=b"]);
  },
  "7.2.3, 7.2.4 each sign-in gives a token of its own, and ends the one that the browser had":
    async () => {
      const { door, anna } = await annasDesk();
      const name = `desk${door.port}`;
      const before = anna.cookies.get(name)!;
      expect(before.split(".")[1]).toMatch(/^[\w-]{43}$/);
      const chosen = new Visitor(door.port);
      await chosen.get("/sign-in");
      chosen.cookies.set(name, "anna-larsen.chosen-by-somebody-else");
      await chosen.get("/sign-in");
      await chosen.post("/sign-in", { name: "Anna Larsen", password: PASSWORD });
      expect(chosen.cookies.get(name)).not.toContain("chosen");
      await anna.post("/sign-in", { name: "Anna Larsen", password: PASSWORD });
      const old = new Visitor(door.port);
      old.cookies.set(name, before);
      expect([await isIn(old), await isIn(anna)]).toEqual([false, true]);
    },
  "7.3.1, 7.3.2 a session ends four hours after its last use, and sixteen after it began":
    async () => {
      const { door, anna } = await annasDesk();
      const { visitor: idle } = await signIn(door, "Anna Larsen", PASSWORD);
      const found = [];
      for (let hours = 3; hours <= 18; hours += 3) {
        door.clock.ahead = hours * HOUR;
        found.push(await isIn(anna));
        // The use is noted beside the answer.
        await expect
          .poll(
            async () =>
              (await door.accounts.find("anna-larsen"))?.sessions.some(
                ({ seen }) => door.now() - seen < MINUTE,
              ) || hours > 15,
          )
          .toBe(true);
      }
      expect(found).toEqual([true, true, true, true, true, false]);
      expect(await isIn(idle)).toBe(false);
    },
  "7.4.1 a session that was signed out of is over, whoever kept its token": async () => {
    const { door, anna } = await annasDesk();
    const kept = new Visitor(door.port);
    for (const [name, value] of anna.cookies) kept.cookies.set(name, value);
    expect((await anna.post("/sign-out")).headers.location).toBe("/sign-in");
    expect([anna.cookies.size, await isIn(kept)]).toEqual([0, false]);
  },
  "7.4.2, 7.4.5, 8.3.2 a person who is removed, reset or given another role is out at once, in every process":
    async () => {
      const { door } = await annasDesk();
      const other = await openDoor({ folder: door.folder });
      for (const end of [
        () => changeRole(door.accounts, "Anna Larsen", "writer"),
        () => resetPerson(door.accounts, "Anna Larsen", door.now()),
        () => removePerson(door.accounts, "Anna Larsen"),
      ]) {
        const { visitor } = await signIn(door, "Anna Larsen", PASSWORD);
        const there = new Visitor(other.port);
        for (const [name, value] of visitor.cookies)
          there.cookies.set(name.replace(`${door.port}`, `${other.port}`), value);
        expect([await isIn(visitor), await isIn(there)]).toEqual([true, true]);
        const ended = await end();
        expect([await isIn(visitor), await isIn(there)]).toEqual([false, false]);
        if ("path" in ended) await joined(door, ended.path);
      }
      expect((await signIn(door, "Anna Larsen", PASSWORD)).answer.status).not.toBe(303);
      const { path } = await addPerson(door.accounts, "Bea", "writer", undefined, door.now());
      expect((await new Visitor(door.port).get(path)).status).toBe(200);
    },
  "7.5.2 a person sees their sessions, and ends one or all others": async () => {
    const { door, anna } = await annasDesk();
    const others = [];
    for (let count = 0; count < 3; count++)
      others.push((await signIn(door, "Anna Larsen", PASSWORD)).visitor);
    const { body } = await anna.get("/account");
    const ids = [
      ...body.matchAll(
        /\{&quot;id&quot;:&quot;([\w-]{12})&quot;.*?&quot;isThis&quot;:(true|false)/g,
      ),
    ];
    expect(ids).toHaveLength(4);
    const there = ids.find(([, , isThis]) => isThis === "false")![1]!;
    await anna.post("/account/sessions", { session: there });
    expect((await Promise.all(others.map(isIn))).filter(Boolean)).toHaveLength(2);
    await anna.post("/account/sessions", { session: "others" });
    expect(await Promise.all([...others, anna].map(isIn))).toEqual([false, false, false, true]);
  },
  "8.2.1 nothing but the sign-in is for people who are not signed in": async () => {
    const { door } = await annasDesk();
    const stranger = new Visitor(door.port);
    await stranger.get("/sign-in");
    const statuses = [];
    for (const path of ["/", "/account", "/nowhere", "/sign-inx", "/assets"])
      statuses.push((await stranger.get(path)).status);
    expect(statuses).toEqual([303, 303, 303, 303, 303]);
    expect((await stranger.post("/publish")).status).toBe(403);
    expect((await stranger.get("/", { accept: "application/json" })).body).toContain(
      "Sign in again",
    );
    expect((await stranger.get("/assets/desk.css")).status).toBe(200);
  },
  "16.2.5, 16.4.1 what is told names who and from where, no secret, and cannot be forged":
    async () => {
      const { door } = await annasDesk();
      await signIn(door, "Anna Larsen", "a secret that was typed");
      await signIn(door, "x\r\nOlive signed in (from 10.0.0.1)\u001b[2J", "wrong");
      await signIn(door, "Anna Larsen", PASSWORD);
      expect(door.told).toEqual([
        "Anna Larsen signed in by a link (from 127.0.0.1)",
        'Sign-in as "anna-larsen" failed (from 127.0.0.1)',
        'Sign-in as "x-olive-signed-in-from-10-0-0-1-2j" failed (from 127.0.0.1)',
        "Anna Larsen signed in by password (from 127.0.0.1)",
      ]);
    },
};

holdRows(ROWS);
