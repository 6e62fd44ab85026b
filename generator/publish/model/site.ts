import type { Publication } from "../../publication/publication.ts";
import { relativeLink } from "./address.ts";
import type { Background } from "./background.ts";
import type { Card } from "../cards/site-cards.ts";
import type { SiteCharts } from "../charts/site-charts.ts";
import { dateWords } from "../theme/dates.ts";
import type { ListedValues } from "../theme/common-schemas.ts";
import type { Keep } from "../build/keep.ts";
import type { CacheKeys } from "../build/cache-keys.ts";
import type { GuestArticle } from "./guest-articles.ts";
import type { OwnPage } from "./own-pages.ts";
import type { PageWords } from "../theme/page-words.ts";
import type { ScriptPaths } from "../theme/scripts.ts";
import type { Translation } from "./translations.ts";
import { type PlacedArticle, minutesOf } from "./placed-article.ts";

/** All that pages are made from. */
export interface Site {
  readonly publication: Publication;
  /** The publication's address, with a slash at its end. */
  readonly root: string;
  /** Path of the style sheet within the site. */
  readonly stylesheet: string;
  /** Faces that the style sheet asks for on every page, to be fetched with it. */
  readonly firstFaces: readonly string[];
  /** Newest first. */
  readonly articles: readonly PlacedArticle[];
  readonly background: Background | undefined;
  /** The cards of articles and subjects by the paths of their pages, and under that of the home page the one of all others; none without background. */
  readonly cards?: ReadonlyMap<string, Card> | undefined;
  /** Absent without background. */
  readonly charts?: SiteCharts | undefined;
  /** Those that the publisher wrote, in the order in which menus name them. */
  readonly ownPages: readonly OwnPage[];
  /** The articles that people wrote, newest first. */
  readonly guests: readonly GuestArticle[];
  readonly words: PageWords;
  /** The same publication in other languages. */
  readonly translations?: readonly Translation[];
  /** What stands for the publication in a browser's tab; absent where the theme has no picture for it. */
  readonly icons: IconPaths | undefined;
  /** Of what files are made from; absent where every file is made anew. */
  readonly keys?: CacheKeys | undefined;
  /** Keeps what is dear to work out for the next build; absent where nothing is kept. */
  readonly keep?: Keep;
  /** Of the theme; that of the search page is absent where the site has no search. */
  readonly scripts: ScriptPaths;
}

/** Paths within the site. */
export interface IconPaths {
  readonly vector: string;
  readonly bitmap: string;
  readonly touch: string;
  readonly large: string;
  readonly manifest: string;
}

/** How an article stands in a list on the page `from`. */
export function listedValues(site: Site, article: PlacedArticle, from: string): ListedValues {
  const { title, description, edition, language, story, tags } = article.frontMatter;
  const storyName = story.replaceAll("-", " ");
  const kicker = tags.find((tag) => tag !== storyName) ?? storyName;
  return {
    href: relativeLink(from, article.path),
    title,
    description,
    kicker: kicker.charAt(0).toUpperCase() + kicker.slice(1),
    language,
    day: edition,
    date: dateWords(edition, "long", site.publication.language),
    shortDate: dateWords(edition, "short", site.publication.language),
    minutes: String(minutesOf(article)),
  };
}

/** How a guest article stands in a list on the page `from`. */
export function listedGuest(
  { publication: { language } }: Site,
  { path, title, description, author, day, rendered }: GuestArticle,
  from: string,
): ListedValues {
  return {
    href: relativeLink(from, path),
    title,
    description,
    kicker: author,
    language,
    day,
    date: dateWords(day, "long", language),
    shortDate: dateWords(day, "short", language),
    minutes: String(minutesOf(rendered)),
  };
}
