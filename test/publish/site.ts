import { siteRoot } from "../../generator/publish/address.ts";
import type { PlacedArticle, Site } from "../../generator/publish/site.ts";
import { loadPageWords } from "../../generator/publish/page-words.ts";
import type { Publication } from "../../generator/publication.ts";
import { ROOT, world } from "../support/bundle.ts";
import { publicationAt } from "./home.ts";

/** A site of articles alone, with the bundled theme's words. */
export function siteOf(
  articles: readonly PlacedArticle[],
  changes: Partial<Publication> = {},
): Site {
  const publication = publicationAt(ROOT, changes);
  return {
    publication,
    root: siteRoot(publication.url),
    stylesheet: "assets/style.css",
    articles,
    background: undefined,
    words: loadPageWords(world, ROOT, "en"),
    icons: undefined,
    searchScript: undefined,
  };
}
