import type { Html, Nodes, Root, Table, TableCell } from "mdast";
import { visit } from "unist-util-visit";
import { readChartLine } from "../../articles/chart-line.ts";
import { markdownParser } from "../../articles/markdown.ts";
import { BlockBuilder, type Block, type Origin } from "./block.ts";
import { cellBlocks } from "./rows.ts";

/** Between the cells of a table row: a clause ends there. */
const CELL = "; ";

/**
 * Every block of a Markdown text that a reader sees, in order. Markup of HTML is read as text, as pages show it, comments
 * left out; a picture is read as its description.
 * @param offset where the text begins in its file.
 * @param tree the text as parsed already, where it is.
 */
export function markdownBlocks(
  markdown: string,
  offset: number,
  tree: Root = markdownParser.parse(markdown),
): Block[] {
  const addresses = markdown.includes("]:") ? addressesOf(tree) : new Map<string, string>();
  const reader = new TreeReader(markdown, offset, addresses);
  reader.read(tree);
  return reader.blocks;
}

/** Addresses of the references that links may name. */
function addressesOf(tree: Root): Map<string, string> {
  const addresses = new Map<string, string>();
  visit(tree, "definition", (node) => {
    if (!addresses.has(node.identifier)) addresses.set(node.identifier, node.url);
  });
  return addresses;
}

class TreeReader {
  readonly blocks: Block[] = [];
  readonly #markdown: string;
  readonly #offset: number;
  readonly #addresses: ReadonlyMap<string, string>;
  #lists = 0;

  constructor(markdown: string, offset: number, addresses: ReadonlyMap<string, string>) {
    this.#markdown = markdown;
    this.#offset = offset;
    this.#addresses = addresses;
  }

  /** @param list number of the list around the node. */
  read(node: Nodes, isQuote = false, list?: number): void {
    if (isChart(node)) return;
    switch (node.type) {
      case "table":
        this.#table(node, isQuote);
        break;
      case "paragraph":
      case "heading":
      case "html":
      case "code": {
        const builder = new BlockBuilder();
        this.#inline(node, builder);
        this.blocks.push(builder.build(isQuote, list, node.type === "heading"));
        break;
      }
      case "definition":
        this.#title(node);
        break;
      default:
        if (!("children" in node)) break;
        if (node.type === "list") list ??= ++this.#lists;
        for (const child of node.children)
          this.read(child, isQuote || node.type === "blockquote", list);
    }
  }

  #table({ children: rows }: Table, isQuote: boolean): void {
    const header = rows[0]?.children.map((cell) => this.#cell(cell)) ?? [];
    for (const [index, row] of rows.entries()) {
      const builder = new BlockBuilder();
      this.#inline(row, builder);
      const cells = row.children.map((cell) => this.#cell(cell));
      this.blocks.push({
        ...builder.build(isQuote),
        cells: index === 0 ? cells : cellBlocks(cells, header),
        row: cells.map(({ text }) => text),
      });
    }
  }

  #cell(cell: TableCell): Block {
    const builder = new BlockBuilder();
    this.#inline(cell, builder);
    return builder.build();
  }

  /** @param link the site that a link around the node leads to. */
  #inline(node: Nodes, builder: BlockBuilder, link?: string): void {
    if (node.type === "html") this.#html(node, builder, link);
    const value = textOf(node);
    if (value !== undefined) builder.add(value, () => this.#origin(node), link);
    if ("title" in node) this.#title(node);
    if (!("children" in node)) return;
    const within = link ?? this.#leadsTo(node);
    for (const [index, child] of node.children.entries()) {
      if (index > 0 && child.type === "tableCell") builder.add(CELL, () => this.#origin(child));
      this.#inline(child, builder, within);
    }
  }

  /** What stands around comments is shown as one. */
  #html(node: Html, builder: BlockBuilder, link: string | undefined): void {
    for (const { start, text } of withoutComments(node.value)) {
      builder.add(
        text,
        () => {
          const { offset, source } = this.#origin(node);
          return { offset: offset + start, source: source.slice(start) };
        },
        link,
      );
    }
  }

  /** The title of a link or picture is shown as well, apart from the text around it. */
  #title(node: Nodes & { title?: string | null | undefined }): void {
    const { title } = node;
    if (!title) return;
    const builder = new BlockBuilder();
    builder.add(title, () => {
      const { offset, source } = this.#origin(node);
      const at = Math.max(0, source.lastIndexOf(title));
      return { offset: offset + at, source: source.slice(at) };
    });
    this.blocks.push(builder.build());
  }

  /** The other site that a link leads to. */
  #leadsTo(node: Nodes): string | undefined {
    const url =
      node.type === "link"
        ? node.url
        : node.type === "linkReference"
          ? this.#addresses.get(node.identifier)
          : undefined;
    return url !== undefined && /^https?:\/\//i.test(url) ? url : undefined;
  }

  #origin(node: Nodes): Origin {
    const start = node.position?.start.offset ?? 0;
    const source = this.#markdown.slice(start, node.position?.end.offset ?? start);
    const before = openingOf(node, source);
    return { offset: this.#offset + start + before, source: source.slice(before) };
  }
}

/** Whether a paragraph puts in a chart. */
function isChart(node: Nodes): boolean {
  if (node.type !== "paragraph") return false;
  const [only, ...rest] = node.children;
  return only?.type === "text" && rest.length === 0 && readChartLine(only.value) !== undefined;
}

/** The text that a node itself shows, without that of its children. */
function textOf(node: Nodes): string | undefined {
  switch (node.type) {
    case "text":
    case "inlineCode":
    case "code":
      return node.value;
    case "image":
    case "imageReference":
      return node.alt ?? "";
    case "break":
      return " ";
    default:
      return undefined;
  }
}

/** Length of the marks before a node's text: the fence of a code block, `![` of a picture. */
function openingOf(node: Nodes, source: string): number {
  if (node.type === "code" && /^[`~]/.test(source)) return source.indexOf("\n") + 1;
  if (node.type === "image" || node.type === "imageReference") return 2;
  return 0;
}

const OPEN = "<!--";
const CLOSE = "-->";

/** The pieces of markup between its comments; one that is never closed reaches to the end. */
function withoutComments(html: string): { start: number; text: string }[] {
  const pieces: { start: number; text: string }[] = [];
  for (let start = 0; start < html.length;) {
    const open = html.indexOf(OPEN, start);
    pieces.push({ start, text: html.slice(start, open < 0 ? html.length : open) });
    const close = open < 0 ? -1 : html.indexOf(CLOSE, open + OPEN.length);
    start = close < 0 ? html.length : close + CLOSE.length;
  }
  return pieces;
}
