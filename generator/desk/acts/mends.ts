import { Hono, type Context } from "hono";
import { mistake } from "../../base/problem.ts";
import { fileOf, openArticle, type DeskArticle } from "../article/desk-article.ts";
import type { DeskFigure } from "../article/marked-figures.ts";
import { nearestTaken, sentenceReplaced, sourcedByLink } from "../article/mend.ts";
import { fieldsOf, goTo, personOf, type Desk } from "../frame.ts";
import { conflictPage } from "../pages/conflict.ts";
import type { SAID } from "../said.ts";

type Fields = Readonly<Record<string, string>>;

/** Mends one figure or sentence of an article, and says something of its paragraphs. */
export function mendActs(desk: Desk): Hono {
  const { access, workflow } = desk;

  /** Saves the file that `mend` makes of the article as it is there. */
  const mending =
    (
      said: keyof typeof SAID,
      mend: (article: DeskArticle, fields: Fields, context: Context) => string,
    ) =>
    async (context: Context): Promise<Response> => {
      const { day, slug } = context.req.param() as { day: string; slug: string };
      const fields = await fieldsOf(context);
      const article = await openArticle(desk, day, slug);
      const saved = await workflow.save(article.file, mend(article, fields, context), {
        by: personOf(desk, context),
        base: fields["text"] ?? "",
      });
      desk.index.look(day, slug);
      return saved.saved
        ? goTo(context, back(day, slug), said)
        : conflictPage(desk, context, article, saved.conflict);
    };

  return new Hono()
    .post(
      "/articles/:day/:slug/figures/:number/nearest",
      mending("mended", (article, _, context) => nearestTaken(article, figureOf(article, context))),
    )
    .post(
      "/articles/:day/:slug/figures/:number/link",
      mending("linked", (article, { address = "" }, context) =>
        sourcedByLink(article, figureOf(article, context), address),
      ),
    )
    .post(
      "/articles/:day/:slug/sentence",
      mending("replaced", (article, { at = "", was = "", is = "" }) =>
        sentenceReplaced(article, Number(at), was, is),
      ),
    )
    .post(
      "/articles/:day/:slug/figures/:number/waive",
      access.require("editor"),
      async (context) => {
        const { day, slug } = context.req.param();
        const { text, why = "" } = await fieldsOf(context);
        const article = await openArticle(desk, day, slug);
        await workflow.waive(article.file, {
          by: personOf(desk, context),
          figure: figureOf(article, context).text,
          because: why,
          ...(text ? { textHash: text } : {}),
        });
        desk.index.look(day, slug);
        return goTo(context, back(day, slug), "waived");
      },
    )
    .post("/articles/:day/:slug/comments", async (context) => {
      const { day, slug } = context.req.param();
      const { paragraph = "", comment = "" } = await fieldsOf(context);
      const by = personOf(desk, context);
      await workflow.comment(fileOf(day, slug), Number(paragraph) - 1, comment, by);
      return goTo(context, `${back(day, slug)}?paragraph=${Number(paragraph)}#panel`, "commented");
    })
    .post("/articles/:day/:slug/comments/:id/settle", async (context) => {
      const { day, slug, id } = context.req.param();
      const by = personOf(desk, context);
      await workflow.resolve(fileOf(day, slug), Number(id), by);
      return goTo(context, back(day, slug), "resolved");
    });
}

function back(day: string, slug: string): string {
  return `/articles/${day}/${slug}`;
}

function figureOf({ marked, file }: DeskArticle, context: Context): DeskFigure {
  const number = Number(context.req.param("number"));
  const figure = marked.figures.find((each) => each.number === number);
  if (figure) return figure;
  throw mistake({
    code: "no-such-figure",
    file,
    message: `The article has no figure of the number ${number}.`,
  });
}
