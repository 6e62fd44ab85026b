import {
  ABOUT_PAGE,
  ARCHIVE_PAGE,
  CALENDAR_PAGE,
  CORRECTIONS_PAGE,
  FEED,
  GUESTS_PAGE,
  HOME_PAGE,
  METHODOLOGY_PAGE,
  NARRATIVES_PAGE,
  NOT_FOUND_PAGE,
  permanentLink,
  relativeLink,
  SEARCH_PAGE,
  SERIES_PAGE,
  SOURCES_PAGE,
  SUBJECTS_PAGE,
  SUBSCRIBE_PAGE,
  TAGS_PAGE,
} from "./address.ts";
import { CARD } from "../cards/card-svg.ts";
import type { Card } from "../cards/site-cards.ts";
import type { CommonValues, PageValues } from "../theme/common-schemas.ts";
import { dateWords } from "../theme/dates.ts";
import { JSON_FEED, RSS_FEED, topicFeeds, type FeedPaths } from "./feed.ts";
import { trailThing, structuredText, type Structured } from "./structured-data.ts";
import { dataSiteOf } from "./edition-desk.ts";
import { policyInPage, policyOf } from "./policy.ts";
import { DESCRIPTION, headTitle, shortForm } from "./short-forms.ts";
import type { Site } from "./site.ts";
import { textDirection } from "../theme/text-direction.ts";
import { languagesOf } from "./translations.ts";

/** What a page is about, before the addresses of the site are added. */
export interface PageHead {
  readonly path: string;
  readonly title: string;
  /** For browsers and search engines, where it is another than follows from the title. */
  readonly headTitle?: string | undefined;
  readonly description: string;
  readonly day?: string | undefined;
  /** The page whose permanent address this one names as its own, where that is another. */
  readonly canonical?: string;
  /** True for a page that search engines should leave alone. */
  readonly isHidden?: boolean;
  /** For an article: when it was published and last changed, and what it is about. */
  readonly article?: {
    readonly published: string;
    readonly modified: string;
    readonly tags: readonly string[];
  };
  /** The picture that stands for it where its address is shared, where it is not the page's own or the site's. */
  readonly card?: Card | undefined;
  /** The page in other forms, by their paths within the site. */
  readonly alternates?: readonly {
    readonly type: string;
    readonly title: string;
    readonly path: string;
  }[];
  readonly structured?: readonly Structured[];
  /** Pages above it, outermost first. */
  readonly trail?: readonly { readonly path: string; readonly title: string }[];
}

/** The values that every layout is given, with addresses as seen from the page. */
export function commonValues(site: Site, head: PageHead): CommonValues {
  const { name, description, language, newsletter } = site.publication;
  const to = linksFrom(site, head.path);
  const { translations = [] } = site;
  const isFound = head.path !== NOT_FOUND_PAGE;
  return {
    site: { name, description, language, direction: textDirection(language) },
    page: {
      title: head.title,
      headTitle: head.headTitle ?? (head.path === HOME_PAGE ? name : headTitle(head.title, name)),
      description: shortForm(head.description, DESCRIPTION),
      canonical: isFound ? permanentLink(site.root, head.canonical ?? head.path) : undefined,
      dateline: head.day && dateWords(head.day, "full", language),
      isHome: head.path === HOME_PAGE,
      home: to(HOME_PAGE),
      archive: to(ARCHIVE_PAGE),
      feed: to(FEED),
      stylesheet: to(site.stylesheet),
      firstFaces: site.firstFaces.map(to),
      scripts: {
        first: site.scripts.first && to(site.scripts.first),
        site: site.scripts.site && to(site.scripts.site),
      },
      policy: policyInPage(policyOf(head.path, newsletter?.action)),
      robots: head.isHidden || !isFound ? "noindex" : undefined,
      kind: head.article ? "article" : "website",
      published: head.article?.published,
      modified: head.article?.modified,
      tags: head.article?.tags ?? [],
      card: cardOf(site, head),
      alternates: alternatesOf(site, head, to),
      languages: head.isHidden
        ? []
        : languagesOf(
            { language, href: permanentLink(site.root, head.path) },
            translations,
            head.path,
          ),
      translations: translations.map(({ at, front, ...each }) => ({
        language: each.language,
        name: each.name,
        href: at(head.path) ?? front,
      })),
      structured: structuredOf(site, head),
      icons: site.icons && {
        vector: to(site.icons.vector),
        bitmap: to(site.icons.bitmap),
        touch: to(site.icons.touch),
        manifest: to(site.icons.manifest),
      },
      trail: (head.trail ?? []).map(({ path, title }) => ({ href: to(path), title })),
      nav: navOf(site, head.path, to),
    },
  };
}

