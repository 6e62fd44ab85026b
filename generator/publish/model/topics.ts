import { slug } from "../../base/slug.ts";
import { digest } from "../../base/digest.ts";
import { weakMemoize } from "../../base/memo.ts";
import { tagPath } from "./address.ts";
import type { PlacedArticle } from "./placed-article.ts";
import type { Site } from "./site.ts";
import type { Subject } from "../../publication/catalogue.ts";
import type { DataSite } from "./edition-desk.ts";

/** A tag with the articles that bear it. */
export interface Tag {
  /** As its newest article writes it. */
  readonly name: string;
  readonly path: string;
  /** Newest first. */
  readonly articles: readonly PlacedArticle[];
}

const LONGEST = 60;

/**
 * What a tag is called in an address: its ASCII letters and digits. A tag that holds other letters or signs gets a digest of its
 * name, so that two of them never share an address; case, spaces and hyphens tell no tags apart.
 */
function tagSlug(name: string): string {
  const plain = name.toLowerCase().replace(/[\s-]+/g, "-");
  const full = slug(name);
  if (full === plain && full.length <= LONGEST) return full;
  const short = full.slice(0, LONGEST).replace(/-+$/, "");
  return [...(short === "" ? [] : [short]), digest(name.toLowerCase(), 8)].join("-");
}

/** Path of the page of a tag; none for a tag without a letter, digit or sign. */
export function tagPathOf(name: string): string | undefined {
  const called = tagSlug(name);
  return called === "" ? undefined : tagPath(called);
}

/** Every tag, in the order of its address. */
export const tagsOf = weakMemoize<Site, readonly Tag[]>(({ articles }) =>
  grouped(articles, ({ frontMatter }) => frontMatter.tags.map((name) => [tagSlug(name), name]))
    .filter(({ key }) => key !== "")
    .map(({ key, name, articles: those }) => ({ name, path: tagPath(key), articles: those })),
);

/** Articles by the subject that they are about. */
export const articlesBySubject = weakMemoize<Site, ReadonlyMap<string, readonly PlacedArticle[]>>(
  ({ articles }) => byKey(articles, ({ frontMatter }) => frontMatter.subjects),
);

/** Articles by the series that they print figures from. */
export const articlesBySeries = weakMemoize<Site, ReadonlyMap<string, readonly PlacedArticle[]>>(
  ({ articles }) => byKey(articles, ({ printed }) => printed.series),
);

/** Articles by the narrative that they print. */
export const articlesByNarrative = weakMemoize<Site, ReadonlyMap<string, readonly PlacedArticle[]>>(
  ({ articles }) =>
    byKey(articles, ({ printed }) => printed.findings.map(({ narrative }) => narrative)),
);

function byKey(
  articles: readonly PlacedArticle[],
  keysOf: (article: PlacedArticle) => readonly string[],
): ReadonlyMap<string, readonly PlacedArticle[]> {
  const groups = grouped(articles, (article) => keysOf(article).map((key) => [key, key]));
  return new Map(groups.map(({ key, articles: those }) => [key, those]));
}

interface Group {
  readonly key: string;
  readonly name: string;
  readonly articles: PlacedArticle[];
}

/** Articles by each key that they have, once each, the keys sorted. */
function grouped(
  articles: readonly PlacedArticle[],
  keysOf: (article: PlacedArticle) => readonly (readonly [key: string, name: string])[],
): Group[] {
  const groups = new Map<string, Group>();
  for (const article of articles) {
    for (const [key, name] of keysOf(article)) {
      const group = groups.get(key);
      if (!group) groups.set(key, { key, name, articles: [article] });
      else if (group.articles.at(-1) !== article) group.articles.push(article);
    }
  }
  return [...groups.values()].toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

/** The subjects of the catalogue that an article is about. */
export function subjectsWritten({ site }: DataSite): Subject[] {
  const written = articlesBySubject(site);
  return [...site.publication.catalogue.subjects.values()].filter(({ id }) => written.has(id));
}
