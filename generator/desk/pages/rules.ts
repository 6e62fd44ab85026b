import { Hono } from "hono";
import { openArticle } from "../article/desk-article.ts";
import { otherRules } from "../article/findings.ts";
import { show, type Desk } from "../frame.ts";
import { headOf } from "./article.ts";

/** The rules that held and are not printed in an article, and those that nearly held. */
export function rulesPage(desk: Desk): Hono {
  return new Hono().get("/articles/:day/:slug/rules", async (context) => {
    const { day, slug } = context.req.param();
    const article = await openArticle(desk, day, slug);
    return show(
      desk,
      context,
      "rules",
      { title: `Rules: ${article.article.frontMatter.title}`, scripts: ["article-keys.js"] },
      { ...(await headOf(desk, article)), ...otherRules(desk.newsroom, article) },
    );
  });
}
