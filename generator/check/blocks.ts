import type { Nodes, Root } from "mdast";
import remarkParse from "remark-parse";
import { unified } from "unified";
import type { Article } from "../compose/article.ts";

/** The text of one paragraph, heading, table cell or front-matter value, with the place of each character. */
export interface Block {
  /** Text without markup; runs of white space are one space. */
  readonly text: string;
  /** Offset in the file of each character of `text`. */
  readonly offsets: readonly number[];
  /** Stretches of `text` that are links to another site. */
  readonly links: readonly { readonly start: number; readonly end: number }[];
}

const parser = unified().use(remarkParse);

/** Every block of an article that a reader sees: headline, summary, and the body's in order. */
export function blocksOf(article: Article, file: string): Block[] {
  const start = file.length - article.body.length;
  const tree = parser.parse(article.body) as Root;
  const blocks: Block[] = [...frontMatterBlocks(article, file.slice(0, start))];
  const visit = (node: Nodes): void => {
    if (node.type === "html") {
      const text = node.value.replace(/<!--[\s\S]*?-->/g, blank).replace(/<[^>]*>/g, blank);
      blocks.push(finish([{ text, at: startOf(node) + start, source: text }]));
    } else if (node.type === "code") {
      blocks.push(finish([{ text: node.value, at: startOf(node) + start, source: node.value }]));
    } else if (node.type === "paragraph" || node.type === "heading") {
      blocks.push(inlineBlock(node, article.body, start));
    } else if ("children" in node) {
      for (const child of node.children) visit(child as Nodes);
    }
  };
  visit(tree);
  return blocks;
}

/** A run of text with the offset of its first character and its source, which may hold escapes. */
interface Run {
  readonly text: string;
  readonly at: number;
  readonly source: string;
  readonly linked?: boolean;
}

function inlineBlock(block: Nodes, body: string, start: number): Block {
  const runs: Run[] = [];
  const visit = (node: Nodes, linked: boolean): void => {
    if (node.type === "text" || node.type === "inlineCode" || node.type === "html") {
      const from = startOf(node);
      const source = body.slice(from, node.position?.end.offset ?? from);
      const text = node.type === "html" ? node.value.replace(/<[^>]*>/g, blank) : node.value;
      runs.push({ text, at: from + start, source, linked });
    } else if (node.type === "break") {
      runs.push({ text: " ", at: startOf(node) + start, source: " ", linked });
    } else if ("children" in node) {
      const outward = node.type === "link" && /^https?:\/\//.test(node.url);
      for (const child of node.children) visit(child as Nodes, linked || outward);
    }
  };
  visit(block, false);
  return finish(runs);
}

function frontMatterBlocks(article: Article, head: string): Block[] {
  return (["title", "description"] as const).map((key) => {
    const line = new RegExp(`^${key}: *`, "m").exec(head);
    const at = line ? line.index + line[0].length : 0;
    const text = article.frontMatter[key];
    return finish([
      { text, at: at + (head[at] === '"' || head[at] === "'" ? 1 : 0), source: text },
    ]);
  });
}

function finish(runs: readonly Run[]): Block {
  let text = "";
  const offsets: number[] = [];
  const links: { start: number; end: number }[] = [];
  for (const run of runs) {
    const first = text.length;
    let inSource = 0;
    for (const character of run.text.split("")) {
      if (run.source[inSource] === "\\" && run.source[inSource + 1] === character) inSource++;
      const shown = /\s/.test(character) ? " " : character;
      if (shown !== " " || !text.endsWith(" ")) {
        text += shown;
        offsets.push(run.at + inSource);
      }
      inSource++;
    }
    if (run.linked) links.push({ start: first, end: text.length });
  }
  return { text, offsets, links };
}

function startOf(node: Nodes): number {
  return node.position?.start.offset ?? 0;
}

/** White space of the same length, so that offsets stay true. */
function blank(text: string): string {
  return " ".repeat(text.length);
}
