import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { realWorld } from "../../generator/world/disk.ts";
import { renderMarkdown } from "../../generator/publish/text/markdown.ts";
import {
  kindsOf,
  loadSectionHeadings,
  sectionKindsOf,
} from "../../generator/publish/theme/section-headings.ts";

const kinds = kindsOf(loadSectionHeadings(realWorld(), join(import.meta.dirname, "../.."), "en"));
const html = (markdown: string): string => renderMarkdown(markdown, kinds).html;

describe("markup in an article", () => {
  test("is shown as the text that it is", () => {
    expect(html("<script>alert(1)</script>")).toBe("<p>&#x3C;script>alert(1)&#x3C;/script></p>");
    expect(html('a <img src=x onerror="alert(1)"> b')).toBe(
      '<p>a &#x3C;img src=x onerror="alert(1)"> b</p>',
    );
    expect(html("- <svg onload=alert(1)>")).toContain("&#x3C;svg onload=alert(1)>");
  });

  test("that is a comment is left out", () => {
    expect(html("a <!-- note --> b")).toBe("<p>a  b</p>");
    expect(html("<!-- note -->\n\nb")).toBe("<p>b</p>");
    expect(html("<!-- open\n\nb")).not.toContain("open");
  });
});

describe("a link", () => {
  test.for([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "&#106;avascript:alert(1)",
    "java&Tab;script:alert(1)",
    "\u0001javascript:alert(1)",
    "data:text/html,%3Cscript%3Ealert(1)%3C/script%3E",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
  ])("to %s loses its address", (address) => {
    expect(html(`[text](<${address}>)`)).toBe("<p><a>text</a></p>");
  });

  test.for([
    "https://example.org/a?b=c&d=e",
    "http://example.org",
    "mailto:desk@example.org",
    "#note",
  ])("to %s stays", (address) => {
    expect(html(`[text](${address})`)).toContain(`<a href="${address.replace("&", "&#x26;")}">`);
  });

  test("is not made of a bare address", () => {
    expect(html("see https://example.org")).toBe("<p>see https://example.org</p>");
  });
});

test("a picture is told by its description", () => {
  expect(html("![A chart](https://tracker.example/x.png)")).toBe("<p>A chart</p>");
});

test("a table scrolls in a named region, with scopes and alignment by class", () => {
  const table = html("## Prices\n\n| a | b |\n| :- | -: |\n| c | 1 |\n");
  expect(table).toContain(
    '<div class="table" role="region" tabindex="0" aria-label="Table 1: Prices">',
  );
  expect(table).toContain('<th class="right" scope="col">b</th>');
  expect(table).toContain('<td class="right">1</td>');
  expect(table).not.toContain("align=");
});

describe("sections", () => {
  test("have anchors of their own, apart from those of the layout", () => {
    const { headings } = renderMarkdown(
      "## Main\n\n## Über uns!\n\n## Über uns\n\n## 市场\n\n## ***\n",
    );
    expect(headings.map(({ id }) => id)).toEqual([
      "main-2",
      "uber-uns",
      "uber-uns-2",
      "shichang",
      "section",
    ]);
  });

  test("bear the kind that their heading names", () => {
    expect(html("## Questions and answers\n\n### Why?\n\nSo.\n")).toMatch(
      /^<section class="questions"><h2 id="questions-and-answers">/,
    );
    expect(html("## Sources and methods\n\nx\n\n## Disclosure\n\ny\n")).toMatch(
      /<section class="sources">.*<section class="disclosure">/s,
    );
  });

  test("bear it in the article's own language", () => {
    const home = join(import.meta.dirname, "../..");
    const spanish = sectionKindsOf(realWorld(), home)("es");
    expect(renderMarkdown("## Fuentes y métodos\n\nx\n", spanish).html).toContain(
      'class="sources"',
    );
    expect(html("## Fuentes y métodos\n\nx\n")).not.toContain("class=");
    expect(sectionKindsOf(realWorld(), home)("xx")("Disclosure")).toBeUndefined();
  });

  test("leave the first level to the headline", () => {
    expect(html("# Loud\n\nText.\n")).toBe(
      '<section><h2 id="loud">Loud</h2>\n<p>Text.</p></section>',
    );
  });
});

test("a first paragraph in emphasis is the source line; any other is not", () => {
  expect(html("*Data: somewhere.*\n\nText.\n")).toContain('<p class="source-line"><em>');
  expect(html("*Data* and more.\n")).not.toContain("source-line");
  expect(html("Text.\n\n*Data.*\n")).not.toContain("source-line");
});

test("the opening is the first section's paragraphs, up to a hundred words or so", () => {
  const paragraph = `${"word ".repeat(60).trim()}\n\n`;
  const { opening, words } = renderMarkdown(`*Source line.*\n\n## One\n\n${paragraph.repeat(4)}`);
  expect(opening).toHaveLength(2);
  expect(words).toBe(2 + 1 + 240);
});

test("a long run of what Markdown finds hard is read in reasonable time", () => {
  for (const hard of [
    "[",
    "![",
    "*a _b ",
    "<!-- x --> ",
    "<a ",
    "`",
    "|",
    "https://a.",
    "> ",
    "[a](",
    "&#",
  ]) {
    expect(html(`${hard.repeat(500)}\n\nthe end`)).toContain("the end");
  }
});
