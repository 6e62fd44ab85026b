import { digest } from "../../base/digest.ts";
import { weakMemoize } from "../../base/memo.ts";
import { capitalised } from "../../base/text.ts";
import { sourcesOf } from "../../publication/series-sources.ts";
import { relativeLink, subjectPath, SUBJECTS_PAGE } from "../model/address.ts";
import { quantityOf, type Series, type Subject } from "../../publication/catalogue.ts";
import { wordFor } from "../../publication/kinds.ts";
import { seriesChart, subjectCharts } from "../charts/choose.ts";
import { chartValues } from "../charts/course.ts";
import { courseInBrief } from "../charts/day-figures.ts";
import { dateWords } from "../theme/dates.ts";
import type { Layouts } from "../theme/layouts.ts";
import { commonValues, feedAlternates } from "../model/page-head.ts";
import { pageKey } from "../build/page-keys.ts";
import type { SiteFile } from "../build/site-file.ts";
import type { LayoutValues } from "../theme/layout-schemas.ts";
import { listingOf, topicKey, yearPages } from "./listing.ts";
import { newestChange } from "../../articles/corrections.ts";
import { editionDesksOf, type DataSite, type EditionDesk } from "../model/edition-desk.ts";
import { quoteOf } from "./quotes.ts";
import { rangedValues } from "./ranged-values.ts";
import { seriesOfSubject } from "./subject-series.ts";
import { feedLinks } from "./tags.ts";
import { termValues } from "./source-terms.ts";
import { articlesBySubject, subjectsWritten } from "../model/topics.ts";
import { timelinesOf, zonesOf } from "./zones.ts";
import { countIn } from "../text/counts.ts";

type SubjectsValues = LayoutValues<"subjects">;

type SubjectValues = LayoutValues<"subject">;

/** Editions that the history of zones goes back. */
const EDITIONS = 90;

/** Quantities that need not be named: a subject is told by its price, or by its level. */
const PLAIN: ReadonlySet<string> = new Set(["close", "level"]);

/** Headlines that a page tells. */
const HEADLINES = 8;

/** The list of subjects, and a page for each that an article is about. */
export function subjectPages(data: DataSite, layouts: Layouts): SiteFile[] {
  const { site } = data;
  const head = {
    ...site.words.head("subjects", { site: site.publication.name }),
    path: SUBJECTS_PAGE,
  };
  const content = (): string =>
    layouts.render("subjects", { ...commonValues(site, head), groups: groupsOf(data) });
  const desks = editionDesksOf(site, EDITIONS);
  return [
    {
      path: SUBJECTS_PAGE,
      content,
      modified: newestChange(site.articles),
      key: pageKey(site, SUBJECTS_PAGE, [], true, countsOf(data)),
    },
    ...subjectsWritten(data).flatMap((subject) => subjectPage(data, layouts, subject, desks, head)),
  ];
}

/** Of what tells one list of editions' desks from another, with the data of the newest. */
const desksDigest = weakMemoize((desks: readonly EditionDesk[]) =>
  digest(JSON.stringify(desks.map(({ day, cutoff, view }) => [day, cutoff, view.arrived]))),
);

/** How many articles each subject has. */
function countsOf({ site }: DataSite): [subject: string, count: number][] {
  return [...articlesBySubject(site)].map(([id, { length }]) => [id, length]);
}

function groupsOf(data: DataSite): SubjectsValues["groups"] {
  const kindOf = ({ kind }: Subject): string => kindWords(kind, data.site);
  return [...Map.groupBy(subjectsWritten(data), kindOf)].map(([kind, subjects]) => ({
    kind,
    subjects: subjects.map((subject) => ({
      href: relativeLink(SUBJECTS_PAGE, subjectPath(subject.id)),
      name: capitalised(subject.name),
      symbol: subject.symbol,
      proxy: subject.proxy ?? subject.fund,
      measured: measuredOf(data, subject),
      count: countIn(
        data.site.publication.language,
        articlesBySubject(data.site).get(subject.id)?.length ?? 0,
      ),
      ...latestOf(data, subject),
    })),
  }));
}

/** What subjects of a kind are called; a kind without words of its own is called as the one above it, else by the words of its id. */
function kindWords(kind: string, { words, publication }: DataSite["site"]): string {
  return (
    wordFor(kind, words.kinds, publication.catalogue.kinds) ??
    capitalised(kind.replaceAll("_", " "))
  );
}

