import { convert } from "html-to-text";

/** Characters of a line: what most readers of plain text show without breaking it again. */
const WIDTH = 72;

/** Sanitised HTML as text that reads well: a blank line between paragraphs, headings on a line of their own, links behind their words. */
export function textOf(html: string): string {
  return convert(html, {
    wordwrap: false,
    selectors: [
      ...["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({
        selector,
        options: { uppercase: false, leadingLineBreaks: 2, trailingLineBreaks: 2 },
      })),
      { selector: "ul", options: { itemPrefix: "- " } },
      { selector: "a", options: { linkBrackets: ["(", ")"], hideLinkHrefIfSameAsText: true } },
      {
        selector: "table",
        format: "dataTable",
        options: { uppercaseHeaderCells: false, colSpacing: 2 },
      },
    ],
  }).trim();
}

/** What opens a line and hangs over those that it is broken into. */
const OPENS = /^\s*(?:[-*•>] |\d+\. )*/;

/** Between words; none before what would open an item of a list at the begin of a line ("since March", "2."). */
const GAP = / (?!(?:\d+\.|[-*•>])(?: |$))/;

/** Between the columns of a row, which says nothing once it is broken. */
const COLUMNS = /\S {2,}\S/;

/** A text with its long lines broken between words, and never more than one blank line. Addresses and rows of tables stay whole. */
export function tidied(text: string): string {
  const lines = text.split("\n").flatMap((line) => broken(line.trimEnd()));
  return `${lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim()}\n`;
}

function broken(line: string): string[] {
  if (line.length <= WIDTH || COLUMNS.test(line)) return [line];
  const opening = OPENS.exec(line)?.[0] ?? "";
  const hanging = opening.replace(/[^>\s]/g, " ");
  const lines: string[] = [];
  let current = opening;
  for (const word of line.slice(opening.length).split(GAP)) {
    const begins = current === (lines.length === 0 ? opening : hanging);
    if (!begins && current.length + 1 + word.length > WIDTH) {
      lines.push(current);
      current = hanging + word;
    } else current += begins ? word : ` ${word}`;
  }
  return [...lines, current];
}
