import type { Layouts } from "../theme/layouts.ts";
import type { SiteFile } from "../build/site-file.ts";
import type { Site } from "../model/site.ts";
import { archivePages } from "./archive.ts";
import { methodologyPage } from "./methodology.ts";
import { narrativePages } from "./narratives.ts";
import {
  aboutPage,
  correctionsPage,
  notFoundPage,
  searchPage,
  subscribePage,
} from "./static-pages.ts";
import { guestPages } from "./guest-articles.ts";
import { ownPages } from "./own-pages.ts";
import { seriesPages } from "./series.ts";
import { sourcesPage } from "./sources.ts";
import { calendarPages } from "./calendar.ts";
import { dataSiteOf } from "../model/edition-desk.ts";
import { subjectPages } from "./subjects.ts";
import { tagPages } from "./tags.ts";

/** Every page besides home and articles; those of data and rules where the site has them behind it. */
export function otherPages(site: Site, layouts: Layouts): SiteFile[] {
  const data = dataSiteOf(site);
  return [
    ...archivePages(site, layouts),
    ...tagPages(site, layouts),
    ...(data
      ? [
          ...subjectPages(data, layouts),
          ...seriesPages(data, layouts),
          ...narrativePages(data, layouts),
          methodologyPage(data, layouts),
          sourcesPage(data, layouts),
          ...calendarPages(data, layouts),
        ]
      : []),
    ...guestPages(site, layouts),
    ...ownPages(site, layouts),
    correctionsPage(site, layouts),
    aboutPage(site, layouts),
    subscribePage(site, layouts),
    ...searchPage(site, layouts),
    notFoundPage(site, layouts),
  ];
}
