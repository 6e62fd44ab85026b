import { createHash } from "node:crypto";

/** The first `length` hexadecimal digits of SHA-256 over UTF-8 text. */
export function digest(text: string, length = 16): string {
  return createHash("sha256").update(text).digest("hex").slice(0, length);
}
