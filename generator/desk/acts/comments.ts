import { commentsOn } from "../../review/workflow/remarks.ts";
import type { DeskArticle } from "../article/desk-article.ts";
import { instantWords } from "../words.ts";

/** What was said of an article's paragraphs, as pages tell it. */
export function commentsOf(article: DeskArticle) {
  const { day, slug } = article;
  return commentsOn(article).map(({ id, by, at, body, quote, paragraph, resolved }) => ({
    id: String(id),
    who: by.name,
    at: instantWords(at),
    text: body,
    quote: paragraph === undefined ? quote : undefined,
    paragraph: paragraph === undefined ? undefined : paragraph + 1,
    href:
      paragraph === undefined
        ? undefined
        : `/articles/${day}/${slug}?paragraph=${paragraph + 1}#panel`,
    isSettled: resolved !== undefined,
  }));
}
