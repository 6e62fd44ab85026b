import { statSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Failure } from "../../../generator/base/problem.ts";
import { mailboxOf, mailKey } from "../../../generator/deliver/subscribers/key.ts";
import { linksFor } from "../../../generator/deliver/subscribers/links.ts";
import { newId } from "../../../generator/deliver/subscribers/membership.ts";
import {
  readToken,
  signedToken,
  type Purpose,
} from "../../../generator/deliver/subscribers/tokens.ts";
import { temporaryFolder, worldAt } from "../../gather/support.ts";

const KEY = "k".repeat(43);
const NOON = Date.parse("2025-05-08T12:00:00Z");
const PURPOSES: readonly Purpose[] = ["confirm", "preferences", "unsubscribe"];

const id = fc
  .uint8Array({ minLength: 16, maxLength: 16 })
  .map((bytes) => Buffer.from(bytes).toString("base64url"));
const purpose = fc.constantFrom(...PURPOSES);
const ends = fc.option(fc.integer({ min: NOON + 1000, max: NOON + 1e12 }), { nil: undefined });

test("a token says whose it is, for its own purpose alone", () => {
  fc.assert(
    fc.property(id, purpose, purpose, ends, (id, one, other, ends) => {
      const token = signedToken(KEY, one, id, ends);
      expect(readToken(KEY, other, token, NOON)?.id).toBe(one === other ? id : undefined);
      expect(readToken(`${KEY}k`, one, token, NOON)).toBeUndefined();
    }),
  );
});

test("a token of which any byte was altered, left out or added is refused", () => {
  const sign = fc.string({ unit: "binary-ascii", minLength: 0, maxLength: 2 });
  fc.assert(
    fc.property(
      id,
      purpose,
      ends,
      fc.nat(),
      fc.nat(2),
      sign,
      (id, purpose, ends, at, gone, put) => {
        const token = signedToken(KEY, purpose, id, ends);
        const place = at % (token.length + 1);
        const altered = token.slice(0, place) + put + token.slice(place + gone);
        fc.pre(altered !== token);
        expect(readToken(KEY, purpose, altered, NOON)).toBeUndefined();
      },
    ),
    { numRuns: 5000 },
  );
});

test("a token is good until its second, and no longer", () => {
  const token = signedToken(KEY, "confirm", "somebody", NOON + 60_000);
  expect(readToken(KEY, "confirm", token, NOON + 59_999)).toEqual({
    id: "somebody",
    ends: NOON + 60_000,
  });
  expect(readToken(KEY, "confirm", token, NOON + 60_000)).toBeUndefined();
  const [, ends = ""] = token.split(".");
  const later = token.replace(`.${ends}.`, `.${(Number.parseInt(ends, 36) + 1e6).toString(36)}.`);
  expect(readToken(KEY, "confirm", later, NOON)).toBeUndefined();
  expect(readToken(KEY, "confirm", token.replace(`.${ends}.`, ".."), NOON)).toBeUndefined();
});

test("links of a mail bear no address and never end", () => {
  const links = linksFor({ key: KEY, service: "https://news.example.org/" }, newId());
  for (const link of Object.values(links))
    expect(link).toMatch(/^https:\/\/news\.example\.org\/\w+\/[\w-]{22}\.\.[\w-]{43}$/);
  const token = links.unsubscribe.split("/").at(-1)!;
  expect(readToken(KEY, "unsubscribe", token, NOON + 1e13)).toBeDefined();
});

test("the key is made once, for its owner alone, and may come from the environment", () => {
  const home = temporaryFolder();
  const world = worldAt("2025-05-08T12:00:00Z");
  const key = mailKey(world, home);
  expect(key).toHaveLength(43);
  expect(mailKey(world, home)).toBe(key);
  expect(statSync(join(home, "var", "mail.key")).mode & 0o777).toBe(0o600);
  const told = { ...world, env: { BELLWETHER_MAIL_KEY: "x".repeat(40) } };
  expect(mailKey(told, home)).toBe("x".repeat(40));
  const short = { ...world, env: { BELLWETHER_MAIL_KEY: "too short" } };
  expect(() => mailKey(short, home)).toThrow(
    expect.objectContaining({
      problems: [expect.objectContaining({ code: "mail-key" })],
    }) as Failure,
  );
});

test("what a mailbox is known by says nothing of it without the key", () => {
  const { mark } = mailboxOf(KEY, "ana@example.org");
  expect(mark).toBe(mailboxOf(KEY, "ana@example.org").mark);
  expect(mark).not.toBe(mailboxOf(`${KEY}k`, "ana@example.org").mark);
  expect(mark).toMatch(/^[\w-]{43}$/);
});
