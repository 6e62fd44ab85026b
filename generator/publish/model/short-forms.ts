import { weakMemoize } from "../../base/memo.ts";
import { dateWords } from "../theme/dates.ts";
import type { PlacedArticle } from "./placed-article.ts";
import type { Site } from "./site.ts";

/** Characters that search engines show of a title. */
const TITLE = 60;

/** Characters that they show of a description. */
export const DESCRIPTION = 158;

/** A page's name for a browser's tab and for search engines: with that of the site where there is room, and shortened where there is not. */
export function headTitle(title: string, site: string): string {
  const joined = `${title} · ${site}`;
  return joined.length <= TITLE ? joined : shortForm(title, TITLE);
}

/** A text of at most so many characters, cut between words. No figure stands last, where it could have lost its unit. */
export function shortForm(text: string, most: number): string {
  if (text.length <= most) return text;
  const words = text.slice(0, most).split(/\s+/).slice(0, -1);
  while (/\d/.test(words.at(-1) ?? "")) words.pop();
  const cut = words.join(" ").replace(/[\p{P}\s]+$/u, "");
  return `${cut === "" ? text.slice(0, most - 1).toWellFormed() : cut}…`;
}

/** What search engines are told of an article. */
interface ShortForms {
  readonly title: string;
  readonly description: string;
}

/** The same of all articles of a site: where two would be told alike, each says its day, or its title besides. */
export const shortFormsOf = weakMemoize<Site, ReadonlyMap<string, ShortForms>>(
  ({ articles, publication }) => {
    const titleOf = ({ frontMatter }: PlacedArticle): string =>
      headTitle(frontMatter.title, publication.name);
    const titles = Map.groupBy(articles, titleOf);
    const descriptions = Map.groupBy(articles, ({ frontMatter }) => frontMatter.description);
    return new Map(
      articles.map((article) => {
        const { title, description, edition } = article.frontMatter;
        const day = ` (${dateWords(edition, "long", publication.language)})`;
        const isAlone = titles.get(titleOf(article))?.length === 1;
        const isTold = descriptions.get(description)?.length === 1;
        return [
          article.path,
          {
            title: isAlone ? titleOf(article) : shortForm(title, TITLE - day.length) + day,
            description: shortForm(isTold ? description : `${title}. ${description}`, DESCRIPTION),
          },
        ];
      }),
    );
  },
);
