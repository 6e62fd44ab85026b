import { FEED, permanentLink } from "./address.ts";
import { modifiedAt } from "./corrections.ts";
import type { Layouts } from "./layouts.ts";
import type { Page } from "./page.ts";
import type { Site } from "./site.ts";

/** Articles that the feed holds. */
const ENTRIES = 30;

/** What a feed without entries says of its age. */
const NEVER = "1970-01-01T00:00:00Z";

/** Atom (RFC 4287) with the newest articles in full; its dates are those of the articles. */
export function feedPage(site: Site, layouts: Layouts): Page {
  const { name, description, language, author } = site.publication;
  const entries = site.articles.slice(0, ENTRIES).map(({ frontMatter, path, rendered }) => ({
    url: permanentLink(site.root, path),
    title: frontMatter.title,
    description: frontMatter.description,
    published: frontMatter.date,
    updated: modifiedAt(frontMatter),
    language: frontMatter.language,
    tags: frontMatter.tags,
    body: rendered.html,
  }));
  const newest = entries.reduce((latest, { updated }) => (updated > latest ? updated : latest), "");
  const content = layouts.render("feed", {
    site: { name, description, language },
    author: author.name,
    home: site.root,
    self: permanentLink(site.root, FEED),
    updated: newest || NEVER,
    entries,
  });
  return { path: FEED, content };
}
