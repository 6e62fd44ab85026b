import { Hono, type Context } from "hono";
import { mistake } from "../../base/problem.ts";
import { retold } from "../../compose/retell.ts";
import { refuseStale } from "../../review/workflow/desk-text.ts";
import { choicesOf, type Choice, type SentenceChoices } from "../article/alternatives.ts";
import { fileOf, openArticle, type DeskArticle } from "../article/desk-article.ts";
import { paragraphsIn } from "../article/marked-page.ts";
import type { DeskFigure } from "../article/marked-figures.ts";
import { nearestTaken, sourcedByLink } from "../article/mend.ts";
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
    .post("/articles/:day/:slug/sentence", async (context) => {
      const { day, slug } = context.req.param();
      const { text = "", at = "", choice = "" } = await fieldsOf(context);
      const article = await openArticle(desk, day, slug);
      await refuseStale(desk.store, article, text);
      const { sentence, chosen } = chosenIn(desk, article, Number(at), choice);
      const { was, is, narrative } = { was: sentence.text, is: chosen.text, ...chosen };
      const by = personOf(desk, context);
      const { edition } = article;
      await workflow.replace(
        article.file,
        { by, textHash: text, was, is, narrative },
        ({ article: { body }, facts }) =>
          retold({ body, facts }, sentence.gone, chosen.telling, edition, desk.newsroom.desk),
      );
      desk.index.look(day, slug);
      return goTo(context, back(day, slug), "replaced");
    })
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

/** A sentence of the body, and what of its choices is to take its place. @throws Failure (2) where there is no such choice. */
function chosenIn(
  { newsroom }: Desk,
  article: DeskArticle,
  at: number,
  id: string,
): { readonly sentence: SentenceChoices; readonly chosen: Choice } {
  const paragraph = paragraphsIn(article.article.body).find(
    ({ start, end }) => at >= start && at < end,
  );
  const choices = paragraph && choicesOf(newsroom, article, paragraph);
  const sentence = choices?.sentences.find(({ start }) => start === at);
  const chosen = [...(sentence?.phrasings ?? []), ...(choices?.next ?? [])].find(
    (each) => each.id === id,
  );
  if (sentence && chosen) return { sentence, chosen };
  throw mistake({
    code: "not-allowed",
    file: article.file,
    message: "What was to be said in the place of the sentence is no choice there.",
    advice: "Open the article anew: what holds may have changed since.",
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
