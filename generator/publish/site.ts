import { mistake } from "../base/problem.ts";
import type { Publication } from "../publication.ts";
import { articlePath, relativeLink } from "./address.ts";
import type { Background } from "./background.ts";
import type { Card } from "./cards/cards.ts";
import type { SiteCharts } from "./charts/site-charts.ts";
import { dateWords } from "./dates.ts";
import type { ApprovedArticle } from "./editions.ts";
import { readMarkdown, renderPage, type Rendered } from "./markdown.ts";
import type { FigureMarker, Marked } from "./marked.ts";
import type { ListedValues } from "./common-values.ts";
import type { Keys } from "./keys.ts";
import type { PageWords } from "./page-words.ts";
import type { SectionKinds } from "./site-words.ts";
import type { Translation } from "./translations.ts";

/** An article with its text and place. */
export interface PlacedArticle extends ApprovedArticle {
  readonly path: string;
  /** Markdown; read when it is asked for, as what follows is made. */
  readonly body: string;
  readonly rendered: Rendered;
  /** Absent where the data behind the figures is not at hand. */
  readonly marked: Marked | undefined;
}

/** All that pages are made from. */
export interface Site {
  readonly publication: Publication;
  /** The publication's address, with a slash at its end. */
  readonly root: string;
  /** Path of the style sheet within the site. */
  readonly stylesheet: string;
  /** Newest first. */
  readonly articles: readonly PlacedArticle[];
  readonly background: Background | undefined;
  /** The cards of articles, by the articles' paths; none without background. */
  readonly cards?: ReadonlyMap<string, Card> | undefined;
  /** Absent without background. */
  readonly charts?: SiteCharts | undefined;
  readonly words: PageWords;
  /** The same publication in other languages. */
  readonly translations?: readonly Translation[];
  /** What stands for the publication in a browser's tab; absent where the theme has no picture for it. */
  readonly icons: IconPaths | undefined;
  /** Of what files are made from; absent where every file is made anew. */
  readonly keys?: Keys | undefined;
  /** Path of the script of the search page; absent where the site has no search. */
  readonly searchScript: string | undefined;
}

/** Paths within the site. */
export interface IconPaths {
  readonly vector: string;
  readonly bitmap: string;
  readonly touch: string;
  readonly large: string;
  readonly manifest: string;
}

/** An unhurried reader's pace. */
const WORDS_A_MINUTE = 230;

/** The text of an article as its page shows it. */
export interface ArticleText {
  readonly rendered: Rendered;
  readonly marked: Marked | undefined;
}

/**
 * Gives an article its permanent place.
 * @param text gives the article's text, made when it is first asked for.
 */
export function placeArticle(
  article: ApprovedArticle,
  body: () => string,
  text: () => ArticleText,
): PlacedArticle {
  return {
    ...article,
    path: articlePath(article.frontMatter.edition, article.slug),
    get body() {
      return body();
    },
    get rendered() {
      return text().rendered;
    },
    get marked() {
      return text().marked;
    },
  };
}

/**
 * Renders an article's text, its figures marked.
 * @throws Failure (2) for quotes or lists nested by the thousand, which no reader could follow.
 */
export function articleText(
  article: ApprovedArticle,
  body: string,
  kinds: SectionKinds,
  mark?: FigureMarker,
): ArticleText {
  try {
    const text = readMarkdown(body, kinds);
    const rendered = renderPage(text.page);
    return { rendered, marked: mark?.(article, body, text) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw mistake({
      code: "nesting",
      file: article.file,
      message: "The text is nested too deeply to be shown.",
      advice: "Take quotes and lists out of one another.",
    });
  }
}

/** What reading an article takes. */
export function minutesOf({ words }: ApprovedArticle): number {
  return Math.max(1, Math.round(words / WORDS_A_MINUTE));
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
