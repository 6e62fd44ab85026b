import { convert } from "html-to-text";
import { parse } from "node-html-parser";

/** Attributes that are read out, or shown in place of what bears them. */
const READ = ["alt", "aria-label", "title"];

/** What a reader of a mail sees or hears of its HTML, a line each: cells of tables stand alone. */
export function linesOfHtml(html: string): string[] {
  const page = parse(html);
  const spoken = READ.flatMap((name) =>
    page.querySelectorAll(`[${name}]`).flatMap((each) => each.getAttribute(name) ?? []),
  );
  const titles = page.querySelectorAll("title").map(({ text }) => text);
  const shown = convert(html.replace(/<\/t[dhr]>/g, "$&<br>"), {
    wordwrap: false,
    selectors: [
      { selector: "img", format: "skip" },
      { selector: "a", options: { ignoreHref: true } },
      ...["ul", "ol"].map((selector) => ({ selector, format: "block" })),
      ...["h1", "h2", "h3", "h4"].map((selector) => ({ selector, options: { uppercase: false } })),
    ],
  });
  return [...titles, ...spoken, ...shown.split("\n")].filter((line) => line.trim() !== "");
}

const LINK = / \(https?:[^\s)]*\)/g;
const ITEM = /^\s*(?:[-*] |\d+\. )/;
const COLUMNS = / {2,}/;

/** What a reader sees of a mail's text: paragraphs whose lines belong together, items and cells alone, links left out. */
export function paragraphsOf(text: string): string[] {
  return text
    .replace(/^> ?/gm, "")
    .split(/\n\s*\n|\n(?=\s*(?:[-*] |\d+\. ))/)
    .map((paragraph) => paragraph.replace(ITEM, "").replace(/\n\s*/g, "\n"))
    .flatMap((paragraph) =>
      COLUMNS.test(paragraph)
        ? paragraph.split("\n").flatMap((row) => row.split(COLUMNS))
        : [paragraph.replaceAll("\n", " ")],
    )
    .map((paragraph) => paragraph.replace(LINK, ""))
    .filter((paragraph) => paragraph.trim() !== "");
}
