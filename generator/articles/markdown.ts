import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTable } from "micromark-extension-gfm-table";
import { remark } from "remark";

/**
 * Reads the Markdown of articles: what is checked is what pages are made from. CommonMark, and of GFM the tables alone: its literal
 * autolinks hold a quadratic case and would turn plain text into links.
 */
export const markdownParser = remark()
  .data({
    micromarkExtensions: [gfmTable()],
    fromMarkdownExtensions: [gfmTableFromMarkdown()],
  })
  .freeze();
