import { bodyOf, type ApprovedArticle } from "../../articles/approved.ts";
import type { FactsFile } from "../../articles/facts.ts";
import type { Day } from "../../base/day.ts";
import { toString } from "mdast-util-to-string";
import { markdownParser } from "../../articles/markdown.ts";
import { factsOf } from "../../publish/build/article-cache.ts";
import { articlePath, permanentLink, siteRoot } from "../../publish/model/address.ts";
import { readMarkdown, stringifyPage } from "../../publish/text/markdown.ts";
import { textDirection } from "../../publish/theme/text-direction.ts";
import type { Format } from "../../publication/mail/formats.ts";
import type { Corrected } from "./corrected.ts";
import type { IssueImage } from "./issue.ts";
import { MARKS } from "./issue.ts";
import type { MailDesk } from "./issue-room.ts";
import { mailBody } from "./mail-body.ts";
import type { MailValues } from "./mail-values.ts";
import { ownWords, type OwnWords } from "./own-words.ts";
import { chartsOf } from "./charts-of.ts";
import { chartPicture } from "./picture.ts";
import { textOf } from "./plain-text.ts";

/** What an issue is written of. */
export interface IssueContent {
  readonly day: Day;
  readonly format: Format;
  readonly lead: ApprovedArticle;
  readonly others: readonly ApprovedArticle[];
  readonly corrected: readonly Corrected[];
}

/** An issue as it is written, before it is held to the data. */
export interface WrittenIssue {
  readonly content: IssueContent;
  readonly values: MailValues;
  readonly html: string;
  readonly text: string;
  readonly images: readonly IssueImage[];
  readonly own: OwnWords;
  /** Of the lead. */
  readonly facts: FactsFile;
}

/** Writes an issue as HTML and as text. */
export function writeIssue(desk: MailDesk, content: IssueContent): WrittenIssue {
  const { newsroom, background, charts, words, settings } = desk;
  const { world, publication } = newsroom;
  const { day, format, lead, others, corrected } = content;
  const root = siteRoot(publication.url);
  const facts = factsOf(world, publication.home, background, lead);
  const drawn = chartsOf(desk, content, facts).map((chart, at) =>
    chartPicture(chart, at + 1, new URL(root).hostname),
  );
  const cutoff = Date.parse(lead.frontMatter.date);
  const own = ownWords(charts.desk(cutoff, lead.arrived), words, {
    day,
    format,
    lead,
    others,
    charts: drawn.map(({ chart }) => chart),
    facts,
  });
  const addressOf = ({ frontMatter, slug }: ApprovedArticle): string =>
    permanentLink(root, articlePath(frontMatter.edition, slug));
  const listed = (article: ApprovedArticle, of?: string) => ({
    title: article.frontMatter.title,
    description: article.frontMatter.description,
    url: addressOf(article),
    day: of,
  });
  const body =
    format === "daily" && settings.lead === "full"
      ? mailBody(
          readMarkdown(
            bodyOf(world, publication.home, lead),
            desk.kinds(lead.frontMatter.language),
          ),
          addressOf(lead),
          (line) => desk.charts.linkTo(lead, line),
        )
      : undefined;
  const html = body && stringifyPage(body);
  const values: MailValues = {
    language: publication.language,
    direction: textDirection(publication.language),
    site: { name: publication.name, description: publication.description, url: root },
    subject: own.subject,
    preview: own.preview,
    format: words.format[format],
    dateline: own.dateline,
    lead: { ...listed(lead), body: html },
    figures: own.figures,
    charts: drawn.map(({ chart, image, width, height }, at) => ({
      title: chart.title,
      alt: own.alts[at]!,
      src: `cid:${image.id}`,
      width: String(width),
      height: String(height),
    })),
    articles: others.map((article, at) => listed(article, own.days[at])),
    corrections: corrected.map(({ article, text }) => ({
      title: article.frontMatter.title,
      url: addressOf(article),
      text,
    })),
    sources: own.sources,
    disclosure: facts.disclosure && toString(markdownParser.parse(facts.disclosure)),
    postal: `${settings.from.name}, ${settings.postal}`,
    unsubscribe: MARKS.unsubscribe,
    preferences: MARKS.preferences,
    labels: {
      ...words.labels,
      more: words.labels.more[format],
      why: words.labels.why.replaceAll("{site}", () => publication.name),
    },
  };
  return {
    content,
    values,
    html: desk.templates.html(format, values),
    text: desk.templates.text(format, values, html && textOf(html)),
    images: drawn.map(({ image }) => image),
    own,
    facts,
  };
}
