import { Hono } from "hono";
import { parseArticle } from "../../articles/article.ts";
import { readOnDisk } from "../../articles/on-disk.ts";
import { openArticle, type DeskArticle } from "../article/desk-article.ts";
import { differences } from "../article/differences.ts";
import { generatedText } from "../article/generated.ts";
import { show, type Desk } from "../frame.ts";
import { changesLine, changesOf } from "../index/changes.ts";
import { entryBefore } from "../index/look.ts";
import { headOf } from "./article.ts";

/** In what an article differs from the one that was generated, and from the last of its story. */
export function changesPage(desk: Desk): Hono {
  return new Hono().get("/articles/:day/:slug/changes", async (context) => {
    const { day, slug } = context.req.param();
    const article = await openArticle(desk, day, slug);
    const generated = article.isEdited ? await generatedText(desk, article) : article.article;
    return show(
      desk,
      context,
      "changes",
      { title: `Changes: ${article.article.frontMatter.title}`, scripts: ["article-keys.js"] },
      {
        ...(await headOf(desk, article)),
        isEdited: article.isEdited,
        isUnknown: generated === undefined,
        own: generated ? differences(generated, article.article) : [],
        ...beforeOf(desk, article),
      },
    );
  });
}

function beforeOf({ index, newsroom: { world, publication } }: Desk, article: DeskArticle) {
  const entry = index.find(article.day, article.slug);
  const before = entry && entryBefore(index, entry);
  if (!before || before.broken !== undefined) return { before: undefined };
  const { text, facts } = readOnDisk(world, publication.home, before.file);
  return {
    before: {
      day: before.day,
      href: `/articles/${before.day}/${before.slug}`,
      line: changesLine(changesOf(publication.catalogue, article.facts, facts)),
      parts: differences(parseArticle(text, before.file), article.article),
    },
  };
}
