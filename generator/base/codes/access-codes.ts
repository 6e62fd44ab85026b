import type { Entries } from "./entry.ts";

/** Who may come to the review desk. */
export const ACCESS = {
  "desk-open": [2, "The desk would be open to others than the people it knows."],
  "user-exists": [2, "There is a user of that name already."],
  "last-admin": [2, "The only admin cannot be removed while others are there."],
  "user-name": [2, "A text cannot be the name of a user."],
  "unknown-user": [2, "No user has that name."],
} as const satisfies Entries;
