import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { lookAtDkim } from "../../generator/deliver/doctor/dkim-record.ts";
import { lookAtDmarc } from "../../generator/deliver/doctor/dmarc.ts";
import { recordsOf, type Look } from "../../generator/deliver/doctor/look.ts";
import { lookAtMail } from "../../generator/deliver/doctor/mail-itself.ts";
import { lookAtProviders } from "../../generator/deliver/doctor/providers.ts";
import { lookAtReplies, lookAtReverseName } from "../../generator/deliver/doctor/reverse-name.ts";
import { lookAtSpf } from "../../generator/deliver/doctor/spf.ts";
import { signerOf } from "../../generator/deliver/message/dkim.ts";
import { templateOf } from "../../generator/deliver/message/template.ts";
import { NetFault } from "../../generator/world/net.ts";
import { mailingOf, recipientOf } from "./mailing.ts";
import { nameServer } from "./name-server.ts";

/** What a name server knows, by kind and name. */
const dns = (known: Readonly<Record<string, string | readonly string[]>>) =>
  recordsOf({ resolve: async (kind, name) => [known[`${kind} ${name}`] ?? []].flat() });

const findings = async (look: Promise<Look>): Promise<string> => (await look).findings.join("\n");

const SPF = "TXT bellwether.example";

const spf = (records: string | string[], more = {}) =>
  findings(lookAtSpf(dns({ [SPF]: records, ...more }), "bellwether.example"));

test("an SPF record has to be there, to be one, to end, and to be read in ten questions", async () => {
  expect(await spf("v=spf1 include:_spf.p.example -all")).toBe("");
  expect(await spf("v=spf1 ip4:192.0.2.1 ~all")).toBe("");
  expect(await spf("v=spf1 redirect=_spf.p.example")).toBe("");
  expect(await spf("some other text")).toMatch(/Publish a TXT record/);
  expect(await spf(["v=spf1 -all", "v=spf1 a -all"])).toMatch(/2 SPF records/);
  expect(await spf("v=spf1 mx +all")).toMatch(/every server of the world/);
  expect(await spf("v=spf1 mx")).toMatch(/does not say what holds for all other servers/);
  const deep = "v=spf1 a mx include:b.example include:c.example -all";
  const more = {
    "TXT b.example": "v=spf1 a:x.example mx exists:%{i}.y.example ptr: -all",
    "TXT c.example": "v=spf1 a a:z.example mx include:bellwether.example -all",
  };
  expect(await spf(deep, more)).toMatch(/takes 12 questions/);
});

const pem = { type: "pkcs8", format: "pem" } as const;
const made = (bits: number) =>
  generateKeyPairSync("rsa", { modulusLength: bits }).privateKey.export(pem).toString();
const RSA = { domain: "bellwether.example", selector: "r", key: made(2048) };
const ED25519 = {
  ...RSA,
  selector: "e",
  key: generateKeyPairSync("ed25519").privateKey.export(pem).toString(),
};
const half = (key: string) =>
  createPublicKey(key).export({ type: "spki", format: "der" }) as Buffer;

test("the public half of a DKIM key has to stand where it is looked for", async () => {
  const name = "TXT r._domainkey.bellwether.example";
  const p = half(RSA.key).toString("base64");
  const look = (record: string | string[], key = RSA) =>
    findings(lookAtDkim(dns({ [name]: record }), [key], undefined));
  expect(await look(`v=DKIM1; k=rsa; p=${p}`)).toBe("");
  expect(await look(`p=${p.slice(0, 100)} ${p.slice(100)}`)).toBe("");
  expect(await look([])).toContain(`v=DKIM1; k=rsa; p=${p}`);
  expect(await look("v=DKIM1; p=")).toMatch(/revoked/);
  expect(await look(`v=DKIM1; p=${half(made(1024)).toString("base64")}`)).toMatch(
    /another than ours/,
  );
  expect(await look(`v=DKIM1; t=y:s; p=${p}`)).toMatch(/only being tried/);
  const short = { ...RSA, key: made(1024) };
  expect(await look(`p=${half(short.key).toString("base64")}`, short)).toMatch(/1024 bits/);
  const edwards = dns({
    "TXT e._domainkey.bellwether.example": `v=DKIM1; k=ed25519; p=${half(ED25519.key).subarray(-32).toString("base64")}`,
    [name]: `p=${p}`,
  });
  expect(await findings(lookAtDkim(edwards, [ED25519], undefined))).toMatch(
    /with an RSA key as well/,
  );
  expect(await findings(lookAtDkim(edwards, [ED25519, RSA], undefined))).toBe("");
  expect(await findings(lookAtDkim(edwards, [], undefined))).toMatch(/Set `mail: dkim:`/);
  expect(await findings(lookAtDkim(edwards, [], "Resend"))).toBe("");
});

