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
