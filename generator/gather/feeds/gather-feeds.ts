import { DAY_MS, type Instant } from "../../base/day.ts";
import { digest } from "../../base/digest.ts";
import type { Feed, Headline } from "../../publication/feeds.ts";
import type { Store } from "../../store/store.ts";
import { WebFault } from "../../web/fault.ts";
import { httpClientOf } from "../../web/http-client.ts";
import type { Web } from "../../web/web.ts";
import { readFeed, type FeedItem } from "./read-feed.ts";

/** One request a second to one host. */
const SPACING_MS = 1000;

/** So many entries of a feed are looked at, from its beginning. */
const MOST = 200;

/** A title that is longer, in characters, is none that could be quoted. */
const LONGEST_TITLE = 300;

/** What was published before that is no news any more. */
const OLDEST = 30 * DAY_MS;

/** A clock may be so far ahead of ours. */
const AHEAD = 5 * 60_000;

/** What came of asking feeds. */
export interface FeedsResult {
  /** Headlines that were new, or worded anew. */
  readonly added: number;
  /** What failed, was left out or dated otherwise, a feed a line. */
  readonly notes: readonly string[];
}

/**
 * Asks each feed for what it reports, one after another, and stores what is new. A feed that fails stops no other.
 */
export async function gatherFeeds(
  web: Web,
  feeds: Iterable<Feed>,
  store: Store,
  now: Instant,
): Promise<FeedsResult> {
  const notes: string[] = [];
  let added = 0;
  for (const feed of feeds) {
    try {
      const { headlines, doubts } = await askFeed(web, feed, now);
      notes.push(...doubts.map((doubt) => `feed ${feed.id}: ${doubt}`));
      const known = new Map((await store.latestHeadlines()).map((each) => [each.id, each]));
      const fresh = headlines.flatMap((each) => newOf(each, known.get(each.id)));
      await store.write(async (writer) => {
        for (const headline of fresh) await writer.recordHeadline(headline, now);
      });
      added += fresh.length;
    } catch (error) {
      if (!(error instanceof WebFault)) throw error;
      notes.push(`feed ${feed.id}: ${web.secrets.redact(error.message)}`);
    }
  }
  return { added, notes };
}

/** What a feed reports, with what there is to say of it. @throws WebFault */
export async function askFeed(
  web: Web,
  feed: Feed,
  now: Instant,
): Promise<{ readonly headlines: readonly Headline[]; readonly doubts: readonly string[] }> {
  const http = httpClientOf(web, { id: "feed", spacingMs: SPACING_MS });
  const items = readFeed(await http.text(feed.url), feed.url).slice(0, MOST);
  const quotable = items.filter(({ title, url }) => isQuotable(title) && url !== undefined);
  const isLater = ({ at }: FeedItem): boolean => at !== undefined && at > now + AHEAD;
  const doubts = [
    told(items.length - quotable.length, "without a title or address that could be quoted"),
    told(quotable.filter(isLater).length, "dated after now, taken as of now"),
  ].flat();
  const headlines = quotable
    .filter(({ at }) => at === undefined || at > now - OLDEST)
    .filter(({ title }) => isWanted(title, feed.only))
    .map((item) => headlineOf(item, feed, now));
  return { headlines: [...new Map(headlines.map((each) => [each.id, each])).values()], doubts };
}

function told(count: number, what: string): string[] {
  return count === 0 ? [] : [`${count} ${count === 1 ? "entry" : "entries"} ${what}`];
}

function isQuotable(title: string): boolean {
  return /[\p{L}\p{N}]/u.test(title) && title.length <= LONGEST_TITLE;
}

function isWanted(title: string, only: readonly string[] | undefined): boolean {
  const lower = title.toLowerCase();
  return only === undefined || only.some((word) => lower.includes(word.toLowerCase()));
}

function headlineOf({ key, title, url, at }: FeedItem, feed: Feed, now: Instant): Headline {
  const seen = new Date(now).toISOString();
  const published = at === undefined ? seen : new Date(Math.min(at, now)).toISOString();
  const id = `${feed.id}:${digest(key, 16)}`;
  return { id, feed: feed.id, title, url: url!, at: published, known: published, seen };
}

/** Nothing where it was seen before as it is; one that is worded anew was known so since it was seen, and keeps its time. */
function newOf(headline: Headline, before: Headline | undefined): Headline[] {
  if (before === undefined) return [headline];
  const isSame = before.title === headline.title && before.url === headline.url;
  return isSame ? [] : [{ ...headline, at: before.at, known: headline.seen }];
}
