import type { Day } from "../base/day.ts";
import { mistake } from "../base/problem.ts";

/**
 * Addresses of the site.
 *
 * A page is a folder with an `index.html`, so its permanent address ends in a slash (`/2025/05/08/slug/`). Links between
 * pages are relative and name the `index.html`: the same files work at a site's root, under a sub-path, and opened from
 * the file system. Canonical links and feeds carry the permanent address. The one exception is `404.html`, which a host
 * shows in place of any path: its links start at the path of the publication's `url`.
 */
export const HOME_PAGE = "index.html";
export const ARCHIVE_PAGE = "archive/index.html";
export const NOT_FOUND_PAGE = "404.html";
export const FEED = "feed.xml";

/** Path of an article's page within the site. */
export function articlePath(edition: Day, slug: string): string {
  return `${edition.replaceAll("-", "/")}/${slug}/index.html`;
}

/** The address of `to` as seen from the page `from`; both are paths within the site. */
export function relativeLink(from: string, to: string): string {
  return "../".repeat(from.split("/").length - 1) + to;
}

/** The permanent address of a page on the web. */
export function permanentLink(root: string, page: string): string {
  return root + page.replace(/(^|\/)index\.html$/, "$1");
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
