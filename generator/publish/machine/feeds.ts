import { htmlWithChartLinks } from "../model/chart-links.ts";
import { HOME_PAGE, permanentLink } from "../model/address.ts";
import { correctionsOf, modifiedAt } from "../../articles/corrections.ts";
import type { Layouts } from "../theme/layouts.ts";
import { pageKey } from "../build/page-keys.ts";
import type { SiteFile } from "../build/site-file.ts";
import type { PlacedArticle } from "../model/placed-article.ts";
import type { Site } from "../model/site.ts";
import { topicFeeds, type FeedValues, type FeedEntry } from "../model/feed.ts";
import { dateWords } from "../theme/dates.ts";
import { escapeMarkup } from "../../base/markup.ts";
import { jsonFeed } from "./json-feed.ts";

/** Articles that the feed of the whole site holds, in full. */
const WHOLE = 30;

/** Articles that the feed of one topic holds, as summaries: a topic's readers come by the hundred, its feeds by the dozen. */
const OF_TOPIC = 15;

/** What a feed without entries says of its age. */
const NEVER = "1970-01-01T00:00:00Z";

/** The newest articles of the whole site, as Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1. */
export function wholeFeeds(site: Site, layouts: Layouts): SiteFile[] {
  const { name: title, description } = site.publication;
  const articles = site.articles.slice(0, WHOLE);
  return feedPages(site, layouts, HOME_PAGE, { title, description }, articles, true);
}

/** The newest articles of one topic. */
export function topicFeedPages(
  site: Site,
  layouts: Layouts,
  page: string,
  topic: { readonly title: string; readonly description: string },
  articles: readonly PlacedArticle[],
): SiteFile[] {
  const titled = { ...topic, title: `${topic.title} · ${site.publication.name}` };
  return feedPages(site, layouts, page, titled, articles.slice(0, OF_TOPIC), false);
}

function feedPages(
  site: Site,
  layouts: Layouts,
  page: string,
  head: Pick<FeedValues, "title" | "description">,
  articles: readonly PlacedArticle[],
  isWhole: boolean,
): SiteFile[] {
  const { atom, rss, json } = topicFeeds(page);
  const address = (path: string): string => permanentLink(site.root, path);
  const values = (): FeedValues => feedValues(site, page, head, articles, isWhole);
  // What a whole feed holds of an article is told by no list.
  const file = (path: string) => ({
    path,
    key: isWhole ? undefined : pageKey(site, path, articles, false),
  });
  return [
    { ...file(atom), content: () => layouts.render("feed", { ...values(), self: address(atom) }) },
    { ...file(rss), content: () => layouts.render("rss", rssValues(values(), address(rss))) },
    {
      ...file(json),
      content: () => jsonFeed(values(), address(json), site.icons && address(site.icons.large)),
    },
  ];
}

function feedValues(
  site: Site,
  page: string,
  head: Pick<FeedValues, "title" | "description">,
  articles: readonly PlacedArticle[],
  isWhole: boolean,
): FeedValues {
  const { language, author } = site.publication;
  const entries = articles.map((article) => entryOf(site, article, isWhole));
  const updated = entries.reduce(
    (latest, each) => (each.updated > latest ? each.updated : latest),
    "",
  );
  return {
    ...head,
    language,
    author: author.name,
    page: permanentLink(site.root, page),
    updated: updated || NEVER,
    entries,
  };
}

function entryOf(site: Site, article: PlacedArticle, isWhole: boolean): FeedEntry {
  const { frontMatter, path } = article;
  const { title } = site.words.head("corrections", { site: site.publication.name });
  const notices = correctionsOf(frontMatter).map(
    ({ date, text }) =>
      `${title}, ${dateWords(date.slice(0, 10), "long", site.publication.language)}: ${text}`,
  );
  const told = notices.map((notice) => `<p>${escapeMarkup(notice)}</p>`).join("");
  return {
    url: permanentLink(site.root, path),
    title: frontMatter.title,
    description: [frontMatter.description, ...notices].join(" "),
    published: frontMatter.date,
    updated: modifiedAt(frontMatter),
    language: frontMatter.language,
    tags: frontMatter.tags,
    body: isWhole ? told + htmlWithChartLinks(site, article) : undefined,
  };
}

/** RSS writes its dates as RFC 822 does. */
function rssValues(values: FeedValues, self: string) {
  return {
    ...values,
    self,
    updated: new Date(values.updated).toUTCString(),
    entries: values.entries.map((entry) => ({
      ...entry,
      published: new Date(entry.published).toUTCString(),
    })),
  };
}
