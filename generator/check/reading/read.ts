import { parseArticle, type Article } from "../../articles/article.ts";
import type { Block } from "./block.ts";
import { frontMatterBlocks } from "./front-matter.ts";
import { markdownBlocks } from "./markdown.ts";
import { placesOf, type Place } from "../../base/places.ts";

/** An article file read for checking. */
export interface ReadArticle {
  readonly article: Article;
  /** Headline, summary, and the blocks of the body. */
  readonly blocks: readonly Block[];
  placeOf(offset: number): Place;
}

/**
 * Reads a finished article.
 * @throws Failure (2) when the file is no article.
 */
export function readArticle(file: { readonly text: string; readonly file: string }): ReadArticle {
  const article = parseArticle(file.text, file.file);
  const bodyAt = file.text.length - article.body.length;
  return {
    article,
    blocks: [...frontMatterBlocks(article), ...markdownBlocks(article.body, bodyAt)],
    placeOf: placesOf(file.text),
  };
}
