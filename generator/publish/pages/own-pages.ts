import type { SiteFile } from "../build/site-file.ts";
import { commonValues } from "../model/page-head.ts";
import type { Site } from "../model/site.ts";
import type { Layouts } from "../theme/layouts.ts";

/** The pages that the publisher wrote. */
export function ownPages(site: Site, layouts: Layouts): SiteFile[] {
  return site.ownPages.map(({ path, title, description, html }) => {
    const values = { ...commonValues(site, { path, title, description }), title, html };
    return { path, content: layouts.render("own-page", values) };
  });
}
