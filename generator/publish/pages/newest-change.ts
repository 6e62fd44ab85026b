import { modifiedAt } from "../corrections.ts";
import type { ApprovedArticle } from "../editions.ts";

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
