import { digest } from "../base/digest.ts";
import { oncePer } from "../base/once.ts";
import { digestsBelow, programDigest } from "../base/program.ts";
import type { World } from "../base/world.ts";
import type { Publication } from "../publication.ts";
import type { Background } from "./background.ts";
import type { ApprovedArticle } from "./editions.ts";
import { minutesOf, type PlacedArticle, type Site } from "./site.ts";

/** Digests of what files are made from, so that what has not changed since the last build is not made again. */
export interface Keys {
  /** Of what every file follows from: the program, the theme, the templates, the configuration. */
  readonly site: string;
  /** Of what was known of all series at the cut-off of the newest edition and of those before. */
  data(): string;
  /** Of an article, what was known at its cut-off, what every file follows from, and what stands beside it. */
  ofArticle(article: ApprovedArticle, ...beside: readonly unknown[]): string;
}

/** Of the home: all that is neither an article nor data. */
const PARTS = ["bellwether.yaml", "live.yaml", "templates", "site"];
/** Of `site/`: what is made. */
const MADE = /^site\/(?:dist|\.)/;

/**
 * The keys of a site's files; undefined where what was known of the data cannot be told.
 * @param articles every article of the site.
 */
export function keysOf(
  world: World,
  publication: Publication,
  background: Background | undefined,
  articles: readonly ApprovedArticle[],
): Keys | undefined {
  const { fingerprints, view } = background ?? {};
  if (!fingerprints || !view) return undefined;
  const site = digest(
    JSON.stringify([
      programDigest(world),
      publication,
      ...Object.values(publication.catalogue).map((each) => [...each.values()]),
      filesOf(world, publication.home),
    ]),
  );
  const instants = [...new Set(articles.map(cutoffOf))].toSorted((a, b) => a - b);
  const places = new Map(instants.map((instant, at) => [instant, at]));
  const known = new Map<string, readonly string[]>();
  const knownAt = (series: string, at: number): string | undefined => {
    let each = known.get(series);
    if (!each) known.set(series, (each = fingerprints(series, instants)));
    return each[at];
  };
  const bySubject = Map.groupBy(publication.catalogue.series.keys(), subjectOf);
  const dataDigest = (): string =>
    digest(
      JSON.stringify([
        instants,
        [...publication.catalogue.series.keys()].map((id) => knownAt(id, instants.length - 1)),
      ]),
    );
  let data: string | undefined;
  return {
    site,
    data: () => (data ??= dataDigest()),
    ofArticle(article, ...beside) {
      const at = places.get(cutoffOf(article)) ?? -1;
      const { subjects } = article.frontMatter;
      const series = new Set([
        ...article.printed.series,
        ...subjects.flatMap((subject) => bySubject.get(subject) ?? []),
      ]);
      const data = [...series].map((id) => knownAt(id, at));
      return digest(JSON.stringify([site, article.file, article.digest, data, beside]));
    },
  };
}

/** Of all that other pages tell of an article. */
export const listedDigest = oncePer((article: PlacedArticle) => {
  const { path, frontMatter, figures, printed } = article;
  return digest(JSON.stringify([path, frontMatter, minutesOf(article), figures, printed]));
});

/** What the head and foot of a page follow from, besides the program, the theme and the configuration. */
export function besideOf(
  { stylesheet, icons, searchScript, cards, translations = [] }: Site,
  path: string,
): unknown {
  const card = cards?.get(path);
  return [
    [stylesheet, icons, searchScript, card?.path, card?.alt],
    translations.map(({ at, ...each }) => [each, at(path)]),
  ];
}

/**
 * The key of a page that tells of articles.
 * @param articles those that it lists.
 * @param hasData whether it tells what was known of the data too, and so leads to the subjects that articles are about.
 */
export function pageKey(
  site: Site,
  path: string,
  articles: readonly PlacedArticle[],
  hasData: boolean,
): string | undefined {
  const { keys } = site;
  return (
    keys &&
    digest(
      JSON.stringify([
        keys.site,
        path,
        besideOf(site, path),
        articles.map(listedDigest),
        hasData && [keys.data(), subjectsOf(site)],
      ]),
    )
  );
}

const subjectsOf = oncePer(({ articles }: Site) =>
  [...new Set(articles.flatMap(({ frontMatter }) => frontMatter.subjects))].toSorted(),
);

/** In milliseconds. */
function cutoffOf({ frontMatter }: ApprovedArticle): number {
  return Date.parse(frontMatter.date);
}

function subjectOf(series: string): string {
  return series.slice(0, series.indexOf("."));
}

function filesOf({ files }: World, home: string): [string, string][] {
  return PARTS.flatMap((part) => digestsBelow(files, home, part, (path) => MADE.test(path)));
}
