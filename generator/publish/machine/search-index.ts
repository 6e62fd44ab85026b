import { close, createIndex } from "pagefind";
import { SEARCH_FOLDER } from "../address.ts";
import { outage } from "../../base/problem.ts";
import type { Page } from "../page.ts";

/** What Pagefind gives beside its engine and index and this theme does not use: interfaces of its own. */
const UNUSED = /^pagefind-(ui|modular-ui|component-ui|highlight)\./;

/** Pages that only list others, and would be found in their place. */
const LISTS = /^(?:(?:index|404)\.html|(?:archive|tags|corrections|subscribe|search)\/.*)$/;

/** A topic's articles of one year. */
const YEARS = /\/\d{4}\/index\.html$/;

/**
 * The index of a site's pages and the engine that reads it, as files. The same pages in the same order give the
 * same bytes.
 * @throws Failure (3) when Pagefind cannot run.
 */
export async function searchIndex(pages: readonly Page[]): Promise<Page[]> {
  try {
    const { index, errors } = await createIndex({
      rootSelector: "main",
      excludeSelectors: [
        ...["nav", "figure", "details", "table", ".facts", ".feeds", ".meta"],
        ...[".notes", ".article-foot", ".related", ".rows"],
      ],
    });
    if (!index) throw new Error(errors.join(" "));
    for (const { path, content } of pages.filter(isFound)) {
      const added = await index.addHTMLFile({ sourcePath: path, content });
      if (added.errors.length > 0) throw new Error(`${path}: ${added.errors.join(" ")}`);
    }
    const { files, errors: failed } = await index.getFiles();
    if (failed.length > 0) throw new Error(failed.join(" "));
    return files
      .filter(({ path }) => !UNUSED.test(path))
      .map(({ path, content }) => ({ path: `${SEARCH_FOLDER}${path}`, content }))
      .toSorted((a, b) => (a.path < b.path ? -1 : 1));
  } catch (error) {
    throw outage({
      code: "search-index",
      message: `The search index cannot be made: ${(error as Error).message}.`,
      advice: "Publish without it: bellwether publish --no-search.",
    });
  } finally {
    await close();
  }
}

function isFound(page: Page): page is Page & { content: string } {
  return (
    typeof page.content === "string" &&
    page.path.endsWith(".html") &&
    !page.isUnlisted &&
    !LISTS.test(page.path) &&
    !YEARS.test(page.path)
  );
}
