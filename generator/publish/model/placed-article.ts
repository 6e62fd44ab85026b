import { mistake } from "../../base/problem.ts";
import { articlePath, relativeLink } from "./address.ts";
import type { ArticlePicture } from "./pictures.ts";
import type { ApprovedArticle } from "../../articles/approved.ts";
import { readMarkdown, renderPage, type Rendered } from "../text/markdown.ts";
import type { Annotator, AnnotatedText } from "../text/annotated-text.ts";
import { localLinks } from "../text/local-links.ts";
import type { SectionKinds } from "../theme/section-headings.ts";

/** An article with its text and place. */
export interface PlacedArticle extends ApprovedArticle {
  readonly path: string;
  /** Markdown; read when it is asked for, as what follows is made. */
  readonly body: string;
  readonly rendered: Rendered;
  /** Absent where the data behind the figures is not at hand. */
  readonly annotated: AnnotatedText | undefined;
  readonly shownPictures: readonly ArticlePicture[];
}

/** An unhurried reader's pace. */
const WORDS_A_MINUTE = 230;

/** The text of an article as its page shows it. */
export interface ArticleText {
  readonly rendered: Rendered;
  readonly annotated: AnnotatedText | undefined;
}

/**
 * Gives an article its permanent place.
 * @param shownPictures those of its text.
 * @param text gives the article's text, made when it is first asked for.
 */
export function placeArticle(
  article: ApprovedArticle,
  body: () => string,
  shownPictures: readonly ArticlePicture[],
  text: () => ArticleText,
): PlacedArticle {
  return {
    ...article,
    shownPictures,
    path: articlePath(article.frontMatter.edition, article.slug),
    get body() {
      return body();
    },
    get rendered() {
      return text().rendered;
    },
    get annotated() {
      return text().annotated;
    },
  };
}

/**
 * Renders an article's text, its figures annotated. What leaves the site keeps whole addresses; on the page itself links within the site
 * are relative.
 * @param root the site's address, with a slash at its end.
 * @param pictures those of the text that are shown; without them each is told by its description.
 * @throws Failure (2) for quotes or lists nested by the thousand, which no reader could follow.
 */
export function articleText(
  article: ApprovedArticle,
  body: string,
  kinds: SectionKinds,
  root: string,
  annotate?: Annotator,
  pictures: readonly ArticlePicture[] = [],
): ArticleText {
  try {
    const pictureAt = (address: string) => pictures.find((each) => each.address === address);
    const text = readMarkdown(body, kinds, pictureAt);
    const rendered = renderPage(text.page);
    const path = articlePath(article.frontMatter.edition, article.slug);
    localLinks(text.page, root, (page) => relativeLink(path, page));
    return { rendered, annotated: annotate?.(article, body, text) };
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
export function minutesOf({ words }: { readonly words: number }): number {
  return Math.max(1, Math.round(words / WORDS_A_MINUTE));
}
