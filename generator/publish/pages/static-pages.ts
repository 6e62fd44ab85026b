import {
  ABOUT_PAGE,
  CORRECTIONS_PAGE,
  HOME_PAGE,
  NOT_FOUND_PAGE,
  relativeLink,
  SEARCH_FOLDER,
  SEARCH_PAGE,
  SUBSCRIBE_PAGE,
} from "../model/address.ts";
import { correctionsOf, newestChange } from "../../articles/corrections.ts";
import { dateWords } from "../theme/dates.ts";
import type { Layouts } from "../theme/layouts.ts";
import { commonValues } from "../model/page-head.ts";
import type { SiteFile } from "../build/site-file.ts";
import type { Site } from "../model/site.ts";
import { feedAddresses, feedLinks } from "./tags.ts";
import { tagsOf } from "../model/topics.ts";

/** Everything that was put right after it was published, newest first. */
export function correctionsPage(site: Site, layouts: Layouts): SiteFile {
  const { name, language } = site.publication;
  const path = CORRECTIONS_PAGE;
  const corrected = site.articles.filter(({ frontMatter }) => frontMatter.corrections?.length);
  const corrections = corrected.flatMap((article) =>
    correctionsOf(article.frontMatter).map(({ date, text }) => ({
      href: relativeLink(path, article.path),
      title: article.frontMatter.title,
      language: article.frontMatter.language,
      day: { iso: date.slice(0, 10), words: dateWords(date.slice(0, 10), "long", language) },
      iso: date,
      text,
    })),
  );
  const content = layouts.render("correction-list", {
    ...commonValues(site, { ...site.words.head("corrections", { site: name }), path }),
    corrections: corrections.toSorted((a, b) => (a.iso < b.iso ? 1 : -1)),
  });
  return { path, content, modified: newestChange(corrected) };
}

/** Who writes, and how. */
export function aboutPage(site: Site, layouts: Layouts): SiteFile {
  const { name, author, cutoff, release } = site.publication;
  const path = ABOUT_PAGE;
  const content = layouts.render("about", {
    ...commonValues(site, { ...site.words.head("about", { site: name }), path }),
    author,
    cutoff,
    isAutomatic: release === "when-clean",
  });
  return { path, content, found: { kind: "about" } };
}

/** How to get each edition: by mail where the publication names a sign-up, by feed in any case. */
export function subscribePage(site: Site, layouts: Layouts): SiteFile {
  const { name, newsletter } = site.publication;
  const path = SUBSCRIBE_PAGE;
  const content = layouts.render("subscribe", {
    ...commonValues(site, { ...site.words.head("subscribe", { site: name }), path }),
    form: newsletter,
    addresses: feedAddresses(site, HOME_PAGE),
    tags: tagsOf(site).map((tag) => ({ name: tag.name, feeds: feedLinks(path, tag.path) })),
  });
  return { path, content };
}

/** Search; none where the site has no index. */
export function searchPage(site: Site, layouts: Layouts): SiteFile[] {
  const { scripts, publication, words } = site;
  if (scripts.search === undefined) return [];
  const path = SEARCH_PAGE;
  const head = { ...words.head("search", { site: publication.name }), path, isHidden: true };
  const content = layouts.render("search", {
    ...commonValues(site, head),
    script: relativeLink(path, scripts.search),
    engine: relativeLink(path, `${SEARCH_FOLDER}pagefind.js`),
  });
  return [{ path, content, isUnlisted: true }];
}

/** What a host shows where there is no page; its links start at the path of the publication's address. */
export function notFoundPage(site: Site, layouts: Layouts): SiteFile {
  const path = NOT_FOUND_PAGE;
  const head = {
    ...site.words.head("not-found", { site: site.publication.name }),
    path,
    day: site.articles[0]?.frontMatter.edition,
  };
  const content = layouts.render("not-found", commonValues(site, head));
  return { path, content, isUnlisted: true };
}
