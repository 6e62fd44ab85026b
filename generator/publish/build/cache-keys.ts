import { memoize, once, weakMemoize } from "../../base/memo.ts";
import { digest } from "../../base/digest.ts";
import { programDigest } from "../../world/program.ts";
import type { World } from "../../world/world.ts";
import { declaredIn } from "../../publication/catalogue.ts";
import { digestsOfLayers } from "../../publication/layers.ts";
import type { Publication } from "../../publication/publication.ts";
import type { Background } from "../model/background.ts";
import type { ApprovedArticle } from "../../articles/approved.ts";

/** Digests of what files are made from, so that what has not changed since the last build is not made again. */
export interface CacheKeys {
  /** Of what every file follows from: the program and its plugins, the theme, the templates, the configuration. */
  readonly site: string;
  /** Of what was known of all series at the cut-off of the newest edition and of those before. */
  data(): string;
  /** Of what is told of that data without a layout. */
  ofData(...beside: readonly unknown[]): string;
  /** Of the text of an article without a layout: the article, what was known and had been stated at its cut-off, the program and the words. */
  ofText(article: ApprovedArticle, ...beside: readonly unknown[]): string;
  /** Of an article, what was known and had been stated at its cut-off, what every file follows from, and what stands beside it. */
  ofArticle(article: ApprovedArticle, ...beside: readonly unknown[]): string;
}

/** Of each layer: what texts are made with … */
const WORDS = ["bellwether.yaml", "live.yaml", "templates"];

/** … and what else is neither an article nor data. */
const THEME = ["site/layouts", "site/styles", "site/fonts", "content/articles", "content/pages"];

/**
 * The keys of a site's files; undefined where what was known of the data cannot be told.
 * @param articles every article of the site.
 */
export function cacheKeysOf(
  world: World,
  publication: Publication,
  background: Background | undefined,
  articles: readonly ApprovedArticle[],
): CacheKeys | undefined {
  const { fingerprints, view } = background ?? {};
  if (!fingerprints || !view) return undefined;
  const words = digest(
    JSON.stringify([
      programDigest(world),
      { ...publication, kit: publication.kit.digest },
      ...declaredIn(publication.catalogue),
      digestsOfLayers(world, publication.home, WORDS),
    ]),
  );
  const site = digest(JSON.stringify([words, digestsOfLayers(world, publication.home, THEME)]));
  const instants = [...new Set(articles.map(cutoffOf))].toSorted((a, b) => a - b);
  const places = new Map(instants.map((instant, at) => [instant, at]));
  const fingerprintsOf = memoize((series: string) => fingerprints(series, instants));
  const knownAt = (series: string, at: number): string | undefined => fingerprintsOf(series)[at];
  const statedAt = memoize((instant: number) => {
    const known = view(instant);
    return digest(JSON.stringify([known.claims(), known.events(), known.headlines()]));
  });
  const bySubject = Map.groupBy(publication.catalogue.series.keys(), subjectOf);
  const dataDigest = (): string =>
    digest(
      JSON.stringify([
        instants,
        [...publication.catalogue.series.keys()].map((id) => knownAt(id, instants.length - 1)),
        instants.slice(-1).map(statedAt),
      ]),
    );
  const known = weakMemoize((article: ApprovedArticle) => {
    const at = places.get(cutoffOf(article)) ?? -1;
    const { subjects } = article.frontMatter;
    const series = new Set([
      ...article.printed.series,
      ...subjects.flatMap((subject) => bySubject.get(subject) ?? []),
    ]);
    const data = [...[...series].map((id) => knownAt(id, at)), statedAt(cutoffOf(article))];
    return digest(JSON.stringify([article.file, article.digest, article.arrived, data]));
  });
  const data = once(dataDigest);
  return {
    site,
    data,
    ofData: (...beside) => digest(JSON.stringify([words, data(), beside])),
    ofText: (article, ...beside) => digest(JSON.stringify([words, known(article), beside])),
    ofArticle: (article, ...beside) => digest(JSON.stringify([site, known(article), beside])),
  };
}

/** In milliseconds. */
function cutoffOf({ frontMatter }: ApprovedArticle): number {
  return Date.parse(frontMatter.date);
}

function subjectOf(series: string): string {
  return series.slice(0, series.indexOf("."));
}
