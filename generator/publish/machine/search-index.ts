import { close, createIndex } from "pagefind";
import { SEARCH_FOLDER } from "../model/address.ts";
import { outage } from "../../base/problem.ts";
import type { SiteFile } from "../build/site-file.ts";
import { digest } from "../../base/digest.ts";
import type { World } from "../../world/world.ts";
import { layersOf } from "../../publication/layers.ts";

/** What Pagefind gives beside its engine and index and this theme does not use: interfaces of its own. */
const UNUSED = /^pagefind-(ui|modular-ui|component-ui|highlight)\./;

/** Parts of a page that say nothing that someone would look for. */
const UNSOUGHT =
  "nav figure details table .facts .feeds .meta .notes .article-foot .related .rows".split(" ");

/** Pages that only list others, and would be found in their place. */
const LISTS = /^(?:(?:index|404)\.html|(?:archive|tags|corrections|subscribe|search)\/.*)$/;

/** A topic's articles of one year. */
const YEARS = /\/\d{4}\/index\.html$/;

/**
 * The index of a site's pages and the engine that reads it, as files. The same pages in the same order give the
 * same bytes.
 * @param paths of the pages that can be found, each read when its turn comes.
 * @throws Failure (3) when Pagefind cannot run.
 */
export async function searchIndex(
  paths: readonly string[],
  read: (path: string) => string,
): Promise<SiteFile[]> {
  try {
    const { index, errors } = await createIndex({
      rootSelector: "main",
      excludeSelectors: UNSOUGHT,
    });
    if (!index) throw new Error(errors.join(" "));
    for (const path of paths) {
      const added = await index.addHTMLFile({ sourcePath: path, content: read(path) });
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

/** Whether a search finds a page. */
export function isFound({ path, isUnlisted }: SiteFile): boolean {
  return path.endsWith(".html") && !isUnlisted && !LISTS.test(path) && !YEARS.test(path);
}

const SCRIPT = "site/layouts/search.js";

/** The theme's script of the search page; none where the theme has no search. */
export function searchScript(world: World, home: string): SiteFile | undefined {
  const layers = layersOf(world, home);
  if (!layers.origin(SCRIPT)) return undefined;
  const content = layers.open(SCRIPT).text;
  return { path: `assets/search.${digest(content, 12)}.js`, content };
}
