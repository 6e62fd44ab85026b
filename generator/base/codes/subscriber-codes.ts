import type { Entries } from "./entry.ts";

/** Who gets the newsletter, and the service at which they come and go. */
export const SUBSCRIBERS = {
  "mail-key": [2, "The key that signs links in mails is too short to be a secret."],
  "mail-address": [2, "A text is no mail address."],
  "unknown-subscriber": [2, "Nobody with that address subscribes."],
  "subscriber-exists": [2, "Somebody with that address subscribes already."],
  "not-subscribed": [2, "What is asked for is not open to a subscriber in that state."],
  suppressed: [
    2,
    "Nothing is sent to an address, and an import or a command does not change that.",
  ],
  "subscriber-file": [2, "A file of subscribers is of no form that is known."],
  "mail-folder": [2, "There are no mails where they were looked for."],
  imap: [3, "A mailbox cannot be read over IMAP."],
} as const satisfies Entries;
