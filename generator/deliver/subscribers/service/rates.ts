import type { Instant } from "../../../base/day.ts";
import type { SubscriberTable } from "../../../store/mail/subscribers.ts";
import { keyed } from "../key.ts";

const WINDOW_MS = 3_600_000;

/** Sign-ups in an hour: of one address, from one network, behind which an office may sit, and of all. */
const SIGN_UPS = { address: 5, network: 20, all: 600 } as const;

/** Counts tries within an hour, of all processes that serve the same list. */
export interface Rates {
  /** Counts a sign-up; false where there were too many, which it does not add to. */
  maySignUp(address: string, network: string, now: Instant): Promise<boolean>;
}

/** Counts under keyed hashes, which are forgotten after the hour: nobody's address is kept. */
export function ratesOf(table: SubscriberTable, key: string): Rates {
  const named = (kind: string, text: string): string =>
    keyed(key, `tries of ${kind}`, text).slice(0, 22);
  return {
    maySignUp: (address, network, now) =>
      table.mayTry(
        [
          { name: named("address", address), limit: SIGN_UPS.address },
          { name: named("network", network), limit: SIGN_UPS.network },
          { name: "all", limit: SIGN_UPS.all },
        ],
        { at: new Date(now).toISOString(), since: new Date(now - WINDOW_MS).toISOString() },
      ),
  };
}
