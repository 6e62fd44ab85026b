import { ARCHIVE_PAGE, HOME_PAGE, NOT_FOUND_PAGE } from "./address.ts";
import { dateWords } from "./dates.ts";
import type { Layouts } from "./layouts.ts";
import type { Page } from "./page.ts";
import { commonValues, listedValues, type PlacedArticle, type Site } from "./site.ts";

/** Articles that the home page tells with their summaries, after its lead. */
const BESIDE = 3;
/** Articles that it tells by date and title after those. */
const EARLIER = 12;

/** The newest edition's first story, then what came before it. */
export function homePage(site: Site, layouts: Layouts): Page {
  const { name, description } = site.publication;
  const listed = (article: PlacedArticle) => listedValues(site, article, HOME_PAGE);
  const [lead, ...rest] = site.articles;
  const head = {
    path: HOME_PAGE,
    title: name,
    description,
    day: lead?.frontMatter.edition,
    card: lead && site.cards?.get(lead.path),
  };
  const content = layouts.render("home", {
    ...commonValues(site, head),
    figures: lead && site.charts?.ofDay(Date.parse(lead.frontMatter.date)),
    lead: lead && {
      ...listed(lead),
      opening: lead.rendered.opening,
      headings: lead.rendered.headings
        .filter(({ isBackMatter }) => !isBackMatter)
        .map(({ id, title }) => ({ href: `${listed(lead).href}#${id}`, title })),
    },
    beside: rest.slice(0, BESIDE).map(listed),
    earlier: rest.slice(BESIDE, BESIDE + EARLIER).map(listed),
  });
  return { path: HOME_PAGE, content };
}

/** Every article by month, newest first. */
export function archivePage(site: Site, layouts: Layouts): Page {
  const { name, language } = site.publication;
  const byMonth = Map.groupBy(site.articles, (each) => each.frontMatter.edition.slice(0, 7));
  const head = {
    path: ARCHIVE_PAGE,
    title: "Archive",
    description: `Every article of ${name}, by month.`,
    day: site.articles[0]?.frontMatter.edition,
  };
  const content = layouts.render("archive", {
    ...commonValues(site, head),
    months: [...byMonth].map(([month, articles]) => ({
      id: `month-${month}`,
      name: dateWords(`${month}-01`, "month", language),
      articles: articles.map((article) => listedValues(site, article, ARCHIVE_PAGE)),
    })),
  });
  return { path: ARCHIVE_PAGE, content };
}

/** What a host shows where there is no page; its links start at the path of the publication's address. */
export function notFoundPage(site: Site, layouts: Layouts): Page {
  const head = {
    path: NOT_FOUND_PAGE,
    title: "Page not found",
    description: `There is no such page at ${site.publication.name}.`,
    day: site.articles[0]?.frontMatter.edition,
  };
  const { site: named, page } = commonValues(site, head);
  const under = (path: string): string => new URL(site.root).pathname + path;
  const content = layouts.render("not-found", {
    site: named,
    page: {
      ...page,
      canonical: undefined,
      home: under(page.home),
      archive: under(page.archive),
      feed: under(page.feed),
      stylesheet: under(page.stylesheet),
    },
  });
  return { path: NOT_FOUND_PAGE, content };
}
