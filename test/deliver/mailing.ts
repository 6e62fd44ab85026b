import { digest } from "../../generator/base/digest.ts";
import { MARKS, type Issue } from "../../generator/deliver/issue/issue.ts";
import type { Mailing, Recipient } from "../../generator/deliver/message/mailing.ts";

/** An issue of few words, save what is given. */
function issueOf(given: Partial<Issue> = {}): Issue {
  const html = `<html><body><h1>Bitcoin edges up 0.2%</h1><p>It closed at $97,032 — the highest in nine weeks.</p>
<p><img src="cid:chart" width="100" height="50" alt="Bitcoin"></p>
<p><a href="${MARKS.preferences}">What you get</a> · <a href="${MARKS.unsubscribe}">Leave</a></p></body></html>
`;
  const text = `Bitcoin edges up 0.2%\n\nIt closed at $97,032 — the highest in nine weeks.\n\nLeave: ${MARKS.unsubscribe}\n`;
  const issue = {
    id: "2025-05-08/daily/en",
    day: "2025-05-08",
    format: "daily" as const,
    language: "en",
    subject: "Bitcoin edges up 0.2% to $97,032 — short interest at a high",
    preview: "What the day said",
    html,
    text,
    images: [
      {
        id: "chart",
        fileName: "chart.png",
        contentType: "image/png" as const,
        body: Buffer.from("89504e470d0a1a0a0a", "hex"),
      },
    ],
    articles: ["content/editions/2025-05-08/flash.md"],
    tags: ["bitcoin"],
    ...given,
  };
  return { digest: digest(issue.subject + issue.html + issue.text, 32), ...issue };
}

/** That issue as it goes out. */
export function mailingOf(given: Partial<Issue> = {}): Mailing {
  return {
    issue: issueOf(given),
    from: { name: "Bellwether Daily", address: "daily@bellwether.example" },
    at: "2025-05-08T12:30:00.000Z",
  };
}

/** Somebody who gets it. */
export function recipientOf(given: Partial<Recipient> = {}): Recipient {
  const id = given.id ?? "a1b2c3";
  return {
    id,
    address: "ada@reader.example",
    name: "Ada Lovelace",
    unsubscribe: `https://news.bellwether.example/unsubscribe/${id}.${"t".repeat(90)}=`,
    preferences: `https://news.bellwether.example/preferences/${id}`,
    ...given,
  };
}
