import { besidePage, FEED } from "./address.ts";

/** One list of articles as feeds. */
export interface FeedValues {
  readonly title: string;
  readonly description: string;
  readonly language: string;
  readonly author: string;
  /** Permanent address of the page that the feed follows. */
  readonly page: string;
  /** When the newest of its articles was published or corrected. */
  readonly updated: string;
  readonly entries: readonly FeedEntry[];
}

export interface FeedEntry {
  readonly url: string;
  readonly title: string;
  /** The summary, with the notices of what was corrected. */
  readonly description: string;
  readonly published: string;
  readonly updated: string;
  readonly language: string;
  readonly tags: readonly string[];
  /** Who wrote it, where that is not the author of the feed. */
  readonly author: string | undefined;
  /** The whole text, sanitised. */
  readonly body: string;
}

export const RSS_FEED = "rss.xml";

export const JSON_FEED = "feed.json";

/** Paths of a list of articles as feeds. */
export interface FeedPaths {
  readonly atom: string;
  readonly rss: string;
  readonly json: string;
}

/** The feeds in the folder of a page. */
export function topicFeeds(page: string): FeedPaths {
  return {
    atom: besidePage(page, FEED),
    rss: besidePage(page, RSS_FEED),
    json: besidePage(page, JSON_FEED),
  };
}
