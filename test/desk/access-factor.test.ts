import { expect, test } from "vitest";
import { accessEvents, verifyAccess } from "../../generator/desk/access/access-log.ts";
import { codeAt, newSecret, stepOf } from "../../generator/desk/access/one-time-codes.ts";
import { addPerson, resetPerson } from "../../generator/desk/access/people.ts";
import { openTestStore } from "../support/store.ts";
import { realWorld } from "../../generator/world/disk.ts";
import { joined, openDoor, PASSWORD, Visitor, type TestDoor } from "./door.ts";

const STEP = 30_000;
const MINUTE = 60_000;

/** "12345678901234567890" in base 32: the secret of the vectors of RFC 4226 and RFC 6238. */
const RFC = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

test("codes are those of RFC 4226, appendix D", () => {
  const codes = Array.from({ length: 10 }, (_, counter) => codeAt(RFC, counter));
  expect(codes.join(" ")).toBe(
    "755224 287082 359152 969429 338314 254676 287922 162583 399871 520489",
  );
});

test.for([
  [59, "287082"],
  [1111111109, "081804"],
  [1111111111, "050471"],
  [1234567890, "005924"],
  [2000000000, "279037"],
  [20000000000, "353130"],
] as const)("at second %i the code is that of RFC 6238, appendix B", ([second, code]) => {
  const step = Math.floor((second * 1000) / STEP);
  expect(codeAt(RFC, step)).toBe(code);
  expect(stepOf(RFC, code, second * 1000, 0)).toBe(step);
  expect(stepOf(RFC, code, second * 1000 + STEP, 0)).toBe(step);
  expect(stepOf(RFC, code, second * 1000 + 3 * STEP, 0)).toBeUndefined();
  expect(stepOf(RFC, code, second * 1000, step)).toBeUndefined();
});

function codeNow(door: TestDoor, secret: string, steps = 0): string {
  return codeAt(secret, Math.floor(door.now() / STEP) + steps);
}

/** Anna with a second factor, in a browser in which she is signed in. */
async function annasDoor() {
  const door = await openDoor();
  const { path } = await addPerson(door.accounts, "Anna Larsen", "editor", undefined, door.now());
  const anna = await joined(door, path);
  const page = await anna.get("/account/second-factor");
  const secret = /name="secret" value="(\w+)"/.exec(page.body)![1]!;
  const code = codeNow(door, secret);
  const set = await anna.post("/account/second-factor", { secret, code });
  const recovery = [...set.body.matchAll(/[a-z2-7]{8}-[a-z2-7]{8}/g)].map(([each]) => each);
  return { door, anna, secret, set, recovery };
}

async function atCode(door: TestDoor) {
  const visitor = new Visitor(door.port);
  await visitor.get("/sign-in");
  const fields = { name: "Anna Larsen", password: PASSWORD, to: "/account" };
  const { status, body } = await visitor.post("/sign-in", fields);
  const proof = /name="proof" value="([^"]+)"/.exec(body)?.[1] ?? "";
  const send = (code: string, change = {}) =>
    visitor.post("/sign-in/code", { id: "anna-larsen", to: "/account", proof, code, ...change });
  return { visitor, status, proof, send };
}

test("behind the password a code is asked for, each counts once, and nobody is in before it was right (ASVS 6.5.1, 6.5.5, 6.6.3)", async () => {
  const { door, secret, set, recovery } = await annasDoor();
  expect([set.status, recovery.length, new Set(recovery).size]).toEqual([200, 10, 10]);
  const first = await atCode(door);
  expect(first.status).toBe(200);
  expect((await first.visitor.get("/")).status).toBe(303);
  expect((await first.send(codeNow(door, secret, -5))).status).toBe(403);
  expect((await first.send(codeNow(door, newSecret()))).status).toBe(403);
  expect((await first.send("")).status).toBe(403);
  door.clock.ahead += STEP;
  const code = codeNow(door, secret);
  const entered = await first.send(code);
  expect([entered.status, entered.headers.location]).toEqual([303, "/account"]);
  expect((await first.visitor.get("/")).status).toBe(200);
  const second = await atCode(door);
  expect((await second.send(code)).status).toBe(403);
  expect((await second.send(recovery[0]!.toUpperCase())).status).toBe(303);
  const third = await atCode(door);
  expect((await third.send(recovery[0]!)).status).toBe(403);
  expect((await third.send(recovery[1]!)).status).toBe(303);
  expect((await door.accounts.find("anna-larsen"))?.secondFactor?.recovery).toHaveLength(8);
});

test("the proof of a password is of one browser, one person and five minutes", async () => {
  const { door, secret } = await annasDoor();
  await addPerson(door.accounts, "Bea", "admin", undefined, door.now());
  const { visitor, proof, send } = await atCode(door);
  door.clock.ahead += STEP;
  const code = codeNow(door, secret);
  const other = new Visitor(door.port);
  await other.get("/sign-in");
  const stolen = await other.post("/sign-in/code", { id: "anna-larsen", to: "/", proof, code });
  expect(stolen.status).toBe(403);
  expect((await send(code, { id: "bea" })).status).toBe(403);
  expect((await send(code, { proof: "" })).status).toBe(403);
  door.clock.ahead += 6 * MINUTE;
  expect((await send(codeNow(door, secret))).status).toBe(403);
  expect((await visitor.get("/")).status).toBe(303);
});

