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
  const own = new Set(topicsOf(articles[index]!.frontMatter));
  // The most alike first. Every article is held against dozens of others: nothing is made for those that are not among them.
  const most: { readonly article: PlacedArticle; readonly likeness: number }[] = [];
  const end = Math.min(articles.length, index + 2 + WITHIN);
  for (let at = index + 2; at < end; at++) {
    const article = articles[at]!;
    const alike = likeness(own, topicsOf(article.frontMatter));
    if (alike <= (most[MOST - 1]?.likeness ?? 0)) continue;
    const place = most.findIndex(({ likeness }) => likeness < alike);
    most.splice(place === -1 ? most.length : place, 0, { article, likeness: alike });
    if (most.length > MOST) most.pop();
  }
  return most.map(({ article }) => article);
}

/** Each once. */
const topicsOf = weakMemoize<FrontMatter, readonly string[]>(({ subjects, tags }) => [
  ...new Set([...subjects.map((id) => `subject ${id}`), ...tags.map((tag) => `tag ${tag}`)]),
]);

/** Share of all topics of two articles that both have (Jaccard), 0 to 1. */
function likeness(one: ReadonlySet<string>, other: readonly string[]): number {
  let shared = 0;
  for (const topic of other) if (one.has(topic)) shared += 1;
  return shared === 0 ? 0 : shared / (one.size + other.length - shared);
}
