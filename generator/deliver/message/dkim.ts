import { createHash, createPrivateKey, hash, sign, type KeyObject } from "node:crypto";
import { mistake, type Failure } from "../../base/problem.ts";
import type { Header } from "./headers.ts";

/** Signs mails in the name of a domain (RFC 6376). */
export interface Signer {
  /** What is the same in all mails of a mailing is read once: its headers and the beginning of its body. */
  over(head: readonly Header[], beginning: Uint8Array): Signing;
}

/** Signs the mails of one mailing. */
export interface Signing {
  /** The header of the signature. @param own further headers. @param rest the body behind its beginning. */
  sign(own: readonly Header[], rest: readonly Uint8Array[]): Header;
}

/** A key and where its public half stands: in the TXT record of `<selector>._domainkey.<domain>`. */
export interface SigningKey {
  readonly domain: string;
  readonly selector: string;
  /** PEM, PKCS #1 or #8. */
  readonly key: string;
}

/** Named once more than they stand there, so that nobody can add one behind the signature (RFC 6376 §8.15). */
const GUARDED = ["From", "To", "Subject", "Date", "Reply-To", "List-Unsubscribe"];

/** Shorter RSA keys are believed by nobody (RFC 8301 §3.2). */
const SHORTEST_RSA = 1024;

const LINE = 72;

/**
 * RSA with SHA-256, or Ed25519 (RFC 8463), by the kind of key. Headers are signed relaxed; the body as it is, which is in lines of ASCII without
 * white space at their ends.
 * @throws Failure (2) for a key that cannot sign.
 */
export function signerOf({ domain, selector, key }: SigningKey): Signer {
  const secret = privateKey(key, `${selector}._domainkey.${domain}`);
  const isRsa = secret.asymmetricKeyType === "rsa";
  return {
    over(head, beginning) {
      const common = head.map(relaxed).join("");
      const begun = createHash("sha256").update(beginning);
      return {
        sign(own, rest) {
          const body = begun.copy();
          for (const each of rest) body.update(each);
          const names = [...head, ...own].map(([name]) => name);
          const fields = [
            "v=1",
            `a=${isRsa ? "rsa" : "ed25519"}-sha256`,
            "c=relaxed/simple",
            `d=${domain}`,
            `s=${selector}`,
            `h=${[...names, ...GUARDED].join(":\r\n ")}`,
            `bh=${body.digest("base64")}`,
            "b=",
          ];
          const unsigned = fields.join(";\r\n ");
          const signed = `${common}${own.map(relaxed).join("")}${relaxed(["DKIM-Signature", unsigned]).trimEnd()}`;
          return ["DKIM-Signature", unsigned + folded(signature(signed, secret, isRsa))];
        },
      };
    },
  };
}

/** RFC 8463 §3 has Ed25519 sign the SHA-256 of what RSA signs itself. */
function signature(signed: string, secret: KeyObject, isRsa: boolean): string {
  const made = isRsa
    ? sign("sha256", Buffer.from(signed), secret)
    : sign(null, hash("sha256", signed, "buffer"), secret);
  return made.toString("base64");
}

/** RFC 6376 §3.4.2. */
function relaxed([name, value]: Header): string {
  return `${name.toLowerCase()}:${value.replaceAll(/[ \t\r\n]+/g, " ").trim()}\r\n`;
}

function folded(text: string): string {
  return text.match(new RegExp(`.{1,${LINE}}`, "g"))?.join("\r\n ") ?? "";
}

function privateKey(pem: string, name: string): KeyObject {
  let secret: KeyObject;
  try {
    secret = createPrivateKey(pem);
  } catch {
    throw wrong(`The key for ${name} is no private key: PEM without a passphrase was expected.`);
  }
  const { asymmetricKeyType: type = "", asymmetricKeyDetails: details } = secret;
  if (type !== "rsa" && type !== "ed25519")
    throw wrong(`The key for ${name} is of the kind ${type}: RSA or Ed25519 was expected.`);
  if (type === "rsa" && (details?.modulusLength ?? 0) < SHORTEST_RSA)
    throw wrong(
      `The key for ${name} has ${details?.modulusLength} bits: at least ${SHORTEST_RSA} were expected, better 2048.`,
    );
  return secret;
}

function wrong(message: string): Failure {
  return mistake({
    code: "dkim-key",
    message,
    advice:
      "Make one with `openssl genrsa -out dkim.pem 2048`, and publish its public half as the TXT record.",
  });
}
