import type { Article } from "../../articles/article.ts";
import { BlockBuilder, type Block, type Origin } from "./block.ts";

/** What of the front matter a reader sees. */
const SHOWN = ["title", "description"] as const;

/** Headline and summary of an article as blocks. */
export function frontMatterBlocks(article: Article): Block[] {
  return SHOWN.map((key) => {
    const builder = new BlockBuilder();
    builder.add(article.frontMatter[key], () => originOf(article, key));
    return builder.build();
  });
}

/** Where the value of a key is written, without its quote. */
function originOf(article: Article, key: (typeof SHOWN)[number]): Origin {
  const { offset, source } = article.written(key);
  const quote = /^["']/.test(source) ? 1 : 0;
  return { offset: offset + quote, source: source.slice(quote) };
}
