import { relativeLink } from "../model/address.ts";
import type { ListedValues } from "../theme/common-schemas.ts";
import { dateWords } from "../theme/dates.ts";
import type { Layouts } from "../theme/layouts.ts";
import { commonValues, type PageHead } from "../model/page-head.ts";
import { pageKey } from "../build/page-keys.ts";
import type { SiteFile } from "../build/site-file.ts";
import type { PlacedArticle } from "../model/placed-article.ts";
import { listedValues, type Site } from "../model/site.ts";
import { newestChange } from "../../articles/corrections.ts";

/** A topic's page lists so many of its articles; those before are told by year. */
const FIRST = 30;

interface Counted {
  readonly href: string;
  readonly title: string;
  readonly count: string;
}

/** The newest articles of a topic, and links to its years where there are more. */
export function listingOf(
  site: Site,
  from: string,
  articles: readonly PlacedArticle[],
): { articles: ListedValues[]; years: Counted[] } {
  return {
    articles: articles.slice(0, FIRST).map((article) => listedValues(site, article, from)),
    years: [...olderYears(articles)].map(([year, those]) => ({
      href: relativeLink(from, yearPath(from, year)),
      title: year,
      count: String(those.length),
    })),
  };
}

/** Articles by year; none where a single page tells them all. */
function olderYears(articles: readonly PlacedArticle[]): Map<string, PlacedArticle[]> {
  return articles.length > FIRST ? byPeriod(articles, 4) : new Map();
}

function yearPath(page: string, year: string): string {
  return page.replace("index.html", `${year}/index.html`);
}

/** Articles by year (4 digits of the date) or month (7), newest first. */
export function byPeriod(
  articles: readonly PlacedArticle[],
  digits: 4 | 7,
): Map<string, PlacedArticle[]> {
  return Map.groupBy(articles, ({ frontMatter }) => frontMatter.edition.slice(0, digits));
}

/** The pages of a topic's years; none where its own page tells all of its articles. */
export function yearPages(
  site: Site,
  layouts: Layouts,
  topic: Pick<PageHead, "path" | "title" | "trail">,
  articles: readonly PlacedArticle[],
  head: (year: string) => Pick<PageHead, "title" | "description">,
): SiteFile[] {
  return [...olderYears(articles)].map(([year, those]) =>
    listPage(site, layouts, those, {
      ...head(year),
      path: yearPath(topic.path, year),
      trail: [...(topic.trail ?? []), topic],
    }),
  );
}

/** A page that is a list of articles by month. */
export function listPage(
  site: Site,
  layouts: Layouts,
  articles: readonly PlacedArticle[],
  head: PageHead & Required<Pick<PageHead, "trail">>,
): SiteFile {
  const { path } = head;
  const key = pageKey(site, path, articles, false);
  return {
    path,
    modified: newestChange(articles),
    key,
    content: () => {
      const common = commonValues(site, head);
      return layouts.render("list", {
        ...common,
        whole: common.page.trail.at(-1) ?? { href: common.page.archive, title: "" },
        months: [...byPeriod(articles, 7)].map(([month, those]) => ({
          id: `month-${month}`,
          name: dateWords(`${month}-01`, "month", site.publication.language),
          articles: those.map((article) => listedValues(site, article, path)),
        })),
      });
    },
  };
}
