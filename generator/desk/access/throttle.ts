import type { Instant } from "../../base/day.ts";
import { networkOf } from "../../publish/serve/request.ts";
import type { Store } from "../../store/store.ts";
import { hashOf } from "./tokens.ts";

const DOCUMENT = "desk/tries";
const WINDOW_MS = 15 * 60_000;
/** Tries in a window: for one name, and from one address, behind which an office may sit. */
const FOR_NAME = 10;
const FROM_ADDRESS = 50;
/** Names and addresses remembered; the oldest give way. */
const MOST = 5_000;

type Tries = Record<string, { readonly since: Instant; readonly count: number }>;

/** Counts tries to sign in, of all processes together. */
export interface Throttle {
  /** Counts a try before it is looked at. @returns the milliseconds to wait where there were too many, which it does not add to. */
  count(name: string, address: string, now: Instant): Promise<number | undefined>;
  /** Takes back what was counted for a name, and the one try of an address, after a sign-in. */
  forgive(name: string, address: string): Promise<void>;
}

export function throttleOf(store: Store): Throttle {
  const change = <T>(work: (tries: Tries) => T): Promise<T> =>
    store.write(async (writer) => {
      const tries = JSON.parse((await store.document(DOCUMENT)) ?? "{}") as Tries;
      const result = work(tries);
      const newest = Object.entries(tries)
        .toSorted(([, one], [, other]) => other.since - one.since)
        .slice(0, MOST);
      await writer.keepDocument(DOCUMENT, JSON.stringify(Object.fromEntries(newest)));
      return result;
    });
  return {
    count: (name, address, now) =>
      change((tries) => {
        for (const [key, { since }] of Object.entries(tries))
          if (now - since >= WINDOW_MS) delete tries[key];
        const counted = [
          [keyOfName(name), FOR_NAME],
          [keyOfAddress(address), FROM_ADDRESS],
        ] as const;
        for (const [key, most] of counted) {
          const found = tries[key];
          if (found && found.count >= most) return found.since + WINDOW_MS - now;
        }
        for (const [key] of counted) {
          const { since, count } = tries[key] ?? { since: now, count: 0 };
          tries[key] = { since, count: count + 1 };
        }
        return undefined;
      }),
    forgive: (name, address) =>
      change((tries) => {
        delete tries[keyOfName(name)];
        const key = keyOfAddress(address);
        const found = tries[key];
        if (found) tries[key] = { ...found, count: found.count - 1 };
      }),
  };
}

function keyOfName(name: string): string {
  return hashOf(`name ${name}`).slice(0, 16);
}

function keyOfAddress(address: string): string {
  return hashOf(`address ${networkOf(address)}`).slice(0, 16);
}
