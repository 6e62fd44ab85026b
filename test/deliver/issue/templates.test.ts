import { existsSync, readdirSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { articleInMail } from "../../../generator/deliver/issue/article-in-mail.ts";
import { openMailDesk, type IssueRoom } from "../../../generator/deliver/issue/issue-room.ts";
import { makeIssue } from "../../../generator/deliver/issue/make-issue.ts";
import { textOf, tidied } from "../../../generator/deliver/issue/plain-text.ts";
import { issueHome, type IssueHome } from "./issue-home.ts";

let home: IssueHome;
let room: IssueRoom;

beforeAll(async () => {
  home = issueHome(["2025-05-08"]);
  room = await home.open();
});

afterAll(() => home[Symbol.dispose]());

const opened = async (path: string, work: (text: string) => string): Promise<IssueRoom> => {
  using other = issueHome([], home);
  other.edit(path, work);
  return other.open();
};

test("a publication's own template stands before the package's", async () => {
  const own = await opened("templates/email/masthead.mjml", (text) =>
    text.replace("{{site.name}}</a>", "The {{site.name}}</a>"),
  );
  expect(makeIssue(own, "2025-05-08", "daily").html).toContain(">The Bellwether Daily</a>");
});

test.for([
  ["foot.mjml", "{{postal}}", "{{postcode}}", /foot\.mjml:\d+:\d+: "postcode" names the unknown/],
  ["foot.txt", "{{postal}}", "{{postcode}}", /foot\.txt:\d+:\d+: "postcode" names the unknown/],
  ["foot.mjml", "{{postal}}", "{{{postal}}}", /foot\.mjml.*may not be printed raw/],
  ["daily.mjml", "{{> foot}}", "{{> feet}}", /daily\.mjml.*no partial "feet".*"foot"/s],
  [
    "daily.mjml",
    "{{#if corrections}}",
    "{{#if corrections",
    /daily\.mjml:\d+.*not valid Handlebars/,
  ],
  ["more.mjml", "<mj-divider ", "<mj-divder ", /more\.mjml:\d+: .*mj-divder/],
  [
    "daily.mjml",
    "<mj-raw>{{#if figures}}</mj-raw>",
    "{{#if figures}}",
    /daily\.mjml:6: \{\{#if figures\}\} stands where MJML shows no text.*<mj-raw>/s,
  ],
] as const)("a mistake in %s is told with its place: %s as %s", async ([file, was, is, told]) => {
  await expect(opened(`templates/email/${file}`, (text) => text.replace(was, is))).rejects.toThrow(
    told,
  );
});

test("MJML is made HTML once for each state of the templates", async () => {
  const made = home.home.path("var/mail");
  const before = readdirSync(made);
  expect(before.length).toBe(3);
  await home.open();
  expect(readdirSync(made)).toEqual(before);
  expect(existsSync(home.home.path("templates"))).toBe(false);
});

test("an article is shown as it would look in the mail, draft or not", async () => {
  const desk = await openMailDesk(room.newsroom, room.background);
  const [lead] = room.editions.articles;
  const { title } = lead!.frontMatter;
  const html = articleInMail(desk, {
    ...lead!,
    frontMatter: { ...lead!.frontMatter, title: `${title} <b>`, status: "draft" },
  });
  expect(html).toContain("<h1");
  expect(html).toContain("says &lt;b&gt;</h1>");
  expect(html).toContain("data:image/png;base64,");
  expect(html).not.toContain("Also today");
});

test("HTML of an article reads well as text", () => {
  const html =
    '<h2>What happened</h2><p>Bitcoin <em>rose</em> 1% &amp; more, <a href="https://example.org/">they say</a>.</p><ul><li>one</li><li>two</li></ul><blockquote><p>Past cases.</p></blockquote><table><thead><tr><th>Day</th><th>Close</th></tr></thead><tbody><tr><td>May 7</td><td>$97,032</td></tr></tbody></table>';
  expect(textOf(html)).toMatchInlineSnapshot(`
    "What happened

    Bitcoin rose 1% & more, they say (https://example.org/).

    - one
    - two

    > Past cases.

    Day    Close
    May 7  $97,032"
  `);
});

test("long lines are broken between words, hang below their item, and begin with no other", () => {
  const item = `- ${"word ".repeat(20)}end`;
  const lines = tidied(item).trimEnd().split("\n");
  expect(lines.length).toBe(2);
  expect(lines[1]).toMatch(/^ {2}word/);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(72);
  const sentence = `${"words ".repeat(10)}at its highest since March 2. US funds took in more.`;
  expect(tidied(sentence)).toMatch(/since\nMarch 2\. US|March 2\.\nUS|March 2\. US/);
  expect(tidied(`a\n\n\n\nb\n`)).toBe("a\n\nb\n");
  const address = `https://example.org/${"x".repeat(90)}`;
  expect(tidied(`Read it: ${address}`)).toContain(address);
});
