import type { Element, Root } from "hast";
import type { Root as MarkdownRoot } from "mdast";
import { toString } from "mdast-util-to-string";
import rehypeSanitize from "rehype-sanitize";
import rehypeStringify from "rehype-stringify";
import remarkRehype from "remark-rehype";
import type { PluggableList } from "unified";
import { markdownParser } from "../../articles/markdown.ts";
import { questionsOf, type AnsweredQuestion } from "./questions.ts";
import { STRICT } from "./sanitize.ts";
import { wrapSections, headingsOf, type Heading } from "./headings.ts";
import { countWords } from "../../base/text.ts";
import type { SectionKinds } from "../theme/section-headings.ts";
import { chartPlaces } from "./chart-places.ts";
import { showPictures, type ShownPicture } from "./shown-pictures.ts";
import { markedSourceLine } from "./source-line.ts";
import { readableTables } from "./accessible-tables.ts";
import { verbatim } from "./verbatim.ts";

/** An article's text as a page shows it. */
export interface Rendered {
  /** Sanitised. */
  readonly html: string;
  /** Sections of the second level, in order. */
  readonly headings: readonly Heading[];
  readonly words: number;
  /** Plain text of the first paragraphs, for a front page. */
  readonly opening: readonly string[];
  readonly questions: readonly AnsweredQuestion[];
}

/** Paragraphs are taken for a front page until they hold as many words. */
const OPENING_WORDS = 100;

/** What the program itself adds to a sanitised text, in order. */
const TRANSFORMS: PluggableList = [markedSourceLine, readableTables, chartPlaces];

const processor = markdownParser()
  .use(remarkRehype, { handlers: verbatim })
  .use(rehypeSanitize, STRICT)
  .use(TRANSFORMS)
  .use(rehypeStringify)
  .freeze();

/** A Markdown text, read. */
export interface ReadText {
  readonly tree: MarkdownRoot;
  /** Sanitised: no markup, script, style or unsafe address of the text survives. */
  readonly page: Root;
}

/**
 * Reads Markdown and sanitises what a page is to show of it.
 * @param kinds tells the sections that the theme sets apart.
 * @param pictureAt the pictures that are shown, by their addresses in the text; without it each is told by its description.
 */
export function readMarkdown(
  markdown: string,
  kinds: SectionKinds = () => undefined,
  pictureAt: (address: string) => ShownPicture | undefined = () => undefined,
): ReadText {
  const tree = processor.parse(markdown);
  const page = processor.runSync(tree);
  showPictures(page, pictureAt);
  wrapSections(page, kinds);
  return { tree, page };
}

/** A text without any markup. */
export function plainPage(value: string): Root {
  const end = { line: 1, column: value.length + 1, offset: value.length };
  const position = { start: { line: 1, column: 1, offset: 0 }, end };
  return { type: "root", children: [{ type: "text", value, position }] };
}

/** The HTML of a sanitised text. */
export function stringifyPage(page: Root): string {
  return processor.stringify(page);
}

/** The page of a text as HTML, with what lists and front pages tell of it. */
export function renderPage(page: Root): Rendered {
  return {
    html: stringifyPage(page),
    headings: headingsOf(page),
    words: countWords(toString(page)),
    opening: openingOf(page),
    questions: questionsOf(page),
  };
}

/** Turns Markdown into sanitised HTML: no markup, script, style or unsafe address of the text survives. */
export function renderMarkdown(markdown: string, kinds?: SectionKinds): Rendered {
  return renderPage(readMarkdown(markdown, kinds).page);
}

function openingOf(tree: Root): string[] {
  const opening: string[] = [];
  let words = 0;
  const section = tree.children.find(
    (node): node is Element => node.type === "element" && node.tagName === "section",
  );
  for (const node of section?.children ?? []) {
    if (node.type !== "element" || node.tagName !== "p" || words >= OPENING_WORDS) continue;
    const text = toString(node);
    if (text === "") continue;
    opening.push(text);
    words += countWords(text);
  }
  return opening;
}
