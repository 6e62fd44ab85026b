import type { Entries } from "./entry.ts";

/** Why no answer came. */
export const NETWORK = {
  "bad-address": [3, "An address that cannot be asked."],
  "private-address": [3, "A name that leads into a private network, which is not followed."],
  "unknown-host": [3, "No host has that name."],
  "connect-timeout": [3, "The connection took too long."],
  timeout: [3, "The answer took too long."],
  refused: [3, "The host refuses the connection."],
  reset: [3, "The connection broke off."],
  truncated: [3, "The answer ended before it was whole."],
  "too-large": [3, "The answer is larger than is believed."],
  "bad-encoding": [3, "The answer cannot be unpacked."],
  tls: [3, "The connection cannot be made safe."],
} as const satisfies Entries;

/** Why an answer could not be used. */
export const PROVIDER = {
  status: [3, "The provider answered with a status other than 200."],
  redirect: [3, "The provider redirects to another host, or too often."],
  "asked-to-wait": [3, "The provider asks to be left alone for a while."],
  resting: [3, "The provider failed several times in this run and is not asked again."],
  "not-recorded": [3, "The recording that is replayed does not hold this request."],
  "not-text": [3, "The answer is not UTF-8."],
  "not-json": [3, "The answer is not JSON, or holds a key twice."],
  drift: [3, "The answer has another shape than it had."],
  "missing-key": [3, "A key that the provider asks for is not set."],
} as const satisfies Entries;
