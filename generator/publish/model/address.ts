import type { Day } from "../../base/day.ts";
import { mistake } from "../../base/problem.ts";

/**
 * Addresses of the site.
 *
 * A page is a folder with an `index.html`, and its one address ends in the folder's slash (`/2025/05/08/slug/`): links,
 * canonical links, feeds and the sitemap all name it so. Links between pages are relative: the same files work at a site's
 * root and under a sub-path. The one exception is `404.html`, which a host shows in place of any path: its links start at
 * the path of the publication's `url`.
 */
export const HOME_PAGE = "index.html";

export const ARCHIVE_PAGE = "archive/index.html";

export const NOT_FOUND_PAGE = "404.html";

export const FEED = "feed.xml";

export const TAGS_PAGE = "tags/index.html";

export const SUBJECTS_PAGE = "subjects/index.html";

export const SERIES_PAGE = "series/index.html";

export const NARRATIVES_PAGE = "narratives/index.html";

export const METHODOLOGY_PAGE = "methodology/index.html";

export const SOURCES_PAGE = "sources/index.html";

export const CALENDAR_PAGE = "calendar/index.html";

/** The same for programs (RFC 5545). */
export const CALENDAR_FEED = "calendar/events.ics";

export const CORRECTIONS_PAGE = "corrections/index.html";

export const ABOUT_PAGE = "about/index.html";

export const SUBSCRIBE_PAGE = "subscribe/index.html";

export const SEARCH_PAGE = "search/index.html";

/** The list of articles that people wrote. */
export const GUESTS_PAGE = "articles/index.html";

/** Pages that stand at the same address on every site. */
export const STANDING_PAGES: ReadonlySet<string> = new Set([
  ABOUT_PAGE,
  ARCHIVE_PAGE,
  CALENDAR_PAGE,
  CORRECTIONS_PAGE,
  GUESTS_PAGE,
  METHODOLOGY_PAGE,
  NARRATIVES_PAGE,
  SEARCH_PAGE,
  SERIES_PAGE,
  SOURCES_PAGE,
  SUBJECTS_PAGE,
  SUBSCRIBE_PAGE,
  TAGS_PAGE,
]);

/** Where the search engine and its index lie. */
export const SEARCH_FOLDER = "pagefind/";

/** Path of an article's page within the site. */
export function articlePath(edition: Day, slug: string): string {
  return `${edition.replaceAll("-", "/")}/${slug}/index.html`;
}

/** Path of the list of a month's (`2025-05`) or year's (`2025`) articles. */
export function archivePath(period: string): string {
  return `archive/${period.replace("-", "/")}/index.html`;
}

/** Path of the page of an article that a person wrote. */
export function guestPath(name: string): string {
  return `articles/${name}/index.html`;
}

export function tagPath(slug: string): string {
  return `tags/${slug}/index.html`;
}

export function subjectPath(id: string): string {
  return `subjects/${id}/index.html`;
}

export function seriesPath(id: string): string {
  return `series/${id}/index.html`;
}

export function narrativePath(id: string): string {
  return `narratives/${id}/index.html`;
}

/** A file in the folder of a page. */
export function besidePage(page: string, name: string): string {
  return page.replace(/[^/]*$/, name);
}

/** The address of `to` as seen from the page `from`; both are paths within the site. */
export function relativeLink(from: string, to: string): string {
  return "../".repeat(from.split("/").length - 1) + addressed(to) || "./";
}

/** The permanent address of a page on the web. */
export function permanentLink(root: string, page: string): string {
  return root + addressed(page);
}

/** A folder stands for its page. */
function addressed(page: string): string {
  return page.replace(/(^|\/)index\.html$/, "$1");
}

/**
 * The publication's address with a slash at its end, without query and fragment.
 * @throws Failure (2) for an address that is not of the web.
 */
export function siteRoot(url: string): string {
  const address = new URL(url);
  if (address.protocol !== "https:" && address.protocol !== "http:") {
    throw mistake({
      code: "schema",
      file: "bellwether.yaml",
      message: `publication.url: expected an address of the web, found "${url}".`,
      advice: "It starts with https:// or http://.",
    });
  }
  address.search = "";
  address.hash = "";
  address.username = "";
  address.password = "";
  return address.href.endsWith("/") ? address.href : `${address.href}/`;
}
