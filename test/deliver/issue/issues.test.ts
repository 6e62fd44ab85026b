import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { reopened } from "../../../generator/articles/article.ts";
import { correctedBefore } from "../../../generator/deliver/issue/corrected.ts";
import type { IssueRoom } from "../../../generator/deliver/issue/issue-room.ts";
import { MARKS } from "../../../generator/deliver/issue/issue.ts";
import { exportedHtml } from "../../../generator/deliver/issue/export-issue.ts";
import { makeIssue } from "../../../generator/deliver/issue/make-issue.ts";
import { newestDay } from "../../../generator/deliver/issue/select.ts";
import { digestOfPng } from "./png.ts";
import { world } from "../../support/bundle.ts";
import { run, inLanguage } from "../../support/cli.ts";
import { HOSTILE } from "../../browser/hostile.ts";
import { issueHome, type IssueHome } from "./issue-home.ts";

const DAYS = ["2025-05-06", "2025-05-07", "2025-05-08"];
const WRAP = "2025-05-08/market-wrap";

let home: IssueHome;
let room: IssueRoom;

beforeAll(async () => {
  home = issueHome(DAYS);
  room = await home.open();
});

afterAll(() => home[Symbol.dispose]());

/** An issue of a home that a test has changed. */
async function changed(work: (home: IssueHome) => void): Promise<IssueRoom> {
  using other = issueHome([], home);
  work(other);
  return other.open();
}

const draft = (home: IssueHome, article: string): void =>
  home.change(article, ({ frontMatter, body }) => ({
    frontMatter: reopened(frontMatter, "draft"),
    body,
  }));

describe("the articles of an issue", () => {
  test("are those of the day in the order of its stories, of the newest day where none is named", () => {
    expect(newestDay(room)).toBe("2025-05-08");
    const { articles, id, day, language } = makeIssue(room, "2025-05-08", "daily");
    expect({ id, day, language }).toEqual({
      id: "2025-05-08/daily/en",
      day: "2025-05-08",
      language: "en",
    });
    expect(articles.map((file) => file.split("/").at(-1))).toEqual([
      "cross-market-note.md",
      "market-wrap.md",
      "flash.md",
    ]);
  });

  test("of a digest are the most salient of each day", () => {
    const { articles } = makeIssue(room, "2025-05-08", "weekly");
    expect(articles.map((file) => file.split("/").slice(-2).join("/"))).toEqual([
      "2025-05-08/cross-market-note.md",
      "2025-05-07/market-wrap.md",
      "2025-05-06/market-wrap.md",
    ]);
  });

  test("of an alert is the one that leads with the finding; a day without one has no alert", () => {
    expect(makeIssue(room, "2025-05-08", "alert").articles).toEqual([
      "content/editions/2025-05-08/cross-market-note.md",
    ]);
    expect(() => makeIssue(room, "2025-05-07", "alert")).toThrow(
      /No article of 2025-05-07 is worth an alert: the highest salience .* and an alert needs 65\./,
    );
  });

  test("leave out drafts; a day of drafts, and a day without an edition, say what to do", async () => {
    const drafts = await changed((other) => {
      for (const slug of ["flash", "market-wrap"]) draft(other, `2025-05-07/${slug}`);
    });
    expect(() => makeIssue(drafts, "2025-05-07", "daily")).toThrow(
      /No article of the edition of 2025-05-07 is approved.*bellwether approve/s,
    );
    expect(() => makeIssue(drafts, "2025-05-09", "daily")).toThrow(
      /no edition of 2025-05-09\. The newest with an approved article is that of 2025-05-08\..*daily --date 2025-05-09/s,
    );
  });

  test("stop the issue where one of them is called approved and its figures do not hold", async () => {
    const wrong = await changed((other) =>
      other.change(WRAP, ({ frontMatter, body }) => ({
        frontMatter,
        body: body.replace("0.2% to $97,032", "0.2% to $97,232"),
      })),
    );
    expect(() => makeIssue(wrong, "2025-05-08", "daily")).toThrow(
      /market-wrap\.md: The issue of 2025-05-08 would leave this article out: the check says.*97,232/s,
    );
    expect(makeIssue(wrong, "2025-05-07", "daily").articles.length).toBe(2);
  });

  test("wait for the latest embargo, and are there before it", async () => {
    const embargo = "2040-01-01T09:00:00.000Z";
    const waiting = await changed((other) =>
      other.change(WRAP, ({ frontMatter, body }) => ({
        frontMatter: { ...frontMatter, embargo },
        body,
      })),
    );
    const issue = makeIssue(waiting, "2025-05-08", "daily");
    expect(issue.notBefore).toBe(embargo);
    expect(issue.articles).toContain("content/editions/2025-05-08/market-wrap.md");
    expect(makeIssue(room, "2025-05-08", "daily").notBefore).toBeUndefined();
  });
});

/** Gives an article of the 6th a dated notice. */
const correct =
  (date: string) =>
  (other: IssueHome): void =>
    other.change("2025-05-06/flash", ({ frontMatter, body }) => ({
      frontMatter: { ...frontMatter, corrections: [{ date, text: "Ether was given as $9,999." }] },
      body,
    }));

const tagsIn = (html: string): string[] => html.match(/<\/?[a-z!][^>\s]*/gi) ?? [];

