import { posix } from "node:path";
import { pagesOf, textOf, type Made } from "./made.ts";

/** Where attributes of pages lead. */
const LINKS = /<(?:a|link|form|script|img)\b[^>]*? (?:href|src|action)="([^"]*)"/g;

interface Site {
  readonly root: string;
  readonly under: string;
  hasId(path: string, id: string): boolean;
}

/**
 * Links of a site's pages that lead nowhere, fragments included. Relative ones are followed from their page, those that start at
 * the path of `root` from the site's own, and permanent ones that begin with `root` as a host answers them.
 */
export function deadLinks(site: Made, root: string): string[] {
  const ids = new Map<string, Set<string>>();
  const hasId = (path: string, id: string): boolean => {
    let found = ids.get(path);
    if (!found) {
      found = new Set([...textOf(site, path).matchAll(/ id="([^"]*)"/g)].map(([, each]) => each!));
      ids.set(path, found);
    }
    return found.has(id);
  };
  const at: Site = { root, under: new URL(root).pathname, hasId };
  return pagesOf(site).flatMap((from) =>
    [...textOf(site, from).matchAll(LINKS)]
      .map(([, href = ""]) => href.replaceAll("&amp;", "&").replaceAll("&#x3D;", "="))
      .filter((href) => !leads(site, from, href, at))
      .map((href) => `${from}: ${href}`),
  );
}

function leads(site: Made, from: string, href: string, { root, under, hasId }: Site): boolean {
  const [address = "", fragment] = href.split("#");
  if (/^(https?|mailto):/.test(href) && !address.startsWith(root)) return true;
  const path = address.startsWith(root)
    ? address.slice(root.length)
    : address.startsWith(under)
      ? address.slice(under.length)
      : address === ""
        ? from
        : posix.join(posix.dirname(from), address);
  const file = hosted(site, path === "./" ? "" : path);
  if (!site.has(file)) return false;
  return fragment === undefined || hasId(file, decodeURIComponent(fragment));
}

/** What a host answers with: a folder's page, or the file. */
function hosted(site: Made, path: string): string {
  const plain = decodeURIComponent(path);
  return plain === "" || plain.endsWith("/") ? `${plain}index.html` : plain;
}
