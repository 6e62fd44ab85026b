import { ARCHIVE_PAGE, archivePath, relativeLink } from "../model/address.ts";
import { dateWords } from "../theme/dates.ts";
import type { Layouts } from "../theme/layouts.ts";
import { commonValues } from "../model/page-head.ts";
import type { SiteFile } from "../build/site-file.ts";
import { listedValues, type Site } from "../model/site.ts";
import type { PlacedArticle } from "../model/placed-article.ts";
import { byPeriod, listPages, periodsPage, type Counted } from "./listing.ts";
import { newestChange } from "../../articles/corrections.ts";
import { countIn } from "../text/counts.ts";

/** Articles told on the archive's own page. */
const LATEST = 20;

/** The archive, and a page for each year and month. */
export function archivePages(site: Site, layouts: Layouts): SiteFile[] {
  const { articles, words } = site;
  const { name, language } = site.publication;
  const archive = { path: ARCHIVE_PAGE, title: words.head("archive").title };
  const years = [...byPeriod(articles, 4)].flatMap(([year, ofYear]) => {
    const head = { ...words.head("archive-year", { site: name, year }), path: archivePath(year) };
    const yearPage = periodsPage(
      site,
      layouts,
      ofYear,
      { ...head, trail: [archive] },
      monthsOf(site, head.path, ofYear),
    );
    const months = [...byPeriod(ofYear, 7)].flatMap(([month, ofMonth]) =>
      listPages(site, layouts, ofMonth, {
        ...words.head("archive-month", {
          site: name,
          month: dateWords(`${month}-01`, "month", language),
        }),
        path: archivePath(month),
        trail: [archive, head],
      }),
    );
    return [yearPage, ...months];
  });
  return [wholePage(site, layouts), ...years];
}

function monthsOf(site: Site, from: string, ofYear: readonly PlacedArticle[]): Counted[] {
  return [...byPeriod(ofYear, 7)].map(([month, ofMonth]) => ({
    title: dateWords(`${month}-01`, "month", site.publication.language),
    href: relativeLink(from, archivePath(month)),
    count: countIn(site.publication.language, ofMonth.length),
  }));
}

function wholePage(site: Site, layouts: Layouts): SiteFile {
  const { articles, words } = site;
  const { name } = site.publication;
  const head = {
    ...words.head("archive", { site: name }),
    path: ARCHIVE_PAGE,
    day: articles[0]?.frontMatter.edition,
  };
  const content = layouts.render("archive", {
    ...commonValues(site, head),
    years: [...byPeriod(articles, 4)].map(([year, ofYear]) => ({
      title: year,
      href: relativeLink(ARCHIVE_PAGE, archivePath(year)),
      count: countIn(site.publication.language, ofYear.length),
      months: monthsOf(site, ARCHIVE_PAGE, ofYear),
    })),
    latest: articles.slice(0, LATEST).map((article) => listedValues(site, article, ARCHIVE_PAGE)),
  });
  return { path: ARCHIVE_PAGE, content, modified: newestChange(articles) };
}
