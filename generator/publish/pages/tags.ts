import { permanentLink, relativeLink, TAGS_PAGE } from "../model/address.ts";
import type { Layouts } from "../theme/layouts.ts";
import { topicFeeds, type FeedPaths } from "../model/feed.ts";
import { commonValues, feedAlternates } from "../model/page-head.ts";
import type { SiteFile } from "../build/site-file.ts";
import { listedGuest, type Site } from "../model/site.ts";
import { listingOf, topicKey, yearPages } from "./listing.ts";
import { newestChange } from "../../articles/corrections.ts";
import { tagPathOf, tagsOf, type Tag } from "../model/topics.ts";
import { countIn } from "../text/counts.ts";

/** The list of tags, and a page for each. */
export function tagPages(site: Site, layouts: Layouts): SiteFile[] {
  const { words, publication, articles } = site;
  const head = { ...words.head("tags", { site: publication.name }), path: TAGS_PAGE };
  const content = layouts.render("tag-list", {
    ...commonValues(site, head),
    tags: tagsOf(site).map((tag) => ({
      href: relativeLink(TAGS_PAGE, tag.path),
      title: tag.name,
      count: countIn(site.publication.language, tag.articles.length),
    })),
  });
  return [
    { path: TAGS_PAGE, content, modified: newestChange(articles) },
    ...tagsOf(site).flatMap((tag) => tagPage(site, layouts, tag, head)),
  ];
}

function tagPage(
  site: Site,
  layouts: Layouts,
  { name, path, articles }: Tag,
  above: { readonly path: string; readonly title: string },
): SiteFile[] {
  const values = { site: site.publication.name, tag: name };
  const guests = site.guests
    .filter(({ tags }) => tags.some((each) => tagPathOf(each) === path))
    .map((guest) => listedGuest(site, guest, path));
  const head = {
    ...site.words.head("tag", values),
    path,
    day: articles[0]?.frontMatter.edition,
    trail: [above],
    alternates: feedAlternates(site, name, path),
  };
  const page = {
    path,
    modified: newestChange(articles),
    key: topicKey(site, path, articles, false, guests),
  };
  return [
    {
      ...page,
      content: () =>
        layouts.render("tag", {
          ...commonValues(site, head),
          name,
          listing: listingOf(site, path, articles),
          guests,
          feeds: feedLinks(path, path),
        }),
    },
    ...yearPages(site, layouts, head, articles, (year) =>
      site.words.head("tag-year", { ...values, year }),
    ),
  ];
}

/** Links from a page to the feeds of a topic. */
export function feedLinks(from: string, topic: string): FeedPaths {
  const { atom, rss, json } = topicFeeds(topic);
  return {
    atom: relativeLink(from, atom),
    rss: relativeLink(from, rss),
    json: relativeLink(from, json),
  };
}

/** The permanent addresses of the feeds of a topic. */
export function feedAddresses(site: Site, topic: string): FeedPaths {
  const { atom, rss, json } = topicFeeds(topic);
  return {
    atom: permanentLink(site.root, atom),
    rss: permanentLink(site.root, rss),
    json: permanentLink(site.root, json),
  };
}
