import { digest } from "../../base/digest.ts";
import { htmlWithChartLinks } from "../model/chart-links.ts";
import { HOME_PAGE, permanentLink } from "../model/address.ts";
import { correctionsOf, modifiedAt } from "../../articles/corrections.ts";
import type { Layouts } from "../theme/layouts.ts";
import type { SiteFile } from "../build/site-file.ts";
import type { GuestArticle } from "../model/guest-articles.ts";
import type { PlacedArticle } from "../model/placed-article.ts";
import type { Site } from "../model/site.ts";
import { topicFeeds, type FeedValues, type FeedEntry } from "../model/feed.ts";
import { dateWords } from "../theme/dates.ts";
import { escapeMarkup } from "../../base/markup.ts";
import { jsonFeed } from "./json-feed.ts";

/** Articles that the feed of the whole site holds. */
const WHOLE = 30;

/** Articles that the feed of one topic holds. */
const OF_TOPIC = 15;

/** What a page's own style and script go by, and no reader's: those that validators of feeds know nothing of. */
const OF_PAGES = / (?:class|role|tabindex|aria-label|loading|decoding|srcset|sizes)="[^"]*"/g;

/** What a feed without entries says of its age. */
const NEVER = "1970-01-01T00:00:00Z";

/** The newest articles of the whole site, as Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1. */
export function wholeFeeds(site: Site, layouts: Layouts): SiteFile[] {
  const { name: title, description } = site.publication;
  const articles = site.articles.slice(0, WHOLE);
  return feedPages(site, layouts, HOME_PAGE, { title, description }, articles, site.guests);
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
  return feedPages(site, layouts, page, titled, articles.slice(0, OF_TOPIC));
}

function feedPages(
  site: Site,
  layouts: Layouts,
  page: string,
  head: Pick<FeedValues, "title" | "description">,
  articles: readonly PlacedArticle[],
  guests: readonly GuestArticle[] = [],
): SiteFile[] {
  const { atom, rss, json } = topicFeeds(page);
  const address = (path: string): string => permanentLink(site.root, path);
  const values = (): FeedValues => feedValues(site, page, head, articles, guests);
  const key = keyOf(site, articles, guests);
  const file = (path: string) => ({ path, key });
  return [
    { ...file(atom), content: () => layouts.render("feed", { ...values(), self: address(atom) }) },
    { ...file(rss), content: () => layouts.render("rss", rssValues(values(), address(rss))) },
    {
      ...file(json),
      content: () => jsonFeed(values(), address(json), site.icons && address(site.icons.large)),
    },
  ];
}

/** A feed holds its articles in full. */
function keyOf(
  { keys, icons }: Site,
  articles: readonly PlacedArticle[],
  guests: readonly GuestArticle[],
): string | undefined {
  const whole = articles.map((article) =>
    keys?.ofArticle(
      article,
      article.shownPictures.map(({ src }) => src),
    ),
  );
  return keys && digest(JSON.stringify([keys.site, icons, whole, guests.map(({ path }) => path)]));
}

function feedValues(
  site: Site,
  page: string,
  head: Pick<FeedValues, "title" | "description">,
  articles: readonly PlacedArticle[],
  guests: readonly GuestArticle[],
): FeedValues {
  const { language, author } = site.publication;
  const entries = withGuests(
    articles.map((article) => entryOf(site, article)),
    guests.map((guest) => guestEntry(site, guest)),
  );
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

/** Guest articles among the others, each before what is older, and no more of all than a feed holds. */
function withGuests(entries: readonly FeedEntry[], guests: readonly FeedEntry[]): FeedEntry[] {
  if (guests.length === 0) return [...entries];
  const all = [...guests, ...entries];
  return all.toSorted((a, b) => Date.parse(b.published) - Date.parse(a.published)).slice(0, WHOLE);
}

/** Its links are relative on its page alone. */
function guestEntry({ root, publication }: Site, guest: GuestArticle): FeedEntry {
  const { path, title, description, author, tags, instant, rendered } = guest;
  const url = permanentLink(root, path);
  const whole = rendered.html.replace(
    / href="((?:\.\.?\/|#)[^"]*)"/g,
    (_, to: string) => ` href="${new URL(to, url).href}"`,
  );
  return {
    url,
    title,
    description,
    published: instant,
    updated: instant,
    language: publication.language,
    tags,
    author,
    body: plainTags(whole),
  };
}

function entryOf(site: Site, article: PlacedArticle): FeedEntry {
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
    author: undefined,
    body: told + plainTags(htmlWithChartLinks(site, article)),
  };
}

function plainTags(html: string): string {
  return html.replace(/<[a-z][^>]*>/g, (tag) => tag.replace(OF_PAGES, ""));
}

/**
 * RSS 2.0 writes its dates as RFC 822 does, and its descriptions as HTML. Of titles it does not say what they are, and readers differ: what
 * could be markup in one is escaped as in HTML, and all else, such as the ampersand of `S&P 500`, stands as it is.
 */
function rssValues(values: FeedValues, self: string) {
  return {
    ...values,
    self,
    title: unmarked(values.title),
    description: escapeMarkup(values.description),
    updated: new Date(values.updated).toUTCString(),
    entries: values.entries.map((entry) => ({
      ...entry,
      title: unmarked(entry.title),
      description: escapeMarkup(entry.description),
      tags: entry.tags.map(unmarked),
      published: new Date(entry.published).toUTCString(),
    })),
  };
}

function unmarked(text: string): string {
  return text.replace(/<|&(?=#|[a-z][a-z0-9]*;)/gi, (sign) => escapeMarkup(sign));
}
