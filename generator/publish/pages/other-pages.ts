import type { Layouts } from "../theme/layouts.ts";
import type { Page } from "../model/page.ts";
import type { Site } from "../site/site.ts";
import { archivePages } from "./archive.ts";
import { methodologyPage } from "./methodology.ts";
import { narrativePages } from "./narratives.ts";
import { aboutPage, correctionsPage, notFoundPage, searchPage, subscribePage } from "./plain.ts";
import { seriesPages } from "./series.ts";
import { sourcesPage } from "./sources.ts";
import { dataSiteOf } from "../site/standing.ts";
import { subjectPages } from "./subjects.ts";
import { tagPages } from "./tags.ts";

/** Every page besides home and articles; those of data and rules where the site has them behind it. */
export function otherPages(site: Site, layouts: Layouts): Page[] {
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
        ]
      : []),
    correctionsPage(site, layouts),
    aboutPage(site, layouts),
    subscribePage(site, layouts),
    ...searchPage(site, layouts),
    notFoundPage(site, layouts),
  ];
}
