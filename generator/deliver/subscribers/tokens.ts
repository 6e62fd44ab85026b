import type { Instant } from "../../base/day.ts";
import { isSame } from "../../base/tokens.ts";
import { keyed } from "./key.ts";

/** What the bearer of a token may do. */
export type Purpose = "confirm" | "preferences" | "unsubscribe";

/** A subscriber's id, the second (base 36) until which it is good or nothing for ever, and the signature over both and the purpose. */
const TOKEN = /^([\w-]{1,64})\.([0-9a-z]{0,9})\.([\w-]{43})$/;

/** A token that only the holder of the key can make. @param ends instant from which it is refused; never where it is left out. */
export function signedToken(key: string, purpose: Purpose, id: string, ends?: Instant): string {
  const signed = `${id}.${ends === undefined ? "" : Math.ceil(ends / 1000).toString(36)}`;
  return `${signed}.${keyed(key, purpose, signed)}`;
}

/** Whose token it is, and until when; undefined for one that was altered, is for another purpose, or is no longer good. */
export function readToken(
  key: string,
  purpose: Purpose,
  token: string,
  now: Instant,
): { readonly id: string; readonly ends: Instant } | undefined {
  const [, id = "", second = "", signature = ""] = TOKEN.exec(token) ?? [];
  if (!isSame(signature, keyed(key, purpose, `${id}.${second}`)) || id === "") return undefined;
  const ends = second === "" ? Infinity : Number.parseInt(second, 36) * 1000;
  return now < ends ? { id, ends } : undefined;
}
