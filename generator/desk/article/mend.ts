import { formatArticle } from "../../articles/article.ts";
import { mistake } from "../../base/problem.ts";
import type { DeskArticle } from "./desk-article.ts";
import type { DeskFigure } from "./marked-figures.ts";

/** The texts of an article that an editor writes. */
export interface Written {
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly body: string;
}

/** The file of an article with other texts. */
export function withTexts({ article }: Pick<DeskArticle, "article">, written: Written): string {
  const { title, description, tags, body } = written;
  const frontMatter = {
    ...article.frontMatter,
    title: title.trim(),
    description: description.trim(),
    tags: [...tags],
  };
  return formatArticle(frontMatter, body.endsWith("\n") ? body : `${body}\n`);
}

/** The file with another text in the place of a figure's. */
function withFigure(article: DeskArticle, { part, start, end }: DeskFigure, text: string): string {
  const { frontMatter, body } = article.article;
  const put = (whole: string): string => whole.slice(0, start) + text + whole.slice(end);
  if (part === "body") return formatArticle(frontMatter, put(body));
  return formatArticle({ ...frontMatter, [part]: put(frontMatter[part]) }, body);
}

/** What may take the place of a figure that does not hold; undefined where the figure is right, and a word beside it is wrong. */
export function nearestOf({ message, text }: DeskFigure): string | undefined {
  const isOffered = message?.severity === "error" && message.expected !== text;
  return isOffered ? message.expected : undefined;
}

/** The file with the nearest fact in the place of a figure. @throws Failure (2) where the check knows none. */
export function nearestTaken(article: DeskArticle, figure: DeskFigure): string {
  const expected = nearestOf(figure);
  if (expected === undefined)
    throw mistake({ code: "no-such-figure", message: `No fact is near "${figure.text}".` });
  return withFigure(article, figure, expected);
}

/** The file with a figure sourced by a link. @throws Failure (2) where it is no address, or the figure is in no text that takes links. */
export function sourcedByLink(article: DeskArticle, figure: DeskFigure, address: string): string {
  const url = URL.parse(address.trim());
  if (!url || !/^https?:$/.test(url.protocol))
    throw mistake({ code: "claim-url", message: `"${address}" is not a web address.` });
  if (figure.part !== "body")
    throw mistake({ code: "not-allowed", message: "A headline and a summary take no links." });
  return withFigure(article, figure, `[${figure.text}](${url.href.replaceAll(")", "%29")})`);
}
