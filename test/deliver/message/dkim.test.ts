import { generateKeyPairSync } from "node:crypto";
import fc from "fast-check";
import { dkimVerify } from "mailauth";
import { expect, test } from "vitest";
import { MARKS } from "../../../generator/deliver/issue/issue.ts";
import { signerOf } from "../../../generator/deliver/message/dkim.ts";
import { templateOf } from "../../../generator/deliver/message/template.ts";
import { mailingOf, recipientOf } from "../mailing.ts";

const pem = { type: "pkcs8", format: "pem" } as const;
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const ed25519 = generateKeyPairSync("ed25519");
const RSA = {
  domain: "bellwether.example",
  selector: "r",
  key: rsa.privateKey.export(pem).toString(),
};
const ED25519 = { ...RSA, selector: "e", key: ed25519.privateKey.export(pem).toString() };

const records: Readonly<Record<string, string>> = {
  "r._domainkey.bellwether.example": `v=DKIM1; k=rsa; p=${rsa.publicKey.export({ type: "spki", format: "der" }).toString("base64")}`,
  "e._domainkey.bellwether.example": `v=DKIM1; k=ed25519; p=${ed25519.publicKey.export({ type: "spki", format: "der" }).subarray(-32).toString("base64")}`,
};

async function verified(mail: Uint8Array | string) {
  const { results } = await dkimVerify(Buffer.from(mail), {
    resolver: async (name) => [[records[name] ?? ""]],
  });
  return results.map((each) => ({
    selector: each.selector,
    result: each.status.result,
    signed: each.signingHeaders?.keys.toLowerCase().split(/\s*:\s*/) ?? [],
  }));
}

const signedMail = async (keys: readonly (typeof RSA)[], given = {}, recipient = {}) => {
  const template = await templateOf(mailingOf(given), keys.map(signerOf));
  return template.mailFor(recipientOf(recipient));
};

test("a mail is signed by RSA and by Ed25519, with every header that it has", async () => {
  const mail = await signedMail([RSA, ED25519]);
  const found = await verified(mail);
  expect(found.map(({ selector, result }) => [selector, result])).toEqual([
    ["r", "pass"],
    ["e", "pass"],
  ]);
  const head = Buffer.from(mail).toString().split("\r\n\r\n")[0]!;
  const names = [...head.matchAll(/^([\w-]+):/gm)].map(([, name = ""]) => name.toLowerCase());
  const own = names.filter((name) => name !== "dkim-signature");
  expect(own).toContain("list-unsubscribe");
  expect(own).toContain("list-unsubscribe-post");
  for (const { signed } of found) for (const name of own) expect(signed).toContain(name);
});

const resultsOf = async (changed: string) => (await verified(changed)).map(({ result }) => result);

test("what is changed or added on the way breaks the signature", async () => {
  const mail = Buffer.from(await signedMail([RSA])).toString("latin1");
  expect(await resultsOf(mail)).toEqual(["pass"]);
  for (const changed of [
    mail.replace("One-Click", "Two-Click"),
    mail.replace(/unsubscribe\/a1/, "unsubscribe/b1"),
    `List-Unsubscribe: <https://evil.example/>\r\n${mail}`,
    `From: eve@evil.example\r\n${mail}`,
    `Subject: Other\r\n${mail}`,
    `Reply-To: eve@evil.example\r\n${mail}`,
    mail.replace("closed", "opened"),
  ])
    expect(await resultsOf(changed)).not.toEqual(["pass"]);
});

test("any mail of any reader is signed rightly", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: "grapheme", minLength: 1 }),
      fc.string({ unit: "grapheme" }),
      fc.stringMatching(/^[\w.~-]{1,300}$/),
      async (text, name, token) => {
        const mail = await signedMail(
          [RSA],
          { text: `${text} ${MARKS.unsubscribe} ${text}\n\n\n`, subject: `${text}  ${text}` },
          { name, unsubscribe: `https://n.example/${token}` },
        );
        expect((await verified(mail)).map(({ result }) => result)).toEqual(["pass"]);
      },
    ),
    { numRuns: 60 },
  );
});

const signing = (key: string) => () => signerOf({ ...RSA, key });

test("a key that cannot sign is refused with what to do", () => {
  expect(signing("no key")).toThrow(/r\._domainkey\.bellwether\.example is no private key/);
  const elliptic = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export(pem);
  expect(signing(elliptic.toString())).toThrow(/of the kind ec: RSA or Ed25519 was expected/);
  const short = generateKeyPairSync("rsa", { modulusLength: 768 }).privateKey.export(pem);
  expect(signing(short.toString())).toThrow(/768 bits/);
});
