import { close, createIndex } from "pagefind";
import { inOrder } from "./search-order.ts";
import { SEARCH_FOLDER } from "../model/address.ts";
import { outage } from "../../base/problem.ts";
import { escapeMarkup } from "../../base/markup.ts";
import type { Found, SiteFile } from "../build/site-file.ts";

/** What Pagefind gives beside its engine and index and this theme does not use: interfaces of its own. */
const UNUSED = /^pagefind-(ui|modular-ui|component-ui|highlight)\./;

/** Parts of a page that say nothing that someone would look for. */
const UNSOUGHT = [
  "nav",
  "figure",
  "details",
  ".leaf table",
  ".facts",
  ".feeds",
  ".meta",
  ".notes",
  ".article-foot",
  ".related",
  ".rows",
];

/** Signs that tell one figure from another, and are sought with it. */
const SIGNS = "$€£¥%+\u2212";

/** A page that search finds. */
export type FoundFile = SiteFile & Required<Pick<SiteFile, "found">>;

export function isFound(file: SiteFile): file is FoundFile {
  return file.found !== undefined;
}

/**
 * The index of a site's pages and the engine that reads it, as files. The same pages in the same order give the
 * same bytes.
 * @param pages each read when its turn comes.
 * @throws Failure (3) when Pagefind cannot run.
 */
export async function searchIndex(
  pages: readonly Pick<FoundFile, "path" | "found">[],
  read: (path: string) => string,
): Promise<SiteFile[]> {
  try {
    const { index, errors } = await createIndex({
      rootSelector: "main",
      excludeSelectors: UNSOUGHT,
      includeCharacters: SIGNS,
    });
    if (!index) throw new Error(errors.join(" "));
    for (const { path, found } of pages) {
      const content = marked(read(path), found);
      const added = await index.addHTMLFile({ sourcePath: path, content });
      if (added.errors.length > 0) throw new Error(`${path}: ${added.errors.join(" ")}`);
    }
    const { files, errors: failed } = await index.getFiles();
    if (failed.length > 0) throw new Error(failed.join(" "));
    return inOrder(files)
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

/** A page as the index reads it, with what it is listed by. */
function marked(html: string, { kind, subjects = [], day }: Found): string {
  const marks = [
    `<i data-pagefind-filter="kind:${kind}" data-pagefind-meta="kind:${kind}"></i>`,
    ...subjects.map(
      (name) =>
        `<i data-pagefind-filter="subject[data-name]" data-name="${escapeMarkup(name)}"></i>`,
    ),
    ...(day === undefined ? [] : [`<i data-pagefind-sort="date:${day}"></i>`]),
  ];
  return html.replace(/<main\b[^>]*>/, (main) => main + marks.join(""));
}
