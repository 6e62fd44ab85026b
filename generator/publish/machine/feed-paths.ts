import { besidePage, FEED } from "../address.ts";

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
