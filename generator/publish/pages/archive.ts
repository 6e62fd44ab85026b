import { ARCHIVE_PAGE, archivePath, relativeLink } from "../model/address.ts";
import { dateWords } from "../theme/dates.ts";
import type { Layouts } from "../theme/layouts.ts";
import { commonValues } from "../model/page-head.ts";
import type { SiteFile } from "../build/site-file.ts";
import { listedValues, type Site } from "../model/site.ts";
import { byPeriod, listPage } from "./listing.ts";
import { newestChange } from "../../articles/corrections.ts";

/** Articles told on the archive's own page. */
const LATEST = 20;

/** The archive, and a page for each year and month. */
export function archivePages(site: Site, layouts: Layouts): SiteFile[] {
  const { articles, words } = site;
  const { name, language } = site.publication;
  const archive = { path: ARCHIVE_PAGE, title: words.head("archive").title };
  const years = [...byPeriod(articles, 4)].flatMap(([year, ofYear]) => {
    const head = { ...words.head("archive-year", { site: name, year }), path: archivePath(year) };
    const yearPage = listPage(site, layouts, ofYear, { ...head, trail: [archive] });
    const months = [...byPeriod(ofYear, 7)].map(([month, ofMonth]) =>
      listPage(site, layouts, ofMonth, {
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

function wholePage(site: Site, layouts: Layouts): SiteFile {
  const { articles, words } = site;
  const { name, language } = site.publication;
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
      count: String(ofYear.length),
      months: [...byPeriod(ofYear, 7)].map(([month, ofMonth]) => ({
        title: dateWords(`${month}-01`, "month", language),
        href: relativeLink(ARCHIVE_PAGE, archivePath(month)),
        count: String(ofMonth.length),
      })),
    })),
    latest: articles.slice(0, LATEST).map((article) => listedValues(site, article, ARCHIVE_PAGE)),
  });
  return { path: ARCHIVE_PAGE, content, modified: newestChange(articles) };
}
