import type { ApprovedArticle } from "../../articles/approved.ts";
import { exportedHtml } from "./export-issue.ts";
import type { MailDesk } from "./issue-room.ts";
import { writeIssue } from "./write-issue.ts";

/**
 * How an article would look as the first of a daily issue, as one HTML text with its pictures; it may be a draft, and nothing is held to
 * the data. `openMailDesk` gives what it is written with.
 */
export function articleInMail(desk: MailDesk, article: ApprovedArticle): string {
  const day = article.frontMatter.edition;
  const written = writeIssue(desk, {
    day,
    format: "daily",
    lead: article,
    others: [],
    corrected: [],
  });
  return exportedHtml(written, "html");
}
