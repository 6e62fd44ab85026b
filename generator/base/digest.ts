import { createHash } from "node:crypto";

/** The first `length` hexadecimal digits of SHA-256 over bytes, or over text as UTF-8. */
export function digest(content: string | Uint8Array, length = 16): string {
  return createHash("sha256").update(content).digest("hex").slice(0, length);
}
