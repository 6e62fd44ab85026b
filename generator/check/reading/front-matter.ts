import { isScalar, parseDocument } from "yaml";
import type { Article } from "../../articles/article.ts";
import { BlockBuilder, type Block, type Origin } from "./block.ts";

/** What of the front matter a reader sees. */
const SHOWN = ["title", "description"] as const;

/**
 * Headline and summary of an article as blocks.
 * @param head the file up to the body.
 */
export function frontMatterBlocks(article: Article, head: string): Block[] {
  return SHOWN.map((key) => {
    const builder = new BlockBuilder();
    builder.add(article.frontMatter[key], () => originOf(key, head));
    return builder.build();
  });
}

/** Where the value of a key is written, without its quote. */
function originOf(key: string, head: string): Origin {
  const start = head.indexOf("\n") + 1;
  const yaml = head.slice(start, head.lastIndexOf("---"));
  const node = parseDocument(yaml).get(key, true);
  const [from = 0, to = 0] = isScalar(node) ? (node.range ?? []) : [];
  const source = yaml.slice(from, to);
  const quote = /^["']/.test(source) ? 1 : 0;
  return { offset: start + from + quote, source: source.slice(quote) };
}
