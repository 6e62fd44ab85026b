import { digest } from "../../base/digest.ts";
import { mistake } from "../../base/problem.ts";
import type { Day } from "../../base/day.ts";
import type { Format } from "../../publication/mail/formats.ts";
import { checkIssue } from "./check-issue.ts";
import { correctedBefore } from "./corrected.ts";
import type { IssueRoom } from "./issue-room.ts";
import { issueId, type Issue } from "./issue.ts";
import { selectArticles } from "./select.ts";
import { writeIssue, type WrittenIssue } from "./write-issue.ts";

/** Gmail cuts a mail off behind some 102 kB of HTML, and with it the link that unsubscribes. */
const MOST_BYTES = 100_000;

/**
 * Makes one issue of a day's approved articles: chosen, written, and held to the data as its articles are. The same articles, data and
 * templates give the same bytes.
 * @throws Failure (2) where there is nothing to send, a figure does not hold, or the mail is too large.
 */
export function makeIssue(room: IssueRoom, day: Day, format: Format): Issue {
  const selection = selectArticles(room, day, format);
  const corrected = correctedBefore(room, day, format);
  const written = writeIssue(room, { day, format, ...selection, corrected });
  checkIssue(room, written);
  refuseLarge(written);
  return issueOf(room, written);
}

function refuseLarge({ html, content }: WrittenIssue): void {
  const bytes = Buffer.byteLength(html);
  if (bytes <= MOST_BYTES) return;
  throw mistake({
    code: "issue-size",
    message: `The ${content.format} issue of ${content.day} has ${Math.ceil(bytes / 1000)} kB of HTML; mailbox providers cut off what is over ${MOST_BYTES / 1000}.`,
    advice: "`mail.lead: summary` in bellwether.yaml prints the first article's summary alone.",
  });
}

function issueOf({ newsroom, waiting }: IssueRoom, written: WrittenIssue): Issue {
  const { content, values, html, text, images, own } = written;
  const { day, format, lead, others, corrected } = content;
  const articles = [...new Set([lead, ...others, ...corrected.map(({ article }) => article)])];
  const hours = articles.flatMap(({ file }) => waiting.get(file) ?? []).toSorted();
  const notBefore = hours.at(-1);
  const { language } = newsroom.publication;
  const pictures = images.map(({ id, fileName, body }) => [id, fileName, digest(body, 64)]);
  return {
    id: issueId(day, format, language),
    day,
    format,
    language,
    subject: own.subject,
    preview: values.preview,
    html,
    text,
    images,
    articles: articles.map(({ file }) => file),
    tags: [...new Set([lead, ...others].flatMap(({ frontMatter }) => frontMatter.tags))],
    ...(notBefore === undefined ? {} : { notBefore }),
    digest: digest(JSON.stringify([own.subject, html, text, pictures]), 64),
  };
}
