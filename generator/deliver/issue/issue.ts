import type { Day } from "../../base/day.ts";
import type { Format } from "../../publication/mail/formats.ts";

export { FORMATS, type Format } from "../../publication/mail/formats.ts";

/** One mailing of an edition: made once, and the same for everybody but for what stands in place of `MARKS`. */
export interface Issue {
  /** By which the ledger knows it, such as "2025-05-08/daily/en". */
  readonly id: string;
  readonly day: Day;
  readonly format: Format;
  /** BCP 47. */
  readonly language: string;
  readonly subject: string;
  /** What an inbox shows beside the subject; hidden in the mail itself. */
  readonly preview: string;
  readonly html: string;
  readonly text: string;
  readonly images: readonly IssueImage[];
  /** The articles that it prints or links, as paths within the home: once one of them is withdrawn, nothing more is sent. */
  readonly articles: readonly string[];
  /** Tags of its articles, by which readers choose. */
  readonly tags: readonly string[];
  /** Instant (ISO 8601 UTC) before which it is not sent: the latest embargo of its articles. */
  readonly notBefore?: string;
  /** Over subject, both bodies and the images. */
  readonly digest: string;
}

/** By which the ledger knows what is mailed of a day. @param language BCP 47 */
export function issueId(day: Day, format: Format, language: string): string {
  return `${day}/${format}/${language}`;
}

/** A picture that goes along with the mail. */
export interface IssueImage {
  /** Content-ID without brackets; the HTML names it as `cid:<id>`. */
  readonly id: string;
  readonly fileName: string;
  readonly contentType: "image/png";
  readonly body: Uint8Array;
}

/** Stand in both bodies for what is the reader's own. Each is put in place as it is: addresses are percent-encoded before. */
export const MARKS = {
  unsubscribe: "https://unsubscribe.invalid/",
  preferences: "https://preferences.invalid/",
} as const;