function cardOf({ root, cards }: Site, { card, path }: PageHead): PageValues["card"] {
  const shown = card ?? cards?.get(path) ?? cards?.get(HOME_PAGE);
  return (
    shown && {
      address: permanentLink(root, shown.path),
      alt: shown.alt,
      width: String(CARD.width),
      height: String(CARD.height),
    }
  );
}

type LinkTo = (path: string) => string;

/** Links from a page to others: relative, save from the page that a host shows in place of any path. */
function linksFrom(site: Site, from: string): LinkTo {
  if (from !== NOT_FOUND_PAGE) return (path) => relativeLink(from, path);
  const under = new URL(site.root).pathname;
  return (path) => permanentLink(under, path);
}

function structuredOf(site: Site, { structured = [], trail, path, title }: PageHead) {
  const things = trail
    ? [...structured, trailThing(site, [...trail, { path, title }])]
    : [...structured];
  return things.length === 0 ? undefined : structuredText(things);
}

/** The feeds of the whole site stand on every page, after the page's own other forms. */
function alternatesOf(
  { publication: { name }, words: { feeds } }: Site,
  { alternates = [] }: PageHead,
  to: LinkTo,
): PageValues["alternates"] {
  const whole = [
    { type: "application/atom+xml", title: `${name}: ${feeds.atom}`, path: FEED },
    { type: "application/rss+xml", title: `${name}: ${feeds.rss}`, path: RSS_FEED },
    { type: "application/feed+json", title: `${name}: ${feeds.json}`, path: JSON_FEED },
  ];
  return [...alternates, ...whole].map(({ type, title, path }) => ({
    type,
    title,
    href: to(path),
  }));
}

/** How a topic's own feeds are told in its head. */
export function feedAlternates(
  { words: { feeds } }: Site,
  topic: string,
  page: string,
): NonNullable<PageHead["alternates"]> {
  const paths: FeedPaths = topicFeeds(page);
  return [
    { type: "application/atom+xml", title: `${topic}: ${feeds.atom}`, path: paths.atom },
    { type: "application/rss+xml", title: `${topic}: ${feeds.rss}`, path: paths.rss },
    { type: "application/feed+json", title: `${topic}: ${feeds.json}`, path: paths.json },
  ];
}

function ownNav(
  { ownPages }: Site,
  place: (path: string) => { readonly href: string; readonly current: boolean },
): Pick<PageValues["nav"], "head" | "foot"> {
  const inMenu = (wanted: string) =>
    ownPages.flatMap(({ menu, path, title }) =>
      menu === wanted ? [{ ...place(path), title }] : [],
    );
  return { head: inMenu("head"), foot: inMenu("foot") };
}

function navOf(site: Site, from: string, to: LinkTo): PageValues["nav"] {
  const place = (path: string) => ({
    href: to(path),
    current: path === HOME_PAGE ? from === path : from.startsWith(path.replace("index.html", "")),
  });
  const withData = (path: string) => (dataSiteOf(site) ? place(path) : undefined);
  return {
    home: place(HOME_PAGE),
    archive: place(ARCHIVE_PAGE),
    tags: place(TAGS_PAGE),
    guests: site.guests.length > 0 ? place(GUESTS_PAGE) : undefined,
    subjects: withData(SUBJECTS_PAGE),
    series: withData(SERIES_PAGE),
    narratives: withData(NARRATIVES_PAGE),
    methodology: withData(METHODOLOGY_PAGE),
    sources: withData(SOURCES_PAGE),
    calendar: site.publication.catalogue.events.size > 0 ? withData(CALENDAR_PAGE) : undefined,
    corrections: place(CORRECTIONS_PAGE),
    about: place(ABOUT_PAGE),
    subscribe: place(SUBSCRIBE_PAGE),
    search: site.scripts.search === undefined ? undefined : place(SEARCH_PAGE),
    ...ownNav(site, place),
    atom: to(FEED),
    rss: to(RSS_FEED),
    json: to(JSON_FEED),
  };
}
