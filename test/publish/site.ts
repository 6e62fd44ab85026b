import { siteRoot } from "../../generator/publish/model/address.ts";
import type { PlacedArticle } from "../../generator/publish/model/placed-article.ts";
import type { Site } from "../../generator/publish/model/site.ts";
import { loadPageWords } from "../../generator/publish/theme/page-words.ts";
import type { Publication } from "../../generator/publication/publication.ts";
import { catalogue, ROOT, world } from "../support/bundle.ts";
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
    firstFaces: [],
    stylesheet: "assets/style.css",
    articles,
    background: undefined,
    ownPages: [],
    guests: [],
    words: loadPageWords(world, ROOT, "en", catalogue.units),
    icons: undefined,
    scripts: {},
  };
}
