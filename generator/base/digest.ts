import { createHash, hash } from "node:crypto";
import type { Day } from "./day.ts";
import { weakMemoize } from "./memo.ts";

/** The first `length` hexadecimal digits of SHA-256 over bytes, or over text as UTF-8. */
export function digest(content: string | Uint8Array, length = 16): string {
  return hash("sha256", content).slice(0, length);
}

/** A text behind a line with its digest, so that it is known when another hand or a fault of the disk has changed it. */
export function underDigest(body: string): string {
  return `${digest(body)}\n${body}`;
}

/** The text behind its digest; undefined where there is none, or it is another. */
export function bodyUnderDigest(text = ""): string | undefined {
  const end = text.indexOf("\n");
  const body = text.slice(end + 1);
  return end > 0 && text.slice(0, end) === digest(body) ? body : undefined;
}

/** A list of days as it is digested. Series share lists, and many stretches are of one: each is a part of this text. */
const listed = weakMemoize((days: readonly Day[]) => days.join());

/** Characters of a day in it, with the comma behind it. */
const A_DAY = "2025-05-07,".length;

/** The same over dated values, of `from` to before `to`: the bytes of the numbers behind their days. */
export function digestOfDated(
  days: readonly Day[],
  values: Float64Array,
  from = 0,
  to = days.length,
): string {
  const named = listed(days).slice(from * A_DAY, Math.max(0, to * A_DAY - 1));
  const told = values.subarray(from, to);
  const bytes = new Uint8Array(told.buffer, told.byteOffset, told.byteLength);
  return createHash("sha256").update(named).update(bytes).digest("hex").slice(0, 16);
}

/** JSON with the keys of every object in the order of the alphabet: what is equal is written alike. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(inOrderOfKeys(value));
}

/** A copy: JSON asks nobody else while it writes, which takes half as long. */
function inOrderOfKeys(value: unknown): unknown {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(inOrderOfKeys);
  if ("toJSON" in value) return inOrderOfKeys(JSON.parse(JSON.stringify(value)));
  const members = value as Readonly<Record<string, unknown>>;
  const keys = Object.keys(members).sort();
  return Object.fromEntries(keys.map((key) => [key, inOrderOfKeys(members[key])]));
}
