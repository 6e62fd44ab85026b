import { Hono, type Context } from "hono";
import { correctEdited } from "../acts/correct-edited.ts";
import { openArticle, type DeskArticle } from "../article/desk-article.ts";
import { markedPage } from "../article/marked-page.ts";
import { withTexts, type Written } from "../article/mend.ts";
import { chartsFor, completionsFor } from "../figures/completions.ts";
import { fieldsOf, goTo, personOf, show, type Desk } from "../frame.ts";
import { sectionKindsOf } from "../../publish/theme/section-headings.ts";
import type { SAID } from "../said.ts";
import { headOf } from "./article.ts";
import { conflictPage } from "./conflict.ts";

/** Where an article is written: a plain form, and with script an editor that checks what is written as it is written. */
export function editPage(desk: Desk): Hono {
  const { newsroom, workflow } = desk;
  return new Hono()
    .get("/articles/:day/:slug/edit", async (context) => {
      const { day, slug } = context.req.param();
      return editor(desk, context, await openArticle(desk, day, slug));
    })
    .post("/articles/:day/:slug/edit", async (context) => {
      const { day, slug } = context.req.param();
      const fields = await fieldsOf(context);
      const article = await openArticle(desk, day, slug);
      const markdown = withTexts(article, writtenIn(fields));
      const because = fields["why"]?.trim();
      const edit = {
        by: personOf(desk, context),
        base: fields["text"] ?? "",
        ...(because ? { because } : {}),
      };
      const path = `/articles/${day}/${slug}`;
      if (article.versions.length > 0) {
        const corrected = await correctEdited(desk, article, markdown, edit);
        desk.index.look(day, slug);
        if (corrected.outcome === "conflict")
          return conflictPage(desk, context, article, corrected.conflict);
        if (corrected.outcome === "blocked")
          return blocked(desk, context, await openArticle(desk, day, slug, markdown), edit.base);
        const isWhole = corrected.outcome === "corrected";
        return answered(context, path, isWhole ? "corrected" : "corrected-once");
      }
      const saved = await workflow.save(article.file, markdown, edit);
      desk.index.look(day, slug);
      if (!saved.saved) return conflictPage(desk, context, article, saved.conflict);
      const { report } = await openArticle(desk, day, slug);
      return answered(context, path, report.errors > 0 ? "saved-blocked" : "saved");
    })
    .post("/articles/:day/:slug/check", async (context) => {
      const { day, slug } = context.req.param();
      const saved = await openArticle(desk, day, slug);
      const markdown = withTexts(saved, writtenIn(await fieldsOf(context)));
      return context.json(checkedOf(desk, await openArticle(desk, day, slug, markdown)));
    })
    .get("/articles/:day/:slug/figures", async (context) => {
      const { day, slug } = context.req.param();
      const { edition } = await openArticle(desk, day, slug);
      const asked = context.req.query("q") ?? "";
      const isChart = context.req.query("for") === "chart";
      return context.json(
        isChart ? chartsFor(newsroom, edition, asked) : completionsFor(newsroom, edition, asked),
      );
    });
}

/** The form over a text, saved or not. @param base hash of the text that it was made of. */
async function editor(
  desk: Desk,
  context: Context,
  article: DeskArticle,
  base = article.textHash,
  status: 200 | 422 = 200,
): Promise<Response> {
  const { frontMatter, body } = article.article;
  const title = `Edit: ${frontMatter.title}`;
  return show(
    desk,
    context,
    "edit",
    { title, scripts: ["editor.js"], status },
    {
      ...(await headOf(desk, article)),
      text: base,
      written: { ...frontMatter, tags: frontMatter.tags.join(", "), body: body.trim() },
      checked: checkedOf(desk, article),
    },
  );
}

/** A correction that does not check clean is not given; the text that was sent is in the answer. */
function blocked(
  desk: Desk,
  context: Context,
  article: DeskArticle,
  base: string,
): Response | Promise<Response> {
  if (!context.req.header("accept")?.includes("application/json"))
    return editor(desk, context, article, base, 422);
  const message =
    "Not corrected: what does not hold is told beside the text. What you wrote is still here.";
  return context.json({ problems: [{ message }] }, 422) as Response;
}

/** Leads on, or tells a script where to. */
function answered(context: Context, path: string, said: keyof typeof SAID): Response {
  if (!context.req.header("accept")?.includes("application/json")) return goTo(context, path, said);
  return context.json({ href: `${path}?said=${said}` }) as Response;
}

function writtenIn({
  title = "",
  description = "",
  tags = "",
  body = "",
}: Readonly<Record<string, string>>): Written {
  return {
    title: title.replaceAll("\n", " "),
    description: description.replaceAll("\n", " "),
    tags: tags
      .split(",")
      .map((each) => each.trim())
      .filter((each) => each !== ""),
    // The file keeps a line of its own between the head and the text.
    body: `\n${body.trim()}\n`,
  };
}

/** What the check says of a text, each message by its place in the field that it is about, and how the text is read. */
function checkedOf(
  { newsroom: { world, publication } }: Desk,
  { article, marked, report, chartOf }: DeskArticle,
) {
  const { title, description, language } = article.frontMatter;
  const kinds = sectionKindsOf(world, publication.home)(language);
  const { body } = article;
  const page = markedPage({ title, description, body }, marked, kinds, undefined, chartOf);
  const before = article.body.length - article.body.trimStart().length;
  const placed = [
    ...marked.figures.flatMap(({ message, ...place }) => (message ? [{ ...place, message }] : [])),
    ...marked.others,
  ];
  const shown = new Set(placed.map(({ message }) => message));
  return {
    errors: report.errors,
    figures: report.figures,
    messages: [
      ...placed.map(({ part, start, end, message }) => ({
        part,
        from: part === "body" ? start - before : start,
        to: part === "body" ? end - before : end,
        ...told(message),
      })),
      ...report.messages
        .filter((message) => !shown.has(message))
        .map((message) => ({ part: "all", ...told(message) })),
    ],
    preview: { title: page.title, description: page.description, body: page.body },
  };
}

function told({ severity, message, expected, code }: DeskArticle["report"]["messages"][number]) {
  return { severity, message, code, ...(expected === undefined ? {} : { expected }) };
}
