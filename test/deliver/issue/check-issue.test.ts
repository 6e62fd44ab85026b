import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkIssue } from "../../../generator/deliver/issue/check-issue.ts";
import { correctedBefore } from "../../../generator/deliver/issue/corrected.ts";
import type { IssueRoom } from "../../../generator/deliver/issue/issue-room.ts";
import { makeIssue } from "../../../generator/deliver/issue/make-issue.ts";
import { linesOfHtml, paragraphsOf } from "../../../generator/deliver/issue/seen.ts";
import { selectArticles } from "../../../generator/deliver/issue/select.ts";
import { writeIssue, type WrittenIssue } from "../../../generator/deliver/issue/write-issue.ts";
import type { Format } from "../../../generator/publication/mail/formats.ts";
import { FORMATS } from "../../../generator/publication/mail/formats.ts";
import { issueHome, type IssueHome } from "./issue-home.ts";

const DAYS = ["2025-05-02", "2025-05-03", "2025-05-04", "2025-05-08"];

let home: IssueHome;
let room: IssueRoom;

beforeAll(async () => {
  home = issueHome(DAYS);
  room = await home.open();
});

afterAll(() => home[Symbol.dispose]());

function written(day: string, format: Format, by = room): WrittenIssue {
  const selection = selectArticles(by, day, format);
  const corrected = correctedBefore(by, day, format);
  return writeIssue(by, { day, format, ...selection, corrected });
}

test("the issues of sample editions hold", () => {
  for (const day of DAYS)
    for (const format of ["daily", "weekly"] as const)
      expect(() => checkIssue(room, written(day, format))).not.toThrow();
});

/** A text as it is seen, digits outside of addresses: where they stand in a body. */
function digitsOf(body: string): number[] {
  const hidden = body.replace(
    /<head>[^]*?<\/style>(?![^]*<\/style>)|<!--[^]*?-->|https?:[^\s"<)]*|cid:[^"]*|(?:style|width|height|cellpadding|cellspacing|border|class|bgcolor|lang|dir)="[^"]*"|<\/?\w+/g,
    (all) => " ".repeat(all.length),
  );
  return Array.from(hidden.matchAll(/\d/g), ({ index }) => index);
}

const bodies = fc.constantFrom("html", "text");
const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

test("a digit that is another in either body never goes out", () => {
  const sample = written("2025-05-08", "daily");
  const given = new Set(
    [...linesOfHtml(sample.html), ...paragraphsOf(sample.text)].map((line) => line.trim()),
  );
  expect(given.size).toBeGreaterThan(50);
  const names = /S&(?:amp;)?P 500|Russell 2000|1 Example Street|10-year|h[1-3]/g;
  fc.assert(
    fc.property(bodies, place, fc.integer({ min: 1, max: 9 }), (body, share, by) => {
      const whole = sample[body === "html" ? "html" : "text"];
      const seen = whole.replace(names, (name) => "x".repeat(name.length));
      const places = digitsOf(seen).filter((at) => at > seen.indexOf("<body"));
      const at = places[Math.floor(share * places.length)]!;
      const digit = (Number(whole[at]) + by) % 10;
      const changed = whole.slice(0, at) + digit + whole.slice(at + 1);
      expect(() => checkIssue(room, { ...sample, [body]: changed })).toThrow(/prints "/);
    }),
    { numRuns: 40 },
  );
});

test("a value of the table that is swapped for another row's never goes out", () => {
  const sample = written("2025-05-08", "daily");
  const html = sample.html.replace(">5,631.28<", ">$1,811.61<");
  expect(html).not.toBe(sample.html);
  expect(() => checkIssue(room, { ...sample, html })).toThrow(/prints "\$1,811\.61"/);
});

test.for(FORMATS)(
  "figures that an editor writes into words or templates are found: %s",
  async (format) => {
    using other = issueHome([], home);
    other.edit("templates/vocabulary/en/mail.yaml", (text) =>
      text.replace("Sources\n", "Sources of 37 desks\n"),
    );
    other.edit("templates/email/foot.mjml", (text) =>
      text.replace("<mj-column>", "<mj-column><mj-text>Read by 12,000 people</mj-text>"),
    );
    const changed = await other.open();
    expect(() => makeIssue(changed, "2025-05-08", format)).toThrow(
      /prints "12,000" in "Read by 12,000 people".*prints "37" in/s,
    );
  },
);

test("a figure in the pattern of the subject is held to the data", async () => {
  using other = issueHome([], home);
  other.edit("templates/vocabulary/en/mail.yaml", (text) =>
    text.replace('weekly: "The week: {moves}"', 'weekly: "Bitcoin up 31.7% this week: {moves}"'),
  );
  const changed = await other.open();
  expect(() => makeIssue(changed, "2025-05-08", "weekly")).toThrow(/its subject: "31\.7%"/);
});
