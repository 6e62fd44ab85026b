import { createHash, hash } from "node:crypto";

/** The first `length` hexadecimal digits of SHA-256 over bytes, or over text as UTF-8. */
export function digest(content: string | Uint8Array, length = 16): string {
  return hash("sha256", content).slice(0, length);
}

/** The same over dated values: the bytes of the numbers behind their days. */
export function digestOfDated(days: readonly string[], values: Float64Array): string {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return createHash("sha256").update(days.join()).update(bytes).digest("hex").slice(0, 16);
}

/** JSON with the keys of every object in the order of the alphabet: what is equal is written alike. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, inOrderOfKeys);
}

function inOrderOfKeys(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
