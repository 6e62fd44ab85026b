import type { Context } from "hono";
import { parseArticle } from "../../articles/article.ts";
import type { StaleText } from "../../review/workflow/desk-text.ts";
import type { Conflict } from "../../review/workflow/save.ts";
import type { DeskArticle } from "../article/desk-article.ts";
import { differences } from "../article/differences.ts";
import { framed, show, type Desk } from "../frame.ts";

/** Both texts of an edit that came too late, with what differs: nothing was saved, and nothing is lost. */
export function conflictPage(
  desk: Desk,
  context: Context,
  { day, slug, file }: Pick<DeskArticle, "day" | "slug" | "file">,
  { mine, theirs, textHash, merged }: Conflict,
): Response {
  const own = parseArticle(mine, file);
  const there = parseArticle(theirs, file);
  const both = merged === undefined ? undefined : parseArticle(merged, file);
  const values = {
    base: `/articles/${day}/${slug}`,
    text: textHash,
    mine: textsOf(own),
    theirs: textsOf(there),
    merged: both && textsOf(both),
    parts: differences(there, own),
  };
  const options = { title: "Somebody else has saved this article", status: 409 } as const;
  if (!context.req.header("accept")?.includes("application/json"))
    return show(desk, context, "conflict", options, values);
  const html = framed(desk, context, "conflict", options, values);
  return context.json({ conflict: { ...values, html } }, 409) as Response;
}

function textsOf({ frontMatter, body }: ReturnType<typeof parseArticle>) {
  const { title, description, tags } = frontMatter;
  return { title, description, tags: tags.join(", "), body };
}

/** What was to be done was for another text than is there now: what differs, and the way to look at it. */
export function stalePage(desk: Desk, context: Context, { had, there }: StaleText): Response {
  const [slug = "", day = ""] = there.file.replace(/\.md$/, "").split(/[/\\]/).toReversed();
  const values = {
    base: `/articles/${day}/${slug}`,
    parts: had === undefined ? [] : differences(parseArticle(had, there.file), there.article),
  };
  const options = { title: "The article was changed since you opened it", status: 409 } as const;
  return show(desk, context, "stale", options, values);
}
