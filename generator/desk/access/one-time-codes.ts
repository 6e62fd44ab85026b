import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { Instant } from "../../base/day.ts";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const DIGITS = 6;
const STEP_MS = 30_000;
/** How many steps a clock may be off, either way. */
const SKEW = 1;
/** 160 bits, as RFC 4226 advises. */
const SECRET_BYTES = 20;

/** A secret that a person's app and the desk share, in base 32 (RFC 4648). */
export function newSecret(): string {
  return base32(randomBytes(SECRET_BYTES));
}

/** Whether a text is such a secret. */
export function isSecret(text: string): boolean {
  return /^[A-Z2-7]{32}$/.test(text);
}

/** The code of a secret for a step of time (RFC 4226, with HMAC-SHA-1, which is what apps know). */
export function codeAt(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac("sha1", fromBase32(secret)).update(counter).digest();
  const binary = mac.readUInt32BE(mac[mac.length - 1]! & 0xf) & 0x7fff_ffff;
  return String(binary % 10 ** DIGITS).padStart(DIGITS, "0");
}

/**
 * The step of time that a code is of (RFC 6238, of 30 seconds), where it is the present one, the one before or the one after.
 * @param last the step of the last code that was taken: no code counts twice.
 */
export function stepOf(
  secret: string,
  code: string,
  now: Instant,
  last: number,
): number | undefined {
  const present = Math.floor(now / STEP_MS);
  const given = Buffer.from(
    code
      .replaceAll(/\s/g, "")
      .padEnd(DIGITS)
      .slice(0, DIGITS + 1),
  );
  for (let step = present - SKEW; step <= present + SKEW; step++) {
    const right = Buffer.from(codeAt(secret, step));
    const isSame = given.length === right.length && timingSafeEqual(given, right);
    if (isSame && step > last) return step;
  }
  return undefined;
}

/** The address by which an app takes a secret up (Key URI Format of Google Authenticator). */
export function keyUri(secret: string, publication: string, name: string): string {
  const [issuer, account] = [publication, name].map(encodeURIComponent);
  return `otpauth://totp/${issuer}:${account}?secret=${secret}&issuer=${issuer}&algorithm=SHA1&digits=${DIGITS}&period=${STEP_MS / 1000}`;
}

/** Codes that each let a person in once, in place of one of the app. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: 10 }, () => {
    const text = base32(randomBytes(10)).toLowerCase();
    return `${text.slice(0, 8)}-${text.slice(8)}`;
  });
}

/** A recovery code as it is kept apart: without what people add when they type. */
export function bareRecoveryCode(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z2-7]/g, "");
}

function base32(bytes: Buffer): string {
  let bits = "";
  for (const byte of bytes) bits += byte.toString(2).padStart(8, "0");
  return (bits.match(/.{5}/g) ?? []).map((five) => ALPHABET[Number.parseInt(five, 2)]).join("");
}

function fromBase32(text: string): Buffer {
  const bits = [...text]
    .map((sign) => ALPHABET.indexOf(sign).toString(2).padStart(5, "0"))
    .join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
}
