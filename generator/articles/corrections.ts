import type { FrontMatter } from "./article.ts";
import type { ApprovedArticle } from "./approved.ts";

export type Correction = NonNullable<FrontMatter["corrections"]>[number];

/** What was mended in an article, newest first. */
export function correctionsOf({ corrections = [] }: FrontMatter): Correction[] {
  return corrections.toSorted((a, b) => (instantOf(a) < instantOf(b) ? 1 : -1));
}

/** When an article was last changed, ISO 8601 UTC: its newest correction, else when it was published. */
export function modifiedAt(frontMatter: FrontMatter): string {
  const [newest] = correctionsOf(frontMatter);
  const instant = newest === undefined ? "" : instantOf(newest);
  return instant > frontMatter.date ? instant : frontMatter.date;
}

function instantOf({ date }: Correction): string {
  return date.length === 10 ? `${date}T00:00:00Z` : date;
}

/** When a list of articles last changed: its newest publication or correction, ISO 8601 UTC. */
export function newestChange(
  articles: readonly Pick<ApprovedArticle, "frontMatter">[],
): string | undefined {
  return articles
    .map(({ frontMatter }) => modifiedAt(frontMatter))
    .reduce<string | undefined>(
      (newest, each) => (newest === undefined || each > newest ? each : newest),
      undefined,
    );
}
