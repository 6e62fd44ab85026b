import { createPrivateKey, createPublicKey } from "node:crypto";
import type { SigningKey } from "../message/dkim.ts";
import { looked, tagsOf, type Look, type Records } from "./look.ts";

/** What the large providers ask for (https://support.google.com/a/answer/81126). */
const GOOD_BITS = 2048;

/** Whether the public half of each key stands where verifiers look for it. */
export function lookAtDkim(
  records: Records,
  keys: readonly SigningKey[],
  signsItself: string | undefined,
): Promise<Look> {
  return looked("DKIM", async () => {
    if (keys.length === 0)
      return signsItself === undefined
        ? {
            said: "mails are not signed",
            findings: ["Set `mail: dkim:` in bellwether.yaml: domain, selector and key."],
          }
        : { said: `${signsItself} signs by itself`, findings: [] };
    const findings: string[] = [];
    for (const key of keys) findings.push(...(await findingsOf(records, key)));
    if (keys.every(({ key }) => createPrivateKey(key).asymmetricKeyType === "ed25519"))
      findings.push(
        "Many receivers, Gmail among them, do not read Ed25519 signatures: sign with an RSA key as well.",
      );
    return { said: keys.map(nameOf).join(", "), findings };
  });
}

function nameOf({ selector, domain }: SigningKey): string {
  return `${selector}._domainkey.${domain}`;
}

async function findingsOf(records: Records, key: SigningKey): Promise<string[]> {
  const name = nameOf(key);
  const wanted = recordFor(key.key);
  const found = await records("TXT", name);
  const [record] = found;
  if (record === undefined) return [`Publish as TXT record at ${name}: ${wanted.record}`];
  const tags = tagsOf(record);
  return [
    ...(found.length > 1 ? [`${name} has ${found.length} records: one is expected.`] : []),
    ...(tags.get("p") === ""
      ? [`The key at ${name} is revoked (p=).`]
      : tags.get("p")?.replaceAll(/\s+/g, "") === wanted.publicKey
        ? []
        : [`The key at ${name} is another than ours: publish ${wanted.record}`]),
    ...((tags.get("k") ?? "rsa") === wanted.kind
      ? []
      : [`${name} says k=${tags.get("k") ?? "rsa"}, and our key is ${wanted.kind}.`]),
    ...(tags.get("t")?.split(":").includes("y")
      ? [`${name} says that it is only being tried (t=y): receivers take the mails as unsigned.`]
      : []),
    ...(wanted.bits !== undefined && wanted.bits < GOOD_BITS
      ? [`The key for ${name} has ${wanted.bits} bits: ${GOOD_BITS} are asked for by now.`]
      : []),
  ];
}

/** The record that belongs to a private key (RFC 6376 §3.6.1, RFC 8463 §4). */
function recordFor(key: string) {
  const open = createPublicKey(key);
  const der = open.export({ type: "spki", format: "der" });
  const kind = open.asymmetricKeyType === "ed25519" ? "ed25519" : "rsa";
  const publicKey = (kind === "rsa" ? der : der.subarray(-32)).toString("base64");
  return {
    kind,
    publicKey,
    record: `v=DKIM1; k=${kind}; p=${publicKey}`,
    bits: open.asymmetricKeyDetails?.modulusLength,
  };
}
