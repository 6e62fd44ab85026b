import type { FeedValues } from "../model/feed.ts";

/** JSON Feed 1.1. */
export function jsonFeed(feed: FeedValues, self: string, icon: string | undefined): string {
  const whole = {
    version: "https://jsonfeed.org/version/1.1",
    title: feed.title,
    home_page_url: feed.page,
    feed_url: self,
    description: feed.description,
    icon,
    language: feed.language,
    authors: [{ name: feed.author }],
    items: feed.entries.map((entry) => ({
      id: entry.url,
      url: entry.url,
      title: entry.title,
      summary: entry.description,
      content_html: entry.body,
      ...(entry.author !== undefined && { authors: [{ name: entry.author }] }),
      date_published: entry.published,
      date_modified: entry.updated,
      language: entry.language,
      tags: entry.tags,
    })),
  };
  return `${JSON.stringify(whole)}\n`;
}
