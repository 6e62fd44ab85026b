import { expect, test } from "vitest";
import { verifyFigures } from "../../generator/check/verify/verify.ts";
import { readArticle } from "../../generator/check/reading/read.ts";
import { toolsFor } from "../../generator/check/verify/tools.ts";
import { fixtureOf, vocabulary } from "./fixture.ts";

/** `line:column print` of each figure of a file, the line counted from the body's first. */
function placesIn(text: string, firstLine: number): string[] {
  const { facts } = fixtureOf({}, { body: "" });
  const { blocks, placeOf } = readArticle({ text, file: "note.md" });
  return verifyFigures(blocks, facts, toolsFor(facts, vocabulary)).map(({ statement, figure }) => {
    const { line, column } = placeOf(statement.block.offsetOf(figure.start));
    return `${line - firstLine + 1}:${column} ${figure.text}`;
  });
}

function inBody(body: string): string[] {
  const { text } = fixtureOf({}, { body });
  return placesIn(text, text.split("\n").indexOf("---", 1) + 3);
}

function inFront(lines: string): string[] {
  const { text } = fixtureOf({}, { body: "" });
  return placesIn(text.replace(/^title: .*\ndescription: .*$/m, lines), 1);
}

test.for([
  ["a heading", "## Up 2.1%", ["1:7 2.1%"]],
  ["a list", "- up 2.1%\n- down 3%\n  1. at $5", ["1:6 2.1%", "2:8 3%", "3:9 $5"]],
  ["emphasis within a figure", "up **2.1**% on *May* 7", ["1:6 2.1%", "1:17 May 7"]],
  ["a link", "[at $97,032](https://example.org/1) now", ["1:5 $97,032"]],
  ["an address in angle brackets", "<https://example.org/2025> 5%", ["1:28 5%"]],
  ["a title", '[here](/x "up 2.1%")', ["1:15 2.1%"]],
  ["the title of a reference", '[here][x]\n\n[x]: /x "up 2.1%"', ["3:13 2.1%"]],
  ["a picture", "see ![at $97,032](/x.png) now", ["1:10 $97,032"]],
  ["code", "the `rsi = 66.2` here", ["1:12 66.2"]],
  ["a fenced block", "```yaml\na: 1\nb: 66.2\n```", ["2:4 1", "3:4 66.2"]],
  ["an indented block", "a\n\n    b: 66.2", ["3:8 66.2"]],
  ["a quotation over lines", "> up\n> by 2.1% to\n> $97,032", ["2:6 2.1%", "3:3 $97,032"]],
  ["a lazy line", "- up\nby 2.1%", ["2:4 2.1%"]],
  ["a hard break", "up  \n2.1%\\\nmore: $5", ["2:1 2.1%", "3:7 $5"]],
  ["a table", "| a | b |\n| - | -: |\n| x | $97,032 |\n| 14 | y |", ["3:7 $97,032", "4:3 14"]],
  ["text with escapes", "\\*up\\* 2\\.1% to $5", ["1:8 2.1%", "1:17 $5"]],
  ["text with references", "S&amp;P &mdash; 2&#46;1% of &#53;7", ["1:17 2.1%", "1:29 57"]],
  ["digits as references", "&#57;7,032 &#x1D7D7; 9%", ["1:1 97,032", "1:12 \u{1D7D7}", "1:22 9%"]],
  ["text with invisible references", "up &nbsp; &shy;2&#x200B;.1% to 5%", ["1:16 2.1%", "1:32 5%"]],
  ["a line with HTML", 'a <b class="x1">2.1%</b> b', ["1:14 1", "1:17 2.1%"]],
  ["a block of HTML", "<div>\n\tat $97,032\n</div>", ["2:5 $97,032"]],
  [
    "text around comments",
    "a <!-- 5% --> 2.1%\n\n<!-- 7% -->\n\nb <!--8%--> 9%",
    ["1:15 2.1%", "5:13 9%"],
  ],
  ["two parts, joined around a comment", "at $97,<!-- 5 -->032 now", ["1:4 $97,032"]],
  ["a block with a comment", `<div>5<!-- ${"x ".repeat(50)}-->6 7%`, ["1:6 56", "1:117 7%"]],
  ["two parts, joined by an invisible character", "at $97,\u200B032 now", ["1:4 $97,032"]],
  ["text behind an emoji", "🚀 up 2.1%", ["1:7 2.1%"]],
  ["two lines", "on May\n7 at", ["1:4 May 7"]],
] as const)("a figure in %s is placed", ([, body, places]) => {
  expect(inBody(body)).toEqual(places);
});

test("line ends of another system do not shift places", () => {
  const { text } = fixtureOf({}, { body: "up 2.1%\nby $5" });
  const [first, second] = placesIn(text.replaceAll("\n", "\r\n"), 1);
  expect([first, second]).toEqual(["15:4 2.1%", "16:4 $5"]);
});

test.for([
  [
    "quotes",
    "title: \"Up \\\"2.1%\\\" on May 7\"\ndescription: 'It''s $5'",
    ["2:14 2.1%", "2:24 May 7", "3:21 $5"],
  ],
  ["plain style", "title: Up 2.1%\ndescription: At $5", ["2:11 2.1%", "3:17 $5"]],
  ["a folded block", "title: Up\ndescription: >-\n  At\n  $97,032\n  now", ["5:3 $97,032"]],
  ["another order", "description: At $5\ntitle: Up 2.1%", ["3:11 2.1%", "2:17 $5"]],
] as const)("a figure of the front matter in %s is placed", ([, lines, places]) => {
  expect(inFront(lines)).toEqual(places);
});
