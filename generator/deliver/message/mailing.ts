import type { Issue } from "../issue/issue.ts";
import type { Mailbox } from "./mailbox.ts";

/** An issue as it goes out: what is the same in the mail of everybody. It is kept with the ledger, so that all get the same. */
export interface Mailing {
  readonly issue: Issue;
  readonly from: Mailbox;
  readonly replyTo?: string;
  /** ISO 8601 UTC: the date that all its mails bear. */
  readonly at: string;
}

/** Whom one mail is for, and the addresses that are theirs alone. */
export interface Recipient extends Mailbox {
  /** The subscriber's id. */
  readonly id: string;
  /** Percent-encoded addresses of the web. */
  readonly unsubscribe: string;
  readonly preferences: string;
}