function subjectPage(
  data: DataSite,
  layouts: Layouts,
  subject: Subject,
  desks: readonly EditionDesk[],
  above: { readonly path: string; readonly title: string },
): SiteFile[] {
  const { site } = data;
  const { catalogue, name } = site.publication;
  const path = subjectPath(subject.id);
  const articles = articlesBySubject(site).get(subject.id) ?? [];
  const values = { site: name, subject: capitalised(subject.name) };
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
    key: topicKey(site, path, articles, true, desksDigest(desks)),
    found: { kind: "markets", subjects: [subject.name] },
  } as const;
  const content = (): string =>
    layouts.render("subject", {
      ...commonValues(site, head),
      name: capitalised(subject.name),
      symbol: subject.symbol,
      kind: kindWords(subject.kind, site),
      proxy: subject.proxy ?? subject.fund,
      quote: series[0] && quoteOf(data, series[0], path),
      ranged: series[0] && rangedValues(data, series[0].id, path),
      ...othersOf(series.slice(1).flatMap((each) => quoteOf(data, each, path) ?? [])),
      zones: zonesOf(data, subject, path),
      timelines: timelinesOf(data, subject, desks),
      charts: otherCharts(data, subject, series[0]),
      headlines: headlinesOf(data, subject),
      listing: listingOf(site, path, articles),
      feeds: feedLinks(path, path),
      terms: termsOf(series, data),
    });
  const years = yearPages(site, layouts, head, articles, (year) =>
    site.words.head("subject-year", { ...values, year }),
  );
  return [{ ...page, content }, ...years];
}

/** What feeds of news reported of a subject by the newest edition's cut-off. */
function headlinesOf({ newest, site }: DataSite, { id }: Subject): SubjectValues["headlines"] {
  const { feeds, sources } = site.publication.catalogue;
  return newest.view
    .headlines()
    .filter(({ feed }) => feeds.get(feed)?.subjects.includes(id))
    .slice(0, HEADLINES)
    .map(({ title, url, at, feed }) => ({
      title,
      href: url,
      publisher: sources.get(feeds.get(feed)!.source)?.publisher ?? feed,
      day: {
        iso: at,
        words: `${dateWords(at.slice(0, 10), "long", site.publication.language)}, ${at.slice(11, 16)} UTC`,
      },
    }));
}

/** One alone is told as a sentence. */
function othersOf(quotes: SubjectValues["quotes"]): Pick<SubjectValues, "quotes" | "other"> {
  return quotes.length === 1 ? { quotes: [], other: quotes[0] } : { quotes, other: undefined };
}

/** What there is to draw besides the course of the series by which the subject is told. */
function otherCharts(
  { background, newest }: DataSite,
  { id }: Subject,
  told: Series | undefined,
): SubjectValues["charts"] {
  const { charts } = background.kit;
  const first = told && seriesChart(charts, newest, told.id);
  return subjectCharts(charts, newest, id)
    .filter((chart) => chart.id !== first?.id)
    .map(chartValues);
}

/** What a subject is told by, where that is no price or level that goes by its own name, or its unit does not show in it. */
function measuredOf({ site }: DataSite, { id }: Subject): string | undefined {
  const { catalogue } = site.publication;
  const [series] = seriesOfSubject(catalogue, id);
  if (!series) return undefined;
  const shows = series.unit === "points" || catalogue.units.get(series.unit)?.speaks === true;
  return shows && PLAIN.has(quantityOf(series)) ? undefined : series.title;
}

/** A subject's newest value, its change against the one before, and its course. */
function latestOf(data: DataSite, { id, name }: Subject): LatestValues {
  const [series] = seriesOfSubject(data.site.publication.catalogue, id);
  const quote = series && quoteOf(data, series, SUBJECTS_PAGE);
  return {
    value: quote?.value,
    change: quote?.change,
    direction: quote?.direction ?? "flat",
    day: quote?.day,
    spark: series && courseInBrief(data.newest, series.id, name),
  };
}

type LatestValues = Pick<
  SubjectsValues["groups"][number]["subjects"][number],
  "value" | "change" | "direction" | "day" | "spark"
>;

function termsOf(series: readonly Series[], { site }: DataSite): SubjectValues["terms"] {
  const sources = series.flatMap((each) => sourcesOf(each.id, site.publication.catalogue));
  return [...new Set(sources)].map(termValues);
}
