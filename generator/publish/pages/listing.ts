import { weakMemoize } from "../../base/memo.ts";
import { relativeLink } from "../model/address.ts";
import type { ListedValues } from "../theme/common-schemas.ts";
import { dateWords } from "../theme/dates.ts";
import type { Layouts } from "../theme/layouts.ts";
import { commonValues, type PageHead } from "../model/page-head.ts";
import { pageKey } from "../build/page-keys.ts";
import type { SiteFile } from "../build/site-file.ts";
import type { PlacedArticle } from "../model/placed-article.ts";
import { listedValues, type Site } from "../model/site.ts";
import type { LayoutValues } from "../theme/layout-schemas.ts";
import { newestChange } from "../../articles/corrections.ts";
import { countIn } from "../text/counts.ts";

/** A topic's page lists so many of its articles; those before are told by year. */
const FIRST = 30;

/** Articles of each page but the first of a long list, which shows up to twice as many. */
const PAGE = 40;

/** A page with the number of articles that it leads to. */
export interface Counted {
  readonly href: string;
  readonly title: string;
  readonly count: string;
}

/** The newest articles of something that is no topic of its own; the archive holds the others. */
export function newestOf(
  site: Site,
  from: string,
  articles: readonly PlacedArticle[],
): { articles: ListedValues[]; years: Counted[]; isCut: boolean } {
  return {
    articles: articles.slice(0, FIRST).map((article) => listedValues(site, article, from)),
    years: [],
    isCut: articles.length > FIRST,
  };
}

/** The key of a page that lists the newest articles of something. */
export function newestKey(
  site: Site,
  path: string,
  articles: readonly PlacedArticle[],
): string | undefined {
  return pageKey(site, path, articles.slice(0, FIRST), true, articles.length > FIRST);
}

/** The newest articles of a topic, and links to its years where there are more. */
export function listingOf(
  site: Site,
  from: string,
  articles: readonly PlacedArticle[],
): ReturnType<typeof newestOf> {
  const years = [...olderYears(articles)].map(([year, those]) => ({
    href: relativeLink(from, yearPath(from, year)),
    title: year,
    count: countIn(site.publication.language, those.length),
  }));
  return { ...newestOf(site, from, articles), years, isCut: false };
}

/** The key of the page of a topic. @param hasData and `beside` as a page's key has them. */
export function topicKey(
  site: Site,
  path: string,
  articles: readonly PlacedArticle[],
  hasData: boolean,
  beside: unknown,
): string | undefined {
  const years = [...olderYears(articles)].map(([year, { length }]) => [year, length]);
  return pageKey(site, path, articles.slice(0, FIRST), hasData, years, beside);
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
  return inPeriods[digits](articles);
}

/** Several pages ask for those of one list. */
const inPeriods = { 4: periodsOf(4), 7: periodsOf(7) };

function periodsOf(digits: 4 | 7) {
  return weakMemoize((articles: readonly PlacedArticle[]) =>
    Map.groupBy(articles, ({ frontMatter }) => frontMatter.edition.slice(0, digits)),
  );
}

/** The pages of a topic's years; none where its own page tells all of its articles. */
export function yearPages(
  site: Site,
  layouts: Layouts,
  topic: Pick<PageHead, "path" | "title" | "trail">,
  articles: readonly PlacedArticle[],
  head: (year: string) => Pick<PageHead, "title" | "description">,
): SiteFile[] {
  return [...olderYears(articles)].flatMap(([year, those]) =>
    listPages(site, layouts, those, {
      ...head(year),
      path: yearPath(topic.path, year),
      trail: [...(topic.trail ?? []), topic],
    }),
  );
}

type ListHead = PageHead & Required<Pick<PageHead, "trail">>;

/**
 * A list of articles by month, as pages. Those behind the first are counted from the oldest article, so that a new one changes the first alone,
 * until it has filled another.
 */
export function listPages(
  site: Site,
  layouts: Layouts,
  articles: readonly PlacedArticle[],
  head: ListHead,
): SiteFile[] {
  const older = Math.max(0, Math.floor(articles.length / PAGE) - 1);
  const end = articles.length - older * PAGE;
  const heads = [
    head,
    ...Array.from({ length: older }, (_, at) => pagedHead(site, head, older - at)),
  ];
  return heads.map((each, at) => {
    const from = at === 0 ? 0 : end + (at - 1) * PAGE;
    const those = articles.slice(from, at === 0 ? end : from + PAGE);
    return listPage(site, layouts, those, each, [heads[at - 1]?.path, heads[at + 1]?.path]);
  });
}

function pagedHead(site: Site, head: ListHead, number: number): ListHead {
  const { title, description } = head;
  const page = String(number);
  return {
    ...head,
    ...site.words.head("paged", { title, description, page }),
    path: head.path.replace("index.html", `page-${page}/index.html`),
    trail: [...head.trail, head],
  };
}

function listPage(
  site: Site,
  layouts: Layouts,
  articles: readonly PlacedArticle[],
  head: ListHead,
  [newer, older]: readonly [string | undefined, string | undefined],
): SiteFile {
  const { path } = head;
  const leadTo = (page: string | undefined) => page && relativeLink(path, page);
  return {
    path,
    modified: newestChange(articles),
    key: pageKey(site, path, articles, false, [newer, older]),
    content: () =>
      layouts.render("list", {
        ...listCommon(site, head),
        newer: leadTo(newer),
        older: leadTo(older),
        periods: [],
        months: [...byPeriod(articles, 7)].map(([month, those]) => ({
          id: `month-${month}`,
          name: dateWords(`${month}-01`, "month", site.publication.language),
          articles: those.map((article) => listedValues(site, article, path)),
        })),
      }),
  };
}

/** A page that leads to the lists of shorter periods. */
export function periodsPage(
  site: Site,
  layouts: Layouts,
  articles: readonly PlacedArticle[],
  head: ListHead,
  periods: LayoutValues<"list">["periods"],
): SiteFile {
  const content = (): string =>
    layouts.render("list", {
      ...listCommon(site, head),
      newer: undefined,
      older: undefined,
      periods,
      months: [],
    });
  const key = pageKey(site, head.path, [], false, periods);
  return { path: head.path, modified: newestChange(articles), key, content };
}

function listCommon(site: Site, head: ListHead) {
  const common = commonValues(site, head);
  return { ...common, whole: common.page.trail.at(-1) ?? { href: common.page.archive, title: "" } };
}
