import { Hono } from "hono";
import { parseArticle } from "../../articles/article.ts";
import { openArticle } from "../article/desk-article.ts";
import { differences } from "../article/differences.ts";
import { show, type Desk } from "../frame.ts";
import { rowTold } from "./trail.ts";
import { headOf } from "./article.ts";

/** What was done with an article, newest first, with what each edit changed. */
export function historyPage(desk: Desk): Hono {
  return new Hono().get("/articles/:day/:slug/history", async (context) => {
    const { day, slug } = context.req.param();
    const article = await openArticle(desk, day, slug);
    const rows = await desk.workflow.history(article.file);
    const textOf = async (hash: string | undefined) => {
      const text = hash === undefined ? undefined : await desk.workflow.text(hash);
      return text === undefined ? undefined : parseArticle(text, article.file);
    };
    const entries = await Promise.all(
      rows.map(async (row) => {
        const was = row.isNewText ? await textOf(row.replaced) : undefined;
        const is = was && (await textOf(row.markdown));
        return { ...rowTold(row), parts: was && is ? differences(was, is) : [] };
      }),
    );
    return show(
      desk,
      context,
      "history",
      { title: `History: ${article.article.frontMatter.title}`, scripts: ["article-keys.js"] },
      { ...(await headOf(desk, article)), entries: entries.toReversed() },
    );
  });
}
