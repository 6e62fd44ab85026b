import { parse, type HTMLElement, type Node, type TextNode } from "node-html-parser";
import { BlockBuilder, type Block } from "./block.ts";
import { cellBlocks } from "./rows.ts";

/** Elements that begin a block of their own. */
const BLOCKS = new Set([
  "address",
  "article",
  "aside",
  "blockquote",
  "body",
  "br",
  "caption",
  "dd",
  "div",
  "dl",
  "dt",
  "figcaption",
  "figure",
  "footer",
  "form",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "head",
  "header",
  "hr",
  "html",
  "li",
  "main",
  "nav",
  "ol",
  "p",
  "pre",
  "section",
  "table",
  "td",
  "th",
  "title",
  "tr",
  "ul",
]);
/** Elements whose text no reader sees. */
const UNSEEN = new Set(["script", "style", "noscript", "template", "svg", "select", "button"]);
const HEADING = /^h[1-6]$|^title$/;

/** Every block of an HTML text that a reader sees, in order; places are those of the text. */
export function htmlBlocks(html: string): Block[] {
  const reader = new HtmlReader(html);
  reader.read(parse(html, { comment: false }), false);
  return reader.finish();
}

class HtmlReader {
  readonly #html: string;
  readonly #blocks: Block[] = [];
  #builder = new BlockBuilder();
  #isQuote = false;
  #isHeading = false;
  #header: readonly Block[] = [];

  constructor(html: string) {
    this.#html = html;
  }

  finish(): Block[] {
    this.#end();
    return this.#blocks;
  }

  read(node: Node, isQuote: boolean): void {
    if (node.nodeType === TEXT) return this.#text(node as TextNode);
    const element = node as HTMLElement;
    const name = element.rawTagName?.toLowerCase() ?? "";
    if (UNSEEN.has(name)) return;
    if (name === "tr") return this.#row(element, isQuote);
    const isBlock = BLOCKS.has(name);
    if (isBlock) this.#end();
    if (name === "table") this.#header = [];
    [this.#isQuote, this.#isHeading] = [
      isQuote || name === "blockquote",
      this.#isHeading || HEADING.test(name),
    ];
    for (const child of element.childNodes) this.read(child, this.#isQuote);
    if (!isBlock) return;
    this.#end();
    [this.#isQuote, this.#isHeading] = [isQuote, false];
  }

  #text(node: TextNode): void {
    const [start, end] = node.range;
    this.#builder.add(node.text, () => ({ offset: start, source: this.#html.slice(start, end) }));
  }

  #row(row: HTMLElement, isQuote: boolean): void {
    this.#end();
    const cells = row.childNodes
      .filter((child) => /^t[hd]$/i.test((child as HTMLElement).rawTagName ?? ""))
      .map((cell): Block => {
        const reader = new HtmlReader(this.#html);
        for (const child of cell.childNodes) reader.read(child, isQuote);
        return reader.#builder.build(isQuote);
      });
    if (this.#header.length === 0) {
      this.#header = cells;
      return;
    }
    this.#blocks.push(...cellBlocks(cells, this.#header));
  }

  #end(): void {
    const block = this.#builder.build(this.#isQuote, undefined, this.#isHeading);
    if (block.text.trim() !== "") this.#blocks.push(block);
    this.#builder = new BlockBuilder();
  }
}

/** `nodeType` of a text. */
const TEXT = 3;
