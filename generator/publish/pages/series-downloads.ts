import type { History } from "../../store/asof.ts";
import type { Series } from "../../publication/catalogue.ts";
import type { SiteFile } from "../build/site-file.ts";
import { besidePage, permanentLink, seriesPath } from "../model/address.ts";
import type { Site } from "../model/site.ts";
import { isoInstant } from "./subject-series.ts";
import { sourcesOf } from "../../publication/series-sources.ts";

/** Paths of the whole history of a series. */
export function downloadPaths(id: string): { readonly csv: string; readonly json: string } {
  const page = seriesPath(id);
  return { csv: besidePage(page, `${id}.csv`), json: besidePage(page, `${id}.json`) };
}

/** The whole history of a series as CSV and as JSON, each with its source and terms. */
export function downloads(site: Site, series: Series, history: History): SiteFile[] {
  const { csv, json } = downloadPaths(series.id);
  const file = (path: string) => ({ path, key: site.keys?.ofData(path) });
  return [
    { ...file(csv), content: () => csvOf(history) },
    { ...file(json), content: () => jsonOf(site, series, history) },
  ];
}

/** RFC 4180 with plain decimals, as `import` reads it again; no value of a series can be a formula. */
function csvOf({ days, values, publics }: History): string {
  const rows = days.map((day, at) => `${day},${values[at]},${isoInstant(publics[at] ?? 0)}`);
  return `${["date,value,public", ...rows].join("\r\n")}\r\n`;
}

function jsonOf(site: Site, series: Series, { days, values, publics }: History): string {
  const sources = sourcesOf(series.id, site.publication.catalogue);
  const whole = {
    id: series.id,
    title: series.title,
    unit: series.unit,
    calendar: series.calendar.name,
    url: permanentLink(site.root, seriesPath(series.id)),
    sources: sources.map(({ publisher, url, licence, attribution }) => ({
      publisher,
      url,
      licence,
      attribution,
    })),
    values: days.map((date, at) => ({
      date,
      value: values[at],
      public: isoInstant(publics[at] ?? 0),
    })),
  };
  return `${JSON.stringify(whole)}\n`;
}
