import { hash, randomBytes, timingSafeEqual } from "node:crypto";

/** A secret of 256 bits that nobody can guess, in signs that an address and a cookie may hold. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** Whether two texts are the same, in a time that says nothing of where they differ. */
export function isSame(one: string, other: string): boolean {
  return timingSafeEqual(hash("sha256", one, "buffer"), hash("sha256", other, "buffer"));
}
