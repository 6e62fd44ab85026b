import type { FrontMatter } from "../compose/article.ts";

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