const dmarc = (record: string, given = {}, at = "bellwether.example") =>
  findings(
    lookAtDmarc(dns({ [`TXT _dmarc.${at}`]: record }), {
      from: "news.bellwether.example",
      bounces: "provider.example",
      signers: ["bellwether.example"],
      ...given,
    }),
  );

test("a DMARC policy is found at the domain or above it, and has to be met by one of the two", async () => {
  const record = "v=DMARC1; p=none; rua=mailto:d@bellwether.example";
  expect(await dmarc(record)).toBe("");
  expect(await dmarc(record, {}, "news.bellwether.example")).toBe("");
  expect(await dmarc("v=spf1 -all")).toMatch(/Publish as TXT record at _dmarc/);
  expect(await dmarc("v=DMARC1; p=maybe; rua=mailto:a@b.example")).toMatch(
    /no policy that is known/,
  );
  expect(await dmarc("v=DMARC1; p=reject")).toMatch(/asks for no reports/);
  expect(await dmarc(record, { signers: ["other.example"] })).toMatch(/DMARC fails/);
  expect(await dmarc(record, { signers: [], bounces: "b.news.bellwether.example" })).toBe("");
  expect(await dmarc(`${record}; adkim=s`)).toMatch(/DMARC fails/);
  expect(await dmarc(record, { signers: ["notbellwether.example"] })).toMatch(/DMARC fails/);
});

test("an address has a name that leads back to it", async () => {
  const known = { "PTR 192.0.2.1": "mail.bellwether.example" };
  const look = (more = {}) => findings(lookAtReverseName(dns({ ...known, ...more }), "192.0.2.1"));
  expect(await look({ "A mail.bellwether.example": ["192.0.2.9", "192.0.2.1"] })).toBe("");
  expect(await look()).toMatch(/does not lead back/);
  expect(await findings(lookAtReverseName(dns({}), "192.0.2.1"))).toMatch(/PTR record/);
  const sixth = { "PTR 2001:db8::1": "m.example", "AAAA m.example": "2001:db8::1" };
  expect(await findings(lookAtReverseName(dns(sixth), "2001:db8::1"))).toBe("");
});

const replies = (known: Record<string, string>) =>
  findings(lookAtReplies(dns(known), ["b.example", "b.example"]));

test("somebody takes what comes back", async () => {
  expect(await replies({ "MX b.example": "mx.b.example" })).toBe("");
  expect(await replies({})).toMatch(/give it an MX record/);
});

test("DNS that does not answer is said, and is no finding of a missing record", async () => {
  const records = recordsOf({
    resolve: async () => {
      throw new NetFault("unknown-host", "DNS does not answer for b.example (ETIMEOUT)");
    },
  });
  expect(await lookAtSpf(records, "b.example")).toEqual({
    what: "SPF",
    said: "cannot be looked up",
    findings: ["DNS does not answer for b.example (ETIMEOUT)."],
  });
});

