import type { Instant } from "../../base/day.ts";
import { signedToken } from "./tokens.ts";

/** By what links are made. */
export interface LinkMaker {
  /** The key that signs them. */
  readonly key: string;
  /** Public address of the service, ending with a slash. */
  readonly service: string;
}

/** The links of one subscriber's mails: they work for as long as the key does, and name no address. */
export function linksFor({ key, service }: LinkMaker, subscriberId: string) {
  return {
    unsubscribe: `${service}unsubscribe/${signedToken(key, "unsubscribe", subscriberId)}`,
    preferences: `${service}preferences/${signedToken(key, "preferences", subscriberId)}`,
  };
}

/** How long somebody may take to confirm. */
export const CONFIRM_MS = 3 * 86_400_000;

/** The link by which somebody confirms that they want mail. */
export function confirmationLink(
  { key, service }: LinkMaker,
  subscriberId: string,
  now: Instant,
): string {
  return `${service}confirm/${signedToken(key, "confirm", subscriberId, now + CONFIRM_MS)}`;
}
