import { digest } from "../../base/digest.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How long a mail waits after its first attempt, its second and so on: two days in all, as long as news is any use. */
const WAITS_MS = [
  MINUTE_MS,
  5 * MINUTE_MS,
  15 * MINUTE_MS,
  HOUR_MS,
  3 * HOUR_MS,
  8 * HOUR_MS,
  12 * HOUR_MS,
  24 * HOUR_MS,
];

/**
 * How long to wait after so many attempts, in milliseconds; undefined where no further one is made. Spread over a quarter by the recipient, so that
 * many do not come back at once.
 */
export function waitAfter(attempts: number, recipient: string): number | undefined {
  const wait = WAITS_MS[attempts - 1];
  if (wait === undefined) return undefined;
  const spread = Number.parseInt(digest(`${recipient} ${attempts}`, 8), 16) / 0xffffffff;
  return Math.round(wait * (1 + spread / 4));
}
