import { HOME_PAGE } from "../model/address.ts";
import { digest } from "../../base/digest.ts";
import { lruCache, weakMemoize } from "../../base/memo.ts";
import { minutesOf, type PlacedArticle } from "../model/placed-article.ts";
import type { Site } from "../model/site.ts";

/** As many as a large publication has articles. */
const MOST = 20_000;

const listed = lruCache<string>(MOST);

/** Of all that other pages tell of an article, which follows from its own digest. */
export const listedDigest = weakMemoize((article: PlacedArticle) =>
  listed(article.digest, () => {
    const { path, frontMatter, figures, printed } = article;
    return digest(JSON.stringify([path, frontMatter, minutesOf(article), figures, printed]));
  }),
);

/** What the head and foot of a page follow from, besides the program, the theme and the configuration. */
export function besideOf(
  { stylesheet, icons, scripts, cards, translations = [] }: Site,
  path: string,
): unknown {
  const card = cards?.get(path) ?? cards?.get(HOME_PAGE);
  return [
    [stylesheet, icons, scripts, card?.path, card?.alt],
    translations.map(({ at, ...each }) => [each, at(path)]),
  ];
}

/**
 * The key of a page that tells of articles.
 * @param articles those that it lists.
 * @param hasData whether it tells what was known of the data too, and so leads to the subjects that articles are about.
 * @param beside what else it tells.
 */
export function pageKey(
  site: Site,
  path: string,
  articles: readonly PlacedArticle[],
  hasData: boolean,
  ...beside: readonly unknown[]
): string | undefined {
  const { keys } = site;
  return (
    keys &&
    digest(
      JSON.stringify([
        keys.site,
        path,
        besideOf(site, path),
        articles.map(listedDigest),
        hasData && [keys.data(), subjectsOf(site)],
        beside,
      ]),
    )
  );
}

const subjectsOf = weakMemoize(({ articles }: Site) =>
  [...new Set(articles.flatMap(({ frontMatter }) => frontMatter.subjects))].toSorted(),
);
