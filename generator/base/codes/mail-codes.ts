import type { Entries } from "./entry.ts";

/** Sending mail. */
export const MAIL = {
  "mail-link": [2, "An address of the web cannot stand in a mail."],
  "dkim-key": [2, "A key cannot sign mails."],
  "transport-key": [2, "A key that the way of sending asks for is not set."],
  "unknown-item": [2, "The ledger knows nothing of what was asked for."],
  "not-uncertain": [2, "A mail is not among those of which nobody knows whether they went out."],
  "mail-server": [3, "The server, or the provider, takes no mail from here."],
  "mail-away": [3, "The server, or the provider, cannot be reached."],
  "unknown-channel": [2, "No channel has that name."],
  "no-channel": [2, "The publication names no channel to post to."],
  "channel-options": [2, "What is said of a channel is not what it takes."],
  "channel-key": [2, "A key that a channel asks for is not set."],
  "channel-refused": [3, "A channel takes nothing from here."],
} as const satisfies Entries;
