import { createHmac, randomBytes } from "node:crypto";
import type { Instant } from "../../../base/day.ts";

const WINDOW_MS = 3_600_000;
/** What is remembered at most; the oldest gives way. */
const MOST = 50_000;

/** Sign-ups in an hour: of one address, from one network, behind which an office may sit, and of all. */
const SIGN_UPS = { address: 5, network: 20, all: 600 } as const;

/** Counts tries within an hour. */
export interface Rates {
  /** Counts a sign-up; false where there were too many, which it does not add to. */
  maySignUp(address: string, network: string, now: Instant): boolean;
}

/** Counts in memory under hashes whose key ends with the process: nobody's address is kept, and none can be worked out later. */
export function openRates(): Rates {
  const secret = randomBytes(32);
  const counts = new Map<string, { readonly since: Instant; count: number }>();
  const keyOf = (kind: string, text: string): string =>
    createHmac("sha256", secret).update(`${kind}\n${text}`).digest("base64url").slice(0, 22);

  const forgetOld = (now: Instant): void => {
    for (const [key, { since }] of counts) {
      if (now - since < WINDOW_MS && counts.size <= MOST) return;
      counts.delete(key);
    }
  };

  return {
    maySignUp(address, network, now) {
      forgetOld(now);
      const counted = [
        [keyOf("address", address), SIGN_UPS.address],
        [keyOf("network", network), SIGN_UPS.network],
        ["all", SIGN_UPS.all],
      ] as const;
      if (counted.some(([key, most]) => (counts.get(key)?.count ?? 0) >= most)) return false;
      for (const [key] of counted) {
        const found = counts.get(key);
        if (found) found.count++;
        else counts.set(key, { since: now, count: 1 });
      }
      return true;
    },
  };
}