describe("corrections", () => {
  test.for([
    ["2025-05-07T11:00:00Z", "2025-05-07", "daily", true],
    ["2025-05-07T13:00:00Z", "2025-05-07", "daily", false],
    ["2025-05-07T13:00:00Z", "2025-05-08", "daily", true],
    ["2025-05-07", "2025-05-08", "daily", true],
    ["2025-05-06T13:00:00Z", "2025-05-08", "daily", false],
    ["2025-05-06T13:00:00Z", "2025-05-08", "weekly", true],
  ] as const)("of %s are told by the issue of %s, %s: %s", async ([date, day, format, isTold]) => {
    const corrected = await changed(correct(date));
    expect(correctedBefore(corrected, day, format).length).toBe(isTold ? 1 : 0);
    const { html, text } = makeIssue(corrected, day, format);
    for (const body of [html, text]) expect(body.includes("$9,999")).toBe(isTold);
  });
});

test("what is the reader's own, the publisher's address and the web version stand in both bodies", () => {
  const { html, text } = makeIssue(room, "2025-05-08", "daily");
  for (const body of [html, text]) {
    for (const mark of Object.values(MARKS)) expect(body).toContain(mark);
    expect(body).toContain("Bellwether Daily, 1 Example Street, Example Town");
    expect(body).toContain("https://bellwether.example/2025/05/08/cross-market-note/");
    expect(body).toContain("no language model wrote");
    expect(body).toContain("Yahoo Finance");
  }
});

test("a mail of the summary alone leads to the whole article", async () => {
  const { newsroom, settings } = room;
  const short = { ...room, newsroom, settings: { ...settings, lead: "summary" as const } };
  const [whole, summary] = [room, short].map((each) => makeIssue(each, "2025-05-08", "daily"));
  expect(whole!.text).toContain("but trading was very heavy");
  expect(summary!.text).not.toContain("but trading was very heavy");
  for (const body of [summary!.html, summary!.text])
    expect(body).toContain("Read the whole article");
});

test("pictures are those that the HTML names, the same each time", () => {
  const { html, images } = makeIssue(room, "2025-05-08", "daily");
  const named = [...html.matchAll(/src="cid:([^"]+)"/g)].map(([, id]) => id);
  expect(named).toEqual(images.map(({ id }) => id));
  expect(images.map(({ fileName }) => fileName)).toEqual(["price-1.png", "rsi-2.png"]);
  for (const { body } of images) {
    const { width, height, colours } = digestOfPng(body);
    expect(width).toBe(800);
    expect(height).toBeGreaterThan(300);
    expect(colours).toBeGreaterThan(20);
  }
});

/** So many hostile texts stand in one headline. */
const TOGETHER = 8;
const GROUPS = Array.from({ length: Math.ceil(HOSTILE.length / TOGETHER) }, (_, at) =>
  HOSTILE.slice(at * TOGETHER, (at + 1) * TOGETHER)
    .join(" ")
    .replace(/\d/g, "x"),
);

test.for(GROUPS)("hostile headlines and summaries stay text: %j", async (hostile) => {
  const title = `${hostile} {{#each x}} \u202Eevil\u2066`;
  const description = `${hostile}\r\nBcc: a@b.example`;
  const hostileRoom = await changed((other) => {
    for (const name of [WRAP, "2025-05-08/cross-market-note"])
      other.change(name, ({ frontMatter, body }) => ({
        frontMatter: { ...frontMatter, title, description },
        body,
      }));
  });
  const { subject, preview, html, text } = makeIssue(hostileRoom, "2025-05-08", "daily");
  for (const line of [subject, preview]) expect(line).toMatch(/^[^\p{Cc}\p{Cf}\u2028]+$/u);
  expect(tagsIn(html)).toEqual(tagsIn(makeIssue(room, "2025-05-08", "daily").html));
  // oxlint-disable-next-line no-control-regex -- these are the ones meant
  for (const body of [html, text]) expect(body).not.toMatch(/[\0-\x08\u202a-\u202e\u2066-\u2069]/);
  expect(text.replace(/\s+/g, " ")).toContain("{{#each x}} evil");
  expect(exportedHtml({ html, images: [] }, "listmonk")).not.toContain("{{#each");
});

test("a publication in Spanish writes to its readers in Spanish", async () => {
  using other = issueHome([]);
  await inLanguage(other.home, "es");
  const made = await run(other.home, ["daily", "--date", "2025-05-08"]);
  expect(made.status).toBe(0);
  const { html, text, subject, language } = makeIssue(await other.open(), "2025-05-08", "weekly");
  expect({ language, subject: subject.replace(/\s/g, " ") }).toEqual({
    language: "es",
    subject: "La semana: Bitcoin sube un 3,0 % y Ether sube un 1,0 %",
  });
  expect(html).toContain('lang="es"');
  for (const word of ["La semana en cifras", "Darse de baja", "semana hasta el 8 de mayo"])
    expect(text).toContain(word);
});

test("no clock is read but for what waits", async () => {
  const later = await home.open({ ...world, now: () => Date.parse("2030-01-01T00:00:00Z") });
  expect(makeIssue(later, "2025-05-07", "daily")).toEqual(makeIssue(room, "2025-05-07", "daily"));
});
