import type { Entries } from "./entry.ts";

/** What is mailed of an edition. */
export const ISSUES = {
  "no-edition": [2, "There is no edition of that day."],
  "nothing-approved": [2, "No article of the edition may go out."],
  "article-held": [2, "An article of the issue is called approved and may not go out."],
  "no-alert": [2, "No finding of the edition is worth an alert."],
  "issue-figure": [2, "A figure of a mail does not hold, or comes from nowhere."],
  "issue-size": [2, "A mail is larger than mailbox providers show."],
  "mail-template": [2, "A template of the mail is not valid MJML."],
} as const satisfies Entries;
