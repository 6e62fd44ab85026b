import type { Element, ElementContent, Root, Text } from "hast";
import { SKIP, visit } from "unist-util-visit";
import type { ChartLine } from "../../articles/chart-line.ts";
import { escapeMarkup } from "../../base/markup.ts";
import type { Chart } from "../../publish/charts/chart.ts";
import { withChartPlaces } from "../../publish/text/chart-places.ts";
import type { DeskArticle } from "./desk-article.ts";
import { markSpans } from "../../publish/text/mark-spans.ts";
import { plainPage, readMarkdown, stringifyPage } from "../../publish/text/markdown.ts";
import { paragraphsOf } from "../../review/workflow/remarks.ts";
import type { SectionKinds } from "../../publish/theme/section-headings.ts";
import type { DeskFigure, MarkedStretch, MarkedText, Part } from "./marked-figures.ts";

/** An article as it is rendered on the desk. */
export interface MarkedPage {
  /** Sanitised, as are the others. */
  readonly title: string;
  readonly description: string;
  readonly body: string;
  /** The paragraphs of the body, in order, each with where it is written. */
  readonly paragraphs: readonly Paragraph[];
}

/** A paragraph, list, table or quotation of the body. */
export interface Paragraph {
  /** From 1, headings counted. */
  readonly number: number;
  readonly start: number;
  readonly end: number;
}

/** What each mark is called for those who see neither its shape nor its colour. */
const SAID: Readonly<Record<DeskFigure["mark"], string>> = {
  holds: "",
  edited: " (edited, holds)",
  unknown: " (does not hold)",
  waived: " (waived)",
};

/**
 * Renders an article with its charts, each figure a link to what stands behind it, each sentence of a person and each wrong word marked.
 * @param selected the number of the figure that is looked at.
 */
export function markedPage(
  { title, description, body }: Readonly<Record<Part, string>>,
  marked: MarkedText,
  kinds: SectionKinds,
  selected: number | undefined,
  chartOf: DeskArticle["chartOf"],
): MarkedPage {
  const { page } = readMarkdown(body, kinds);
  const paragraphs = numberParagraphs(page, body);
  markPart(page, body, "body", marked, selected);
  return {
    title: partHtml(title, "title", marked, selected),
    description: partHtml(description, "description", marked, selected),
    body: withChartPlaces(stringifyPage(page), (line, attributes) => {
      const chart = chartOf(line);
      return chart ? pictureOf(chart, attributes) : nothingOf(line, attributes);
    }),
    paragraphs,
  };
}

/** @param attributes of its element, as markup. */
function pictureOf({ title, about, svg, source }: Chart, attributes: string): string {
  const told = `<b>${escapeMarkup(title)}</b> ${escapeMarkup(about)}`;
  return `<figure class="in-text"${attributes}><figcaption>${told}</figcaption><div class="picture">${svg}</div><p class="soft">${escapeMarkup(source)}</p></figure>`;
}

function nothingOf({ series }: ChartLine, attributes: string): string {
  return `<p class="row-blocked"${attributes}>Nothing can be drawn of ${escapeMarkup(series)}.</p>`;
}

function partHtml(text: string, part: Part, marked: MarkedText, selected: number | undefined) {
  const page = plainPage(text);
  markPart(page, text, part, marked, selected);
  return stringifyPage(page);
}

function markPart(
  page: Root,
  source: string,
  part: Part,
  { figures, sentences, words }: MarkedText,
  selected: number | undefined,
): void {
  const isHere = (each: { readonly part: Part }): boolean => each.part === part;
  const clipped = { isClipped: true };
  markSpans(page, source, sentences.filter(isHere), (_, children) => personal(children), clipped);
  markSpans(page, source, words.filter(isHere), ({ span }, children) => wrong(span, children), {
    isClipped: true,
  });
  markSpans(page, source, figures.filter(isHere), ({ span, text, isInLink }) =>
    figureMark(span, text, isInLink, selected),
  );
}

function personal(children: readonly Text[]): ElementContent {
  return element("span", { className: ["person"] }, [...children]);
}

function wrong({ message }: MarkedStretch, children: readonly Text[]): ElementContent {
  return element("mark", { className: ["word"], title: message.message }, [...children]);
}

function figureMark(
  { number, mark }: DeskFigure,
  text: string,
  isInLink: boolean,
  selected: number | undefined,
): ElementContent {
  const said: ElementContent[] =
    SAID[mark] === ""
      ? []
      : [element("span", { className: ["unseen"] }, [{ type: "text", value: SAID[mark] }])];
  const children: ElementContent[] = [{ type: "text", value: text }, ...said];
  const common = {
    id: `figure-${number}`,
    className: ["figure", mark],
    dataFigure: String(number),
    ...(number === selected ? { ariaCurrent: "true" } : {}),
  };
  return isInLink
    ? element("span", common, children)
    : element("a", { ...common, href: `?figure=${number}#figure` }, children);
}

const PARAGRAPHS = new Set(["p", "ul", "ol", "blockquote", "table"]);

/** Gives each paragraph an id by its number, and tells where it is written. */
function numberParagraphs(page: Root, body: string): Paragraph[] {
  const blocks = paragraphsIn(body);
  const paragraphs: Paragraph[] = [];
  visit(page, "element", (node) => {
    const at = node.position?.start.offset;
    if (at === undefined || !PARAGRAPHS.has(node.tagName)) return undefined;
    const block = blocks.find(({ start, end }) => at >= start && at < end);
    if (block && block.number !== paragraphs.at(-1)?.number) {
      node.properties["id"] = `paragraph-${block.number}`;
      paragraphs.push(block);
    }
    return SKIP;
  });
  return paragraphs;
}

/** The stretches of a Markdown text between blank lines, as comments count them. */
export function paragraphsIn(body: string): Paragraph[] {
  let at = 0;
  return paragraphsOf(body).map((text, index) => {
    const start = body.indexOf(text, at);
    at = start + text.length;
    return { number: index + 1, start, end: at };
  });
}

function element(
  tagName: string,
  properties: Element["properties"],
  children: ElementContent[],
): Element {
  return { type: "element", tagName, properties, children };
}
