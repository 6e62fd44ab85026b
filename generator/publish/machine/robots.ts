import { permanentLink } from "../model/address.ts";
import type { SiteFile } from "../build/site-file.ts";
import type { Site } from "../model/site.ts";
import { NEWS_SITEMAP, SITEMAP } from "./sitemap.ts";

/** Everything may be read. A host serves this file for a whole domain: below a path it must be put at the domain's root. */
export function robotsFile({ root }: Site): SiteFile {
  const maps = [SITEMAP, NEWS_SITEMAP].map((path) => `Sitemap: ${permanentLink(root, path)}`);
  return {
    path: "robots.txt",
    content: `${["User-agent: *", "Allow: /", "", ...maps].join("\n")}\n`,
  };
}
