import { parseArticle, type Article } from "../../articles/article.ts";
import type { FactsFile } from "../../articles/facts.ts";
import { isChartLine } from "../../articles/chart-line.ts";
import { readQuotations, type Altered } from "./quoted.ts";
import type { Block } from "./block.ts";
import { frontMatterBlocks } from "./front-matter.ts";
import { markdownBlocks } from "./markdown.ts";
import { placesOf, type Place } from "../../base/places.ts";

/** An article file read for checking. */
export interface ReadArticle {
  readonly article: Article;
  /** Headline, summary, and the blocks of the body. */
  readonly blocks: readonly Block[];
  /** Quotations of news that are not as it was reported. */
  readonly altered: readonly Altered[];
  /** What is to put in a chart: no reader sees it, and nothing in it is a figure. */
  readonly charts: readonly Paragraph[];
  placeOf(offset: number): Place;
}

/** A paragraph as it is written. */
export interface Paragraph {
  readonly text: string;
  /** Characters of the file before it. */
  readonly offset: number;
}

/**
 * Reads a finished article.
 * @param headlines titles of news that it quotes.
 * @throws Failure (2) when the file is no article.
 */
export function readArticle(
  file: { readonly text: string; readonly file: string },
  { headlines }: Pick<FactsFile, "headlines"> = {},
): ReadArticle {
  const article = parseArticle(file.text, file.file);
  const bodyAt = file.text.length - article.body.length;
  const blocks = [...frontMatterBlocks(article), ...markdownBlocks(article.body, bodyAt)];
  return {
    article,
    ...readQuotations(blocks, headlines),
    charts: chartParagraphs(article.body, bodyAt),
    placeOf: placesOf(file.text),
  };
}

/** Paragraphs of a text that are meant to put in charts, wherever such a line stands in them. */
function chartParagraphs(body: string, bodyAt: number): Paragraph[] {
  return [...body.matchAll(/[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*/g)]
    .filter(([text]) => text.split("\n").some(isChartLine))
    .map(({ 0: text, index }) => ({ text, offset: bodyAt + index }));
}
