import { caniemail } from "caniemail";
import { parse } from "node-html-parser";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeIssue } from "../../../generator/deliver/issue/make-issue.ts";
import { FORMATS, MARKS, type Issue } from "../../../generator/deliver/issue/issue.ts";
import { issueHome, type IssueHome } from "./issue-home.ts";
import { breaches, PARTLY_KNOWN } from "./partly-known.ts";

/** Gmail, Outlook (`windows` is the classic one, `outlook-com` the new one and the web) and Apple Mail. Windows Mail is no longer to be had. */
const READERS = [
  "gmail.*",
  "apple-mail.*",
  "outlook.outlook-com",
  "outlook.windows",
  "outlook.macos",
  "outlook.ios",
  "outlook.android",
] as const;

const INLINE =
  "styles in the head only mend: what a text needs stands inline or is the reader's own, and there is one column at any width";
const HIDDEN = "MJML hides the preview in several ways at once, of which each reader knows one";

/** What one of the readers does not know, and what stands beside it. */
const FALLBACKS: Readonly<Record<string, string>> = {
  "<style> element": INLINE,
  "Descendant combinator": INLINE,
  "Type selector": INLINE,
  "Class selector": INLINE,
  "ID selector": INLINE,
  "Chaining selectors": INLINE,
  "@media": INLINE,
  "color-scheme CSS property": "colours stay light, or the reader darkens them by its own rules",
  "color-scheme meta tag": "the same is said in CSS, and colours stay light otherwise",
  "display:none": HIDDEN,
  opacity: HIDDEN,
  "max-height property": HIDDEN,
  overflow: HIDDEN,
  outline: "a reset: nothing is outlined without it",
  "word-spacing": "a reset: words are spaced as usual without it",
  "table-layout": "the browser's own layout gives the same one column",
  "white-space": "a figure may break at its minus sign or unit, and still reads",
  "<body> element": "the page's colour stands on a table within it as well",
};

let home: IssueHome;
let issues: readonly Issue[];

beforeAll(async () => {
  home = issueHome(["2025-05-07", "2025-05-08"]);
  const room = await home.open();
  issues = FORMATS.map((format) => makeIssue(room, "2025-05-08", format));
});

afterAll(() => home[Symbol.dispose]());

test("nothing is used that Gmail, Outlook or Apple Mail do not know and that has no fallback", () => {
  const used = issues.flatMap(({ html }) => {
    const { issues: found } = caniemail({ clients: [...READERS], html });
    return [...found.errors.values()].flatMap((all) => all.map(({ title }) => title));
  });
  expect(used.length).toBeGreaterThan(0);
  expect([...new Set(used)].filter((title) => !(title in FALLBACKS))).toEqual([]);
  const needless = Object.keys(FALLBACKS).filter((title) => !used.includes(title));
  expect(needless).toEqual([]);
});

test("what Gmail, Outlook or Apple Mail know in part is used as they know it", () => {
  const judged = new Set<string>();
  const found = issues.flatMap(({ html }) => {
    const { warnings } = caniemail({ clients: [...READERS], html }).issues;
    const titles = new Set([...warnings.values()].flatMap((all) => all.map(({ title }) => title)));
    for (const title of titles) judged.add(title);
    return [...titles].flatMap((title) => breaches(html, title));
  });
  expect([...new Set(found)]).toEqual([]);
  expect(Object.keys(PARTLY_KNOWN).filter((title) => !judged.has(title))).toEqual([]);
});

test.each([
  ["padding", '<p style="padding: 4px">a</p>'],
  ["margin", "<style>p { margin: -4px 0 }</style>"],
  ["border", '<td style="border: 9px solid #000">a</td>'],
  ["font-size", '<p style="font-size: 1rem">a</p>'],
  ["display", '<div style="display: flex">a</div>'],
  ["background", '<td style="background: url(a.png)">a</td>'],
  ["@media", "<style>@media (min-height: 40px) { p { margin: 0 } }</style>"],
  ["!important keyword", "<style>p { margin: 0!important }</style>"],
  ["<style> element", "<body><style>p { margin: 0 }</style></body>"],
  ["<ul>, <ol> and <dl>", '<ol><li value="3">a</li></ol>'],
  ["display:none", '<div style="display: none"><img src="cid:a"></div>'],
  ["text-align", '<p style="text-align: start">a</p>'],
  ["width property", '<img style="width: 100%" src="cid:a">'],
  ["a feature of tomorrow", "<p>a</p>"],
])("a mail that goes beyond what is known of %s is found", (title, html) => {
  expect(breaches(html, title)).toEqual([expect.stringContaining(title)]);
});

test("every picture has its words and its size", () => {
  const pictures = issues.flatMap(({ html }) => parse(html).querySelectorAll("img"));
  expect(pictures.length).toBeGreaterThan(3);
  for (const picture of pictures) {
    expect(picture.getAttribute("alt")).toMatch(/^Chart: .+\.$/);
    for (const name of ["width", "height"]) expect(picture.getAttribute(name)).toMatch(/^\d+$/);
  }
});

test("the HTML stays below what Gmail cuts off, and text stands beside it", () => {
  for (const { html, text } of issues) {
    expect(Buffer.byteLength(html)).toBeLessThan(100_000);
    expect(text.split("\n").filter((line) => line.length > 72 && !line.includes("://"))).toEqual(
      [],
    );
  }
});

test("nothing is loaded and nobody is followed: links lead to the site and to what is the reader's own, as they are", () => {
  for (const { html } of issues) {
    const page = parse(html);
    expect(page.querySelectorAll("script, link, iframe, form, object")).toEqual([]);
    expect(html).not.toMatch(/@import|url\(/);
    for (const link of page.querySelectorAll("a")) {
      const href = link.getAttribute("href")!;
      const isOurs = href.startsWith("https://bellwether.example/");
      expect(isOurs || Object.values<string>(MARKS).includes(href)).toBe(true);
      expect(href).not.toMatch(/[?#]/);
    }
    for (const { attributes } of page.querySelectorAll("[src]"))
      expect(attributes["src"]).toMatch(/^cid:/);
  }
});
