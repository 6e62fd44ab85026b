import { once, weakMemoize } from "../../base/memo.ts";
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

function titled({ frontMatter: { title } }: PlacedArticle, note: string): string {
  return shortForm(title, TITLE - note.length) + note;
}

/** What search engines are told of an article. */
interface ShortForms {
  readonly title: string;
  readonly description: string;
}

/** The same of all articles of a site: where two would be told alike, each says its day, its story and day, or its title besides. */
export const shortFormsOf = weakMemoize<Site, ReadonlyMap<string, ShortForms>>(
  ({ articles, publication }) => {
    const dayOf = ({ frontMatter }: PlacedArticle): string =>
      dateWords(frontMatter.edition, "long", publication.language);
    // The shortest first; each of them says more than the one before, and is asked for where that does not tell two articles apart.
    const forms = [
      (each: PlacedArticle) => headTitle(each.frontMatter.title, publication.name),
      (each: PlacedArticle) => titled(each, ` (${dayOf(each)})`),
      (each: PlacedArticle) => titled(each, ` (${each.frontMatter.tags[0] ?? ""}, ${dayOf(each)})`),
    ].map((tell) => {
      const form = weakMemoize(tell);
      return { form, alike: once(() => Map.groupBy(articles, form)) };
    });
    const descriptions = Map.groupBy(articles, ({ frontMatter }) => frontMatter.description);
    return new Map(
      articles.map((article) => {
        const { title, description } = article.frontMatter;
        const { form } =
          forms.find(({ form, alike }) => alike().get(form(article))?.length === 1) ??
          forms.at(-1)!;
        const isTold = descriptions.get(description)?.length === 1;
        return [
          article.path,
          {
            title: form(article),
            description: shortForm(isTold ? description : `${title}. ${description}`, DESCRIPTION),
          },
        ];
      }),
    );
  },
);
