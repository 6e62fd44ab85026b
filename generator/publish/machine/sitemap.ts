import { addDays } from "../../base/day.ts";
import { permanentLink } from "../model/address.ts";
import type { SiteFile } from "../build/site-file.ts";
import type { Site } from "../model/site.ts";
import { escapeMarkup } from "../../base/markup.ts";

/** The protocol's own limit of addresses in one file. */
const MOST = 50_000;
export const SITEMAP = "sitemap.xml";
export const NEWS_SITEMAP = "news-sitemap.xml";

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";

/** Every page that says something of its own, each with the time of its last change where that is known. */
export function sitemapPages(site: Site, pages: readonly SiteFile[], most = MOST): SiteFile[] {
  const entries = pages.filter(({ path, isUnlisted }) => path.endsWith(".html") && !isUnlisted);
  if (entries.length <= most)
    return [{ path: SITEMAP, content: urlSet(site, entries), isUnlisted: true }];
  const parts = Array.from({ length: Math.ceil(entries.length / most) }, (_, index) =>
    entries.slice(index * most, (index + 1) * most),
  );
  const files = parts.map((part, index) => ({
    path: `sitemap-${index + 1}.xml`,
    content: urlSet(site, part),
    modified: part.reduce(
      (newest, { modified = "" }) => (modified > newest ? modified : newest),
      "",
    ),
  }));
  const listed = files.map(({ path, modified }) =>
    element("sitemap", site, path, modified || undefined),
  );
  const index = `${HEAD}<sitemapindex xmlns="${NAMESPACE}">\n${listed.join("")}</sitemapindex>\n`;
  return [
    { path: SITEMAP, content: index },
    ...files.map(({ path, content }) => ({ path, content })),
  ];
}

function urlSet(site: Site, pages: readonly SiteFile[]): string {
  const listed = pages.map(({ path, modified }) => element("url", site, path, modified));
  return `${HEAD}<urlset xmlns="${NAMESPACE}">\n${listed.join("")}</urlset>\n`;
}

function element(name: string, { root }: Site, path: string, modified: string | undefined): string {
  const changed = modified === undefined ? "" : `<lastmod>${escapeMarkup(modified)}</lastmod>`;
  return `<${name}><loc>${escapeMarkup(addressOf(root, path))}</loc>${changed}</${name}>\n`;
}

/** The articles of the newest edition's day and of the two days before it, as news search asks for them. */
export function newsSitemap(site: Site): SiteFile {
  const { articles, publication, root } = site;
  const newest = articles[0]?.frontMatter.edition;
  const from = newest === undefined ? "" : addDays(newest, -2);
  const listed = articles
    .filter(({ frontMatter }) => frontMatter.edition > from)
    .map(
      ({ path, frontMatter }) =>
        `<url><loc>${escapeMarkup(addressOf(root, path))}</loc><news:news>` +
        `<news:publication><news:name>${escapeMarkup(publication.name)}</news:name>` +
        `<news:language>${escapeMarkup(newsLanguage(frontMatter.language))}</news:language></news:publication>` +
        `<news:publication_date>${escapeMarkup(frontMatter.date)}</news:publication_date>` +
        `<news:title>${escapeMarkup(frontMatter.title)}</news:title></news:news></url>\n`,
    );
  const content =
    `${HEAD}<urlset xmlns="${NAMESPACE}" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">\n` +
    `${listed.join("")}</urlset>\n`;
  return { path: NEWS_SITEMAP, content };
}

/** News search takes languages without a region, save two of Chinese. */
function newsLanguage(language: string): string {
  const lower = language.toLowerCase();
  return ["zh-cn", "zh-tw"].includes(lower) ? lower : (lower.split("-")[0] ?? lower);
}

function addressOf(root: string, path: string): string {
  return new URL(permanentLink(root, path)).href;
}
