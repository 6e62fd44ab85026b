import type { FrontMatter } from "../../articles/article.ts";
import { weakMemoize } from "../../base/memo.ts";
import type { PlacedArticle } from "./placed-article.ts";

/** Related articles shown. */
const MOST = 3;

/** Earlier articles looked at: older ones are found by tag and subject. */
const WITHIN = 60;

/**
 * Earlier articles that share most of an article's subjects and tags, the newest first among equals.
 * @param articles newest first.
 * @param index place of the article among them; its next older neighbour, to which it leads anyway, is left out.
 */
export function relatedTo(articles: readonly PlacedArticle[], index: number): PlacedArticle[] {
  const own = topicsOf(articles[index]!.frontMatter);
  return articles
    .slice(index + 2, index + 2 + WITHIN)
    .map((article) => ({ article, likeness: likeness(own, topicsOf(article.frontMatter)) }))
    .filter((each) => each.likeness > 0)
    .toSorted((a, b) => b.likeness - a.likeness)
    .slice(0, MOST)
    .map(({ article }) => article);
}

/** Every article is held against dozens of others. */
const topicsOf = weakMemoize<FrontMatter, ReadonlySet<string>>(
  ({ subjects, tags }) =>
    new Set([...subjects.map((id) => `subject ${id}`), ...tags.map((tag) => `tag ${tag}`)]),
);

/** Share of all topics of two articles that both have (Jaccard), 0 to 1. */
function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0;
  for (const topic of one) if (other.has(topic)) shared += 1;
  return shared === 0 ? 0 : shared / (one.size + other.size - shared);
}