test("codes are not guessed: tries are counted as those of passwords are (ASVS 6.3.1, 6.6.3)", async () => {
  const { door, secret } = await annasDoor();
  const { send } = await atCode(door);
  const statuses = [];
  for (let tried = 0; tried < 12; tried++) statuses.push((await send("000000")).status);
  expect(statuses.slice(0, 9)).toEqual(Array.from({ length: 9 }, () => 403));
  expect(statuses.at(-1)).toBe(429);
  door.clock.ahead += STEP;
  expect((await send(codeNow(door, secret))).status).toBe(429);
});

test("it is set up and taken away soon after signing in alone, with a code, and a new link ends it", async () => {
  const { door, anna, secret } = await annasDoor();
  expect((await anna.post("/account/second-factor/remove", { code: "000000" })).status).toBe(403);
  expect((await door.accounts.find("anna-larsen"))?.secondFactor).toBeDefined();
  door.clock.ahead += 20 * MINUTE;
  for (const path of ["/account/second-factor", "/account/second-factor/remove"])
    expect((await anna.post(path, { secret, code: codeNow(door, secret) })).status).toBe(403);
  await resetPerson(door.accounts, "Anna Larsen", door.now());
  expect((await door.accounts.find("anna-larsen"))?.secondFactor).toBeUndefined();
  const wrong = await openDoor();
  const { path } = await addPerson(wrong.accounts, "Cleo", "editor", undefined, wrong.now());
  const cleo = await joined(wrong, path);
  const sent = { secret: newSecret(), code: "123456" };
  expect((await cleo.post("/account/second-factor", sent)).status).toBe(422);
  expect((await wrong.accounts.find("cleo"))?.secondFactor).toBeUndefined();
});

test("who came in and who failed to is written down for good, and what is altered of it is found (ASVS 16.3.1, 16.4.2)", async () => {
  const { door, secret } = await annasDoor();
  const visitor = new Visitor(door.port);
  await visitor.get("/sign-in");
  await visitor.post("/sign-in", { name: "Anna Larsen", password: "wrong" });
  const { send } = await atCode(door);
  await send("000000");
  door.clock.ahead += STEP;
  await send(codeNow(door, secret));
  const store = await openTestStore(realWorld(), door.folder);
  try {
    const events = await accessEvents(store);
    expect(events.map(({ what }) => what)).toEqual([
      "Anna Larsen signed in by a link",
      "Anna Larsen set up a second factor",
      'Sign-in as "anna-larsen" failed',
      'Sign-in as "anna-larsen" failed at the code',
      "Anna Larsen signed in by password and code",
    ]);
    expect(events.every(({ from }) => from === "127.0.0.1")).toBe(true);
    expect(JSON.stringify(events)).not.toContain(secret);
    expect((await verifyAccess(store)).faults).toEqual([]);
    const third = (await store.document("desk/access/3"))!;
    await store.write((writer) =>
      writer.keepDocument("desk/access/3", third.replace("failed", "worked")),
    );
    expect((await verifyAccess(store)).faults).toEqual([
      { event: 4, what: "It does not follow on the event before." },
    ]);
  } finally {
    await store.close();
  }
});

test("admins look after users in the browser by the rules of the commands, soon after they signed in", async () => {
  const door = await openDoor();
  const { path } = await addPerson(door.accounts, "Ada", "admin", undefined, door.now());
  const ada = await joined(door, path);
  await ada.get("/users");
  const added = await ada.post("/users", { name: "Ben Ode", role: "editor", email: "" });
  const link = /http:\/\/127\.0\.0\.1:\d+(\/welcome\/ben-ode\/[\w-]{43})/.exec(added.body)![1]!;
  const ben = await joined(door, link);
  await ben.get("/users");
  const tries = [
    await ben.get("/users"),
    await ben.post("/users", { name: "Cy", role: "admin" }),
    await ben.post("/users/ben-ode/role", { role: "admin" }),
  ];
  expect(tries.map(({ status }) => status)).toEqual([403, 403, 403]);
  const refused = [
    await ada.post("/users", { name: "ben ode", role: "editor" }),
    await ada.post("/users", { name: "?!", role: "editor" }),
    await ada.post("/users/nobody/reset"),
    await ada.post("/users/ada/remove"),
    await ada.post("/users/ada/role", { role: "writer" }),
  ];
  expect(refused.map(({ status }) => status)).toEqual([422, 422, 422, 422, 422]);
  expect(refused[3]!.body).toContain("the only admin");
  expect((await ada.post("/users/ben-ode/role", { role: "admin" })).status).toBe(200);
  expect((await ben.get("/")).status).toBe(303);
  const reset = await ada.post("/users/ben-ode/reset");
  expect(reset.body).toMatch(/\/welcome\/ben-ode\/[\w-]{43}/);
  expect((await ada.post("/users/ben-ode/remove")).status).toBe(200);
  expect((await door.accounts.find("ben-ode"))?.isRemoved).toBe(true);
  door.clock.ahead += 20 * MINUTE;
  expect((await ada.post("/users", { name: "Dee", role: "editor" })).status).toBe(403);
});

test("the one person of a machine adds themselves first, as admin", async () => {
  const door = await openDoor();
  const owner = new Visitor(door.port);
  await owner.get((await door.access.firstLink())!);
  await owner.get("/users");
  expect((await owner.post("/users", { name: "Ben", role: "editor" })).body).toContain(
    "The first user is an admin",
  );
  expect(await door.accounts.hasPeople()).toBe(false);
  const added = await owner.post("/users", { name: "Olive Owner", role: "admin" });
  expect(added.body).toMatch(/\/welcome\/olive-owner\/[\w-]{43}/);
  expect((await owner.get("/")).status).toBe(303);
});
