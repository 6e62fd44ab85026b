import { relativeLink, seriesPath, SOURCES_PAGE } from "../model/address.ts";
import type { Layouts } from "../theme/layouts.ts";
import { commonValues } from "../model/page-head.ts";
import type { SiteFile } from "../build/site-file.ts";
import type { DataSite } from "../model/edition-desk.ts";
import { shownSeries } from "./subject-series.ts";
import { termValues } from "./source-terms.ts";

/** Every publisher of data that a series comes from, with its terms. */
export function sourcesPage({ site }: DataSite, layouts: Layouts): SiteFile {
  const { catalogue, name } = site.publication;
  const path = SOURCES_PAGE;
  const series = shownSeries(catalogue);
  const content = layouts.render("sources", {
    ...commonValues(site, { ...site.words.head("sources", { site: name }), path }),
    sources: [...catalogue.sources.values()]
      .map((source) => ({
        ...termValues(source),
        id: source.id,
        series: series
          .filter((each) => each.source === source.id)
          .map((each) => ({ href: relativeLink(path, seriesPath(each.id)), title: each.title })),
        events: [...catalogue.events.values()]
          .filter((each) => each.source === source.id)
          .map((each) => each.name),
        feeds: [...catalogue.feeds.values()]
          .filter((each) => each.source === source.id)
          .map((each) => each.url),
      }))
      .filter((each) => each.series.length + each.events.length + each.feeds.length > 0),
  });
  return { path, content, found: { kind: "about" } };
}
