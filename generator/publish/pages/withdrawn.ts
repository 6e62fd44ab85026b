import type { WithdrawnArticle } from "../../articles/approved.ts";
import type { SiteFile } from "../build/site-file.ts";
import { articlePath } from "../model/address.ts";
import { commonValues } from "../model/page-head.ts";
import type { Site } from "../model/site.ts";
import { dateWords } from "../theme/dates.ts";
import type { Layouts } from "../theme/layouts.ts";

/** What stands at the address of each article that was withdrawn: when that was, and why. No list and no feed leads there. */
export function withdrawnPages(
  site: Site,
  layouts: Layouts,
  withdrawn: readonly WithdrawnArticle[],
): SiteFile[] {
  return withdrawn.map(({ edition, slug, title, language, date, text }) => {
    const path = articlePath(edition, slug);
    const head = { ...site.words.head("withdrawn", { title }), path, isHidden: true };
    const day = date.slice(0, 10);
    const content = layouts.render("withdrawn", {
      ...commonValues(site, head),
      title,
      language,
      day: { iso: date, words: dateWords(day, "long", site.publication.language) },
      text,
    });
    return { path, content, isUnlisted: true };
  });
}
