import { GUESTS_PAGE, permanentLink, relativeLink } from "../model/address.ts";
import type { GuestArticle } from "../model/guest-articles.ts";
import { commonValues } from "../model/page-head.ts";
import { listedGuest, type Site } from "../model/site.ts";
import { guestThings } from "../model/structured-data.ts";
import { tagPathOf, tagsOf } from "../model/topics.ts";
import type { SiteFile } from "../build/site-file.ts";
import { textDirection } from "../theme/text-direction.ts";
import type { Layouts } from "../theme/layouts.ts";
import { shareValues } from "./share.ts";

/** The articles that people wrote, and the list of them; none where there is no such article. */
export function guestPages(site: Site, layouts: Layouts): SiteFile[] {
  const { guests, words, publication } = site;
  if (guests.length === 0) return [];
  const path = GUESTS_PAGE;
  const head = { ...words.head("guest-articles", { site: publication.name }), path };
  const content = layouts.render("guest-articles", {
    ...commonValues(site, head),
    articles: guests.map((guest) => listedGuest(site, guest, path)),
  });
  return [
    { path, content, modified: guests[0]?.instant },
    ...guests.map((guest) => guestPage(site, layouts, guest)),
  ];
}

function guestPage(site: Site, layouts: Layouts, guest: GuestArticle): SiteFile {
  const { publication, root, words } = site;
  const { path, title, description, author, tags, day, instant, rendered } = guest;
  const head = {
    path,
    title,
    description,
    day,
    article: { published: instant, modified: instant, tags },
    structured: guestThings(site, guest),
    trail: [{ path: GUESTS_PAGE, title: words.head("guest-articles").title }],
  };
  const tagPages = new Set(tagsOf(site).map((tag) => tag.path));
  const values = {
    ...commonValues(site, head),
    guest: {
      ...listedGuest(site, guest, path),
      author,
      direction: textDirection(publication.language),
      html: rendered.html,
      tags: tags.map((name) => {
        const to = tagPathOf(name);
        const isThere = to !== undefined && tagPages.has(to);
        return { name, href: isThere ? relativeLink(path, to) : undefined };
      }),
      share: shareValues(permanentLink(root, path), title, publication.share),
    },
  };
  return {
    path,
    content: layouts.render("guest-article", values),
    modified: instant,
    found: { kind: "news", day },
  };
}
