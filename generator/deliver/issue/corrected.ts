import type { ApprovedArticle } from "../../articles/approved.ts";
import type { Correction } from "../../articles/corrections.ts";
import { addDays, type Day } from "../../base/day.ts";
import { cutoffOf } from "../../narrate/edition.ts";
import type { Format } from "../../publication/mail/formats.ts";
import type { IssueRoom } from "./issue-room.ts";

/** What was mended in an article that an earlier issue may have told. */
export interface Corrected extends Correction {
  readonly article: ApprovedArticle;
}

/**
 * The corrections that were published since the issue of the same format before this one, newest first. They are counted by cut-offs, so that
 * the same issue tells the same ones whenever it is made; one that is dated by its day alone counts from that day's end.
 */
export function correctedBefore(room: IssueRoom, day: Day, format: Format): Corrected[] {
  const { cutoff } = room.newsroom.publication;
  const since = cutoffOf(lastIssue(room, day, format), cutoff);
  const until = cutoffOf(day, cutoff);
  return room.editions.articles
    .filter(({ frontMatter }) => frontMatter.edition < day)
    .flatMap((article) =>
      (article.frontMatter.corrections ?? []).map((each) => ({ ...each, article })),
    )
    .filter((each) => instantOf(each) > since && instantOf(each) <= until)
    .toSorted((a, b) => instantOf(b) - instantOf(a));
}

/** The day of the issue before: a week earlier for a digest, else the newest earlier edition. */
function lastIssue({ editions }: IssueRoom, day: Day, format: Format): Day {
  if (format === "weekly") return addDays(day, -7);
  const before = editions.articles.find(({ frontMatter }) => frontMatter.edition < day);
  return before?.frontMatter.edition ?? addDays(day, -1);
}

function instantOf({ date }: Correction): number {
  return Date.parse(date.length === 10 ? `${date}T23:59:59Z` : date);
}
