import type { Block } from "../reading/block.ts";
import { htmlBlocks } from "../reading/html.ts";
import { markdownBlocks } from "../reading/markdown.ts";
import { plainBlocks } from "../reading/plain.ts";
import type { TextFormat } from "./text-report.ts";

const FRONT_MATTER = /^---\r?\n[\s\S]*?\r?\n---[ \t]*(?:\r?\n|$)/;

/** The blocks of a text that a reader sees; front matter is none. */
export function textBlocks(text: string, format: TextFormat): Block[] {
  if (format === "html") return htmlBlocks(text);
  if (format === "plain") return plainBlocks(text);
  const head = FRONT_MATTER.exec(text)?.[0].length ?? 0;
  return markdownBlocks(text.slice(head), head).flatMap((block) => block.cells ?? block);
}

/** By the end of a file's name. */
export function formatOf(file: string): TextFormat {
  if (/\.(?:md|markdown|mdx)$/i.test(file)) return "markdown";
  return /\.x?html?$/i.test(file) ? "html" : "plain";
}
