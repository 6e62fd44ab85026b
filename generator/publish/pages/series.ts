import { sourcesOf } from "../../publication/series-sources.ts";
import { relativeLink, seriesPath, SERIES_PAGE, subjectPath } from "../model/address.ts";
import { fill } from "../../base/text.ts";
import type { Series } from "../../publication/catalogue.ts";
import { quoteOf } from "./quotes.ts";
import { rangedValues } from "./ranged-values.ts";
import { dateWords } from "../theme/dates.ts";
import type { Layouts } from "../theme/layouts.ts";
import { datasetThing } from "../model/structured-data.ts";
import { commonValues } from "../model/page-head.ts";
import type { SiteFile } from "../build/site-file.ts";
import type { LayoutValues } from "../theme/layout-schemas.ts";
import { newestKey, newestOf } from "./listing.ts";
import { downloadPaths, downloads } from "./series-downloads.ts";
import { printValue, unitAfter, type DataSite } from "../model/edition-desk.ts";
import { isoInstant, shownSeries } from "./subject-series.ts";
import { subjectsWritten, articlesBySeries } from "../model/topics.ts";
import { mayBePassedOn, termValues } from "./source-terms.ts";
import { countIn } from "../text/counts.ts";

type SeriesListValues = LayoutValues<"series-list">;

type SeriesValues = LayoutValues<"series">;

/** Values shown on a series' page. */
const NEWEST = 20;

/** The list of series, and a page for each, with its history to download where its terms allow that. */
export function seriesPages(data: DataSite, layouts: Layouts): SiteFile[] {
  const { site, newest } = data;
  const { catalogue, name } = site.publication;
  const head = { ...site.words.head("series-list", { site: name }), path: SERIES_PAGE };
  const content = layouts.render("series-list", {
    ...commonValues(site, head),
    groups: groupsOf(data),
  });
  return [
    { path: SERIES_PAGE, content, modified: newest.cutoff },
    ...shownSeries(catalogue).flatMap((series) => seriesPage(data, layouts, series, head)),
  ];
}

function groupsOf(data: DataSite): SeriesListValues["groups"] {
  const { catalogue } = data.site.publication;
  const written = new Set(subjectsWritten(data).map(({ id }) => id));
  return [...Map.groupBy(shownSeries(catalogue), subjectOf)].map(([subject, series]) => ({
    name: catalogue.subjects.get(subject)?.name ?? subject,
    href: written.has(subject) ? relativeLink(SERIES_PAGE, subjectPath(subject)) : undefined,
    series: series.map((each) => ({
      href: relativeLink(SERIES_PAGE, seriesPath(each.id)),
      title: each.title,
      unit: data.site.words.units[each.unit] ?? each.unit,
      ...latestOf(data, each),
    })),
  }));
}

function latestOf(
  data: DataSite,
  series: Series,
): Pick<SeriesListValues["groups"][number]["series"][number], "value" | "day"> {
  const { days, values } = data.newest.view.history(series.id);
  const [day, value] = [days.at(-1), values.at(-1)];
  if (day === undefined || value === undefined) return { value: undefined, day: undefined };
  return { value: printed(data, series, value), day: date(data, day) };
}

function seriesPage(
  data: DataSite,
  layouts: Layouts,
  series: Series,
  above: { readonly path: string; readonly title: string },
): SiteFile[] {
  const { site, newest } = data;
  const { catalogue, name } = site.publication;
  const path = seriesPath(series.id);
  const articles = articlesBySeries(site).get(series.id) ?? [];
  const sources = sourcesOf(series.id, catalogue);
  const history = newest.view.history(series.id);
  const files = mayBePassedOn(sources) ? downloads(site, series, history) : [];
  const values = { site: name, series: series.title };
  const head = {
    ...site.words.head("series", values),
    path,
    trail: [above],
    alternates: files.map((file) => ({
      type: file.path.endsWith(".csv") ? "text/csv" : "application/json",
      title: series.title,
      path: file.path,
    })),
  };
  const { csv, json } = downloadPaths(series.id);
  const [first] = history.days;
  const subject = catalogue.subjects.get(subjectOf(series));
  const page = {
    path,
    modified: newest.cutoff,
    key: newestKey(site, path, articles),
    found: { kind: "data", subjects: subject ? [subject.name] : [] },
  } as const;
  const content = (): string =>
    layouts.render("series", {
      ...commonValues(site, {
        ...head,
        structured: [datasetThing(site, { series, sources, history, head, files })],
      }),
      title: series.title,
      id: series.id,
      unit: site.words.units[series.unit] ?? series.unit,
      calendar: fill(site.words.periods[series.calendar.period], {
        calendar: site.words.calendars[series.calendar.name] ?? series.calendar.title,
        zone: series.calendar.zone,
      }),
      subject: subjectLink(data, series, path),
      derived: derivedValues(data, series, path),
      values: newestValues(data, series),
      count: countIn(site.publication.language, history.days.length),
      first: first === undefined ? undefined : date(data, first),
      quote: quoteOf(data, series, path),
      ranged: rangedValues(data, series.id, path),
      download:
        files.length === 0
          ? undefined
          : { csv: relativeLink(path, csv), json: relativeLink(path, json) },
      terms: sources.map(termValues),
      listing: newestOf(site, path, articles),
    });
  return [{ ...page, content }, ...files];
}

function subjectOf({ id }: Series): string {
  return id.slice(0, id.indexOf("."));
}

function subjectLink(data: DataSite, series: Series, from: string): SeriesValues["subject"] {
  const subject = subjectsWritten(data).find(({ id }) => id === subjectOf(series));
  return subject && { href: relativeLink(from, subjectPath(subject.id)), title: subject.name };
}

function derivedValues(
  { site }: DataSite,
  { derive }: Series,
  from: string,
): SeriesValues["derived"] {
  const { catalogue } = site.publication;
  const shown = new Set(shownSeries(catalogue).map(({ id }) => id));
  return (
    derive && {
      words: site.words.derivations[derive.as] ?? derive.as,
      of: derive.of.map((id) => ({
        href: shown.has(id) ? relativeLink(from, seriesPath(id)) : undefined,
        title: catalogue.series.get(id)?.title ?? id,
      })),
    }
  );
}

/** The newest values, newest first, each with the instant at which it became public. */
function newestValues(data: DataSite, series: Series): SeriesValues["values"] {
  const { days, values, publics } = data.newest.view.history(series.id);
  return days
    .slice(-NEWEST)
    .map((day, index) => {
      const at = Math.max(0, days.length - NEWEST) + index;
      return {
        day: date(data, day),
        value: printed(data, series, values[at] as number),
        published: instant(data, publics[at] as number),
      };
    })
    .toReversed();
}

function printed({ site, background }: DataSite, series: Series, value: number): string {
  const unit = unitAfter(series.unit, site);
  return [printValue(value, series, background.language), unit].filter(Boolean).join(" ");
}

function instant({ site }: DataSite, at: number): { iso: string; words: string } {
  const iso = isoInstant(at);
  const day = dateWords(iso.slice(0, 10), "long", site.publication.language);
  return { iso, words: `${day}, ${iso.slice(11, 16)}` };
}

function date({ site }: DataSite, iso: string): { iso: string; words: string } {
  return { iso, words: dateWords(iso, "long", site.publication.language) };
}
