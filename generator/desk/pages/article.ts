import { Hono, type Context } from "hono";
import { tellStanding } from "../../articles/approval.ts";
import { STEPS } from "../../articles/states.ts";
import { sectionKindsOf } from "../../publish/theme/section-headings.ts";
import { dateWords } from "../../publish/theme/dates.ts";
import { countWords } from "../../base/text.ts";
import { parseArticle } from "../../articles/article.ts";
import { differences } from "../article/differences.ts";
import { mergeToSettle } from "../../review/workflow/settle.ts";
import { choicesOf } from "../article/alternatives.ts";
import { openArticle, type DeskArticle } from "../article/desk-article.ts";
import { figurePanel } from "../article/figure-panel.ts";
import { toldRules } from "../article/findings.ts";
import { nearestOf } from "../article/mend.ts";
import { markedPage, type MarkedPage } from "../article/marked-page.ts";
import { show, type Desk } from "../frame.ts";
import { commentsOf } from "../acts/comments.ts";
import { instantWords, standingWords } from "../words.ts";

/** One article: its text with each figure marked, and beside it what stands behind the figure or paragraph that is looked at. */
export function articlePage(desk: Desk): Hono {
  return new Hono()
    .get("/articles/:day/:slug", async (context) => {
      const { day, slug } = context.req.param();
      const article = await openArticle(desk, day, slug);
      const selected = Number(context.req.query("figure")) || undefined;
      const page = renderedOf(desk, article, selected);
      const panel = await panelOf(desk, context, article, page);
      return show(
        desk,
        context,
        "article",
        { title: article.article.frontMatter.title, scripts: ["article.js"] },
        { ...(await headOf(desk, article)), page, ...panel },
      );
    })
    .get("/articles/:day/:slug/panel", async (context) => {
      const { day, slug } = context.req.param();
      const article = await openArticle(desk, day, slug);
      const page = renderedOf(desk, article, undefined);
      const panel = await panelOf(desk, context, article, page);
      const values = { ...(await headOf(desk, article)), ...panel };
      const formToken = desk.access.formToken(context);
      return context.html(desk.templates.render("panel", { ...values, formToken }));
    });
}

function renderedOf(
  { newsroom: { world, publication } }: Desk,
  { article: { frontMatter, body }, marked, chartOf }: DeskArticle,
  selected: number | undefined,
): MarkedPage {
  const { title, description, language } = frontMatter;
  const kinds = sectionKindsOf(world, publication.home)(language);
  return markedPage({ title, description, body }, marked, kinds, selected, chartOf);
}

/** What stands beside the text: a figure, a paragraph, or what is to be mended and why the article says what it says. */
async function panelOf(desk: Desk, context: Context, article: DeskArticle, page: MarkedPage) {
  const number = Number(context.req.query("figure"));
  const figure = article.marked.figures.find((each) => each.number === number);
  if (figure) return { figure: await figurePanel(desk, article, figure) };
  const place = Number(context.req.query("paragraph"));
  const paragraph = page.paragraphs.find((each) => each.number === place);
  if (paragraph)
    return {
      paragraph: {
        number: paragraph.number,
        ...choicesOf(desk.newsroom, article, paragraph),
        comments: commentsOf(article).filter((each) => each.paragraph === place),
      },
    };
  const hasRecords = context.req.query("records") !== undefined;
  const rules = toldRules(desk.newsroom, article, hasRecords);
  if (hasRecords) await (await desk.known()).office.keep();
  return { rules, hasRecords };
}

/** What the head of an article's pages says, and what may be done. */
export async function headOf(desk: Desk, article: DeskArticle) {
  const { day, slug, file, report, standing, versions, marked, article: read } = article;
  const { frontMatter } = read;
  const base = `/articles/${day}/${slug}`;
  const can = STEPS[frontMatter.status];
  const isSeen = versions.length > 0;
  const trouble = standing === "edited" || standing === "unsigned";
  const errors = report.messages.filter(({ severity }) => severity === "error");
  return {
    base,
    file,
    slug,
    day,
    text: article.textHash,
    date: dateWords(day, "long", desk.newsroom.publication.language),
    headline: frontMatter.title,
    story: frontMatter.story.replaceAll("-", " "),
    state: standing,
    stateWords: standingWords(isSeen && standing === "approved" ? "published" : standing),
    trouble: trouble ? tellStanding(standing, isSeen ? file : undefined) : undefined,
    review: frontMatter.review === "automatic" ? "the program" : frontMatter.review,
    cutoff: instantWords(frontMatter.date),
    words: String(countWords(read.body)),
    figures: String(report.figures),
    held: String(marked.figures.filter(({ mark }) => mark === "holds").length),
    errors: errors.map((message) => {
      const figure = marked.figures.find((each) => each.message === message);
      return {
        message: message.message,
        code: message.code,
        expected: figure && nearestOf(figure),
        figure: figure?.number,
        href: figure
          ? `${base}?figure=${figure.number}#figure`
          : `${base}/edit#line-${message.line}`,
        found: message.figure,
      };
    }),
    warnings: report.messages
      .filter(({ severity }) => severity === "warning")
      .map(({ message }) => message),
    waived: report.messages
      .filter(({ code }) => code === "waived" || code === "sourced-by-link")
      .map(({ message }) => message),
    corrections: (frontMatter.corrections ?? []).map(({ date, text }) => ({
      date: instantWords(date),
      text,
    })),
    comments: commentsOf(article),
    merge: await mergeTold(desk, article),
    canApprove:
      errors.length === 0 &&
      !isSeen &&
      can.approve !== undefined &&
      (frontMatter.status !== "approved" || trouble),
    canRequest: !isSeen && can["request-changes"] !== undefined,
    canSubmit: !isSeen && can.submit !== undefined,
    canSchedule: !isSeen && can.schedule !== undefined && !trouble,
    canWithdraw: isSeen && frontMatter.status !== "withdrawn",
    canCorrect: isSeen && frontMatter.status !== "withdrawn",
    isSeen,
  };
}

/** Where the program would write another text than a person has edited: both, and which of the two is to stand. */
async function mergeTold({ store }: Desk, article: DeskArticle) {
  const merge = await mergeToSettle(store, article);
  return (
    merge && { parts: differences(parseArticle(merge.written, article.file), article.article) }
  );
}
