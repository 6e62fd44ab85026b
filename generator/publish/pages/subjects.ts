import { sourcesOf } from "../../publication/series-sources.ts";
import { relativeLink, seriesPath, subjectPath, SUBJECTS_PAGE } from "../model/address.ts";
import { type Series, type Subject, quantityOf } from "../../publication/catalogue.ts";
import { wordFor } from "../../publication/kinds.ts";
import { subjectCharts } from "../charts/choose.ts";
import { dateWords } from "../theme/dates.ts";
import type { Layouts } from "../theme/layouts.ts";
import { commonValues, feedAlternates } from "../model/page-head.ts";
import { pageKey } from "../build/page-keys.ts";
import type { SiteFile } from "../build/site-file.ts";
import type { LayoutValues } from "../theme/layout-schemas.ts";
import { listingOf, yearPages } from "./listing.ts";
import { newestChange } from "../../articles/corrections.ts";
import {
  printSignal,
  printValue,
  editionDesksOf,
  unitAfter,
  type DataSite,
  type EditionDesk,
} from "../model/edition-desk.ts";
import { seriesOfSubject } from "./subject-series.ts";
import { feedLinks } from "./tags.ts";
import { termValues } from "./source-terms.ts";
import { articlesBySubject, subjectsWritten } from "../model/topics.ts";
import { timelinesOf, zonesOf } from "./zones.ts";

type SubjectsValues = LayoutValues<"subjects">;

type SubjectValues = LayoutValues<"subject">;

/** Editions that the history of zones goes back. */
const EDITIONS = 90;

/** The list of subjects, and a page for each that an article is about. */
export function subjectPages(data: DataSite, layouts: Layouts): SiteFile[] {
  const { site } = data;
  const head = {
    ...site.words.head("subjects", { site: site.publication.name }),
    path: SUBJECTS_PAGE,
  };
  const content = layouts.render("subjects", {
    ...commonValues(site, head),
    groups: groupsOf(data),
  });
  const desks = editionDesksOf(site, EDITIONS);
  return [
    { path: SUBJECTS_PAGE, content, modified: newestChange(site.articles) },
    ...subjectsWritten(data).flatMap((subject) => subjectPage(data, layouts, subject, desks, head)),
  ];
}

function groupsOf(data: DataSite): SubjectsValues["groups"] {
  const kindOf = ({ kind }: Subject): string => kindWords(kind, data.site);
  return [...Map.groupBy(subjectsWritten(data), kindOf)].map(([kind, subjects]) => ({
    kind,
    subjects: subjects.map((subject) => ({
      href: relativeLink(SUBJECTS_PAGE, subjectPath(subject.id)),
      name: subject.name,
      symbol: subject.symbol,
      proxy: subject.proxy,
      count: String(articlesBySubject(data.site).get(subject.id)?.length ?? 0),
      ...latestOf(data, subject),
    })),
  }));
}

/** What subjects of a kind are called; a kind without words of its own is called as the one above it, else by its id. */
function kindWords(kind: string, { words, publication }: DataSite["site"]): string {
  return wordFor(kind, words.kinds, publication.catalogue.kinds) ?? kind;
}

/** A subject's newest value and its change against the one before. */
function latestOf(
  { site, newest, background }: DataSite,
  { id }: Subject,
): Pick<SubjectsValues["groups"][number]["subjects"][number], "value" | "change" | "day"> {
  const { catalogue, language } = site.publication;
  const [series] = seriesOfSubject(catalogue, id);
  const nothing = { value: undefined, change: undefined, day: undefined };
  if (!series) return nothing;
  const quantity = quantityOf(series);
  const last = newest.signals.read(id, quantity, "last");
  if (!last.ok) return nothing;
  // A net flow is a change itself and has none of its own.
  const change = series.class === "flow" ? undefined : newest.signals.read(id, quantity, "change1");
  return {
    value: printSignal(last.signal, background.language),
    change: change?.ok
      ? spaced(
          printSignal(change.signal, background.language, "signed"),
          unitAfter(change.signal.unit, site),
        )
      : undefined,
    day: { iso: last.signal.day, words: dateWords(last.signal.day, "long", language) },
  };
}

function spaced(value: string, unit: string): string {
  return unit === "" ? value : `${value} ${unit}`;
}

function subjectPage(
  data: DataSite,
  layouts: Layouts,
  subject: Subject,
  desks: readonly EditionDesk[],
  above: { readonly path: string; readonly title: string },
): SiteFile[] {
  const { site, newest } = data;
  const { catalogue, name } = site.publication;
  const path = subjectPath(subject.id);
  const articles = articlesBySubject(site).get(subject.id) ?? [];
  const values = { site: name, subject: subject.name };
  const head = {
    ...site.words.head("subject", values),
    path,
    day: articles[0]?.frontMatter.edition,
    trail: [above],
    alternates: feedAlternates(site, subject.name, path),
  };
  const series = seriesOfSubject(catalogue, subject.id);
  const page = {
    path,
    modified: newestChange(articles),
    key: pageKey(site, path, articles, true),
    found: { kind: "markets", subjects: [subject.name] },
  } as const;
  const content = (): string =>
    layouts.render("subject", {
      ...commonValues(site, head),
      name: subject.name,
      symbol: subject.symbol,
      kind: kindWords(subject.kind, site),
      proxy: subject.proxy,
      quotes: series.flatMap((each) => quoteOf(data, each, path)),
      zones: zonesOf(data, subject, path),
      timelines: timelinesOf(data, subject, desks),
      charts: subjectCharts(data.background.kit.charts, newest, subject.id),
      listing: listingOf(site, path, articles),
      feeds: feedLinks(path, path),
      terms: termsOf(series, data),
    });
  const years = yearPages(site, layouts, head, articles, (year) =>
    site.words.head("subject-year", { ...values, year }),
  );
  return [{ ...page, content }, ...years];
}

function termsOf(series: readonly Series[], { site }: DataSite): SubjectValues["terms"] {
  const sources = series.flatMap((each) => sourcesOf(each.id, site.publication.catalogue));
  return [...new Set(sources)].map(termValues);
}

/** The newest value of a series; none where nothing was public yet. */
function quoteOf(
  { site, newest, background }: DataSite,
  series: Series,
  from: string,
): SubjectValues["quotes"] {
  const history = newest.view.history(series.id);
  const day = history.days.at(-1);
  const value = history.values.at(-1);
  if (day === undefined || value === undefined) return [];
  const { catalogue, language } = site.publication;
  return [
    {
      series: series.title,
      href: relativeLink(from, seriesPath(series.id)),
      value: printValue(value, series, background.language),
      unit: unitAfter(series.unit, site),
      day: { iso: day, words: dateWords(day, "long", language) },
      publisher: sourcesOf(series.id, catalogue)
        .map(({ publisher }) => publisher)
        .join(", "),
      isStale: newest.view.isStale(series.id),
    },
  ];
}