test("a mail is looked at as it goes out", async () => {
  const template = await templateOf(mailingOf(), [signerOf(RSA), signerOf(ED25519)]);
  const mail = template.mailFor(recipientOf());
  expect(lookAtMail(mail, mailingOf().issue.html).findings).toEqual([]);
  const bare = lookAtMail(Buffer.from("From: a@b.example\r\n\r\nHello"), "x".repeat(200_000));
  expect(bare.findings).toContain("It has no list-unsubscribe.");
  expect(bare.findings).toContain("Gmail cuts its HTML off at 100 KB.");
  const plain = template.mailFor(
    recipientOf({ unsubscribe: "http://127.0.0.1:4323/unsubscribe/x" }),
  );
  expect(lookAtMail(plain, "").findings[0]).toMatch(/one click asks for https/);
  const unsigned = Buffer.from(mail).toString("latin1").replace("List-Unsubscribe-Post:\r\n", "");
  expect(lookAtMail(Buffer.from(unsigned), "").findings).toEqual([
    "The signature does not cover list-unsubscribe-post.",
  ]);
});

test("what the large providers ask for is held to what was found", () => {
  const missing: Look = { what: "DMARC", said: "", findings: ["none"] };
  expect(lookAtProviders([missing]).findings).toEqual([
    "Not found to be so: a DMARC policy, p=none at least, aligned with the From address.",
  ]);
});

const K = "r._domainkey.bellwether.example";

test("a name server is asked over UDP: records in pieces, servers by their rank, names of addresses, and nothing where there is nothing", async () => {
  const p = half(RSA.key).toString("base64");
  const { resolve, asked } = await nameServer({
    "TXT bellwether.example": [["v=spf1 ", "include:p.example -all"], "google-site-verification=x"],
    "TXT p.example": ["v=spf1 ip4:192.0.2.0/24 -all"],
    [`TXT ${K}`]: [[`v=DKIM1; k=rsa; p=${p.slice(0, 200)}`, p.slice(200)]],
    "TXT _dmarc.bellwether.example": ["v=DMARC1; p=reject; rua=mailto:d@bellwether.example"],
    "MX bellwether.example": [
      { preference: 20, exchange: "second.example" },
      { preference: 10, exchange: "first.example" },
    ],
    "PTR 1.2.0.192.in-addr.arpa": ["mail.bellwether.example"],
    "A mail.bellwether.example": ["192.0.2.1"],
  });
  const records = recordsOf({ resolve });
  expect(await lookAtSpf(records, "bellwether.example")).toMatchObject({
    said: "v=spf1 include:p.example -all (1 lookups)",
    findings: [],
  });
  expect(await findings(lookAtDkim(records, [RSA], undefined))).toBe("");
  const from = { from: "bellwether.example", bounces: "bellwether.example" };
  const dmarcLook = await lookAtDmarc(records, { ...from, signers: ["bellwether.example"] });
  expect(dmarcLook.findings).toEqual([]);
  expect(await records("MX", "bellwether.example")).toEqual(["first.example", "second.example"]);
  expect(await findings(lookAtReverseName(records, "192.0.2.1"))).toBe("");
  expect(await findings(lookAtReverseName(records, "192.0.2.2"))).toMatch(/PTR record/);
  expect(await records("AAAA", "mail.bellwether.example")).toEqual([]);
  expect(new Set(asked).size).toBe(asked.length);
});

test("a name server that fails, refuses or keeps silent is said to be so, and its zone is not taken for an empty one", async () => {
  const [servfail, refused] = [2, 5];
  const { resolve } = await nameServer({
    "TXT failing.example": servfail,
    "TXT refusing.example": refused,
    "TXT silent.example": "silence",
  });
  const records = recordsOf({ resolve });
  for (const [domain, code] of [
    ["failing.example", "ESERVFAIL"],
    ["refusing.example", "EREFUSED"],
    ["silent.example", "ETIMEOUT"],
  ] as const)
    expect(await lookAtSpf(records, domain)).toEqual({
      what: "SPF",
      said: "cannot be looked up",
      findings: [`DNS does not answer for ${domain} (${code}).`],
    });
});
