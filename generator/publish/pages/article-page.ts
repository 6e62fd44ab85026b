import {
  ARCHIVE_PAGE,
  archivePath,
  besidePage,
  permanentLink,
  relativeLink,
} from "../model/address.ts";
import { correctionsOf, modifiedAt } from "../../articles/corrections.ts";
import type { Catalogue } from "../../publication/catalogue.ts";
import { dateWords } from "../theme/dates.ts";
import type { Layouts } from "../theme/layouts.ts";
import { DATA_FILE, MARKDOWN_FILE } from "../machine/portable.ts";
import { articleThings } from "../model/structured-data.ts";
import { withChartPlaces } from "../text/chart-places.ts";
import { plainPage, stringifyPage } from "../text/markdown.ts";
import { besideOf, listedDigest } from "../build/page-keys.ts";
import { commonValues, type PageHead } from "../model/page-head.ts";
import type { SiteFile } from "../build/site-file.ts";
import { shortFormsOf } from "../model/short-forms.ts";
import { tagPathOf } from "../model/topics.ts";
import { chartValues } from "../charts/course.ts";
import { placeCharts } from "../charts/place-charts.ts";
import { relatedTo } from "../model/related.ts";
import { shareValues } from "./share.ts";
import type { PlacedArticle } from "../model/placed-article.ts";
import { listedValues, type Site } from "../model/site.ts";
import { textDirection } from "../theme/text-direction.ts";
import type { LayoutValues } from "../theme/layout-schemas.ts";

/** An article has a table of contents from so many sections on … */
const SECTIONS = 4;

/** … and more words than these. */
const WORDS = 700;

/** The page of the article at a place of the site's list. */
export function articlePage(site: Site, index: number, layouts: Layouts): SiteFile {
  const article = site.articles[index] as PlacedArticle;
  const { path, frontMatter } = article;
  const [newer, older] = [site.articles[index - 1], site.articles[index + 1]];
  const related = relatedTo(site.articles, index);
  const others = [newer, older, ...related].map((other) => other && listedDigest(other));
  const pictures = article.shownPictures.map(({ src }) => src);
  const shown = [others, pictures, shortFormsOf(site).get(path)];
  const key = site.keys?.ofArticle(article, shown, besideOf(site, path));
  const linkTo = (other: PlacedArticle | undefined) =>
    other && { href: relativeLink(path, other.path), title: other.frontMatter.title };
  return {
    path,
    key,
    modified: modifiedAt(frontMatter),
    found: {
      kind: "news",
      subjects: subjectNames(frontMatter.subjects, site.publication.catalogue),
      day: frontMatter.edition,
    },
    content: () =>
      layouts.render("article", {
        ...commonValues(site, headOf(site, article)),
        article: articleValues(site, article, related),
        author: site.publication.author,
        newer: linkTo(newer),
        older: linkTo(older),
      }),
  };
}

function subjectNames(ids: readonly string[], { subjects }: Catalogue): string[] {
  return ids.flatMap((id) => subjects.get(id)?.name ?? []);
}

function headOf(site: Site, article: PlacedArticle): PageHead {
  const { path, frontMatter } = article;
  const { title, edition, date, tags } = frontMatter;
  const { words, publication } = site;
  const short = shortFormsOf(site).get(path);
  const month = dateWords(edition, "month", publication.language);
  return {
    path,
    title,
    headTitle: short?.title,
    description: short?.description ?? frontMatter.description,
    day: edition,
    article: { published: date, modified: modifiedAt(frontMatter), tags },
    alternates: [
      { type: "text/markdown", title: words.feeds.markdown, path: besidePage(path, MARKDOWN_FILE) },
      { type: "application/json", title: words.feeds.data, path: besidePage(path, DATA_FILE) },
    ],
    structured: articleThings(site, article),
    trail: [
      { path: ARCHIVE_PAGE, title: words.head("archive").title },
      { path: archivePath(edition.slice(0, 7)), title: month },
    ],
  };
}

function articleValues(
  site: Site,
  article: PlacedArticle,
  related: readonly PlacedArticle[],
): LayoutValues<"article">["article"] {
  const { path, frontMatter, rendered, annotated } = article;
  const { title, description, date, language, review, tags } = frontMatter;
  const corrections = correctionsOf(frontMatter);
  return {
    ...listedValues(site, article, path),
    direction: textDirection(language),
    headline: annotated?.title ?? stringifyPage(plainPage(title)),
    standfirst: annotated?.description ?? stringifyPage(plainPage(description)),
    cutoff: date.slice(11, 16),
    instant: date,
    figures: String(article.figures),
    tags: tags.map((name) => {
      const to = tagPathOf(name);
      return { name, href: to && relativeLink(path, to) };
    }),
    reviewer: review === "automatic" ? undefined : review,
    parts: placeCharts(
      annotated?.sections ?? [{ html: withChartPlaces(rendered.html, () => ""), facts: [] }],
      site.charts?.ofArticle(article) ?? [],
      (line) => site.charts?.ofLine(article, line),
    ).map(({ body, charts }) => ({ body, charts: charts.map(chartValues) })),
    notes: annotated?.notes ?? [],
    contents: contentsOf(article),
    modified: corrections.length === 0 ? undefined : modifiedAt(frontMatter),
    corrections: corrections.map((each) => ({
      iso: each.date,
      date: dateWords(each.date.slice(0, 10), "long", site.publication.language),
      text: each.text,
    })),
    decisions: (frontMatter.decisions ?? []).map((each) => ({
      iso: each.date,
      date: dateWords(each.date.slice(0, 10), "long", site.publication.language),
      text: each.text,
    })),
    related: related.map((other) => listedValues(site, other, path)),
    share: shareValues(permanentLink(site.root, path), title, site.publication.share),
  };
}

function contentsOf({ rendered }: PlacedArticle): { href: string; title: string }[] {
  const sections = rendered.headings.filter(({ isBackMatter }) => !isBackMatter);
  if (sections.length < SECTIONS || rendered.words <= WORDS) return [];
  return sections.map(({ id, title }) => ({ href: `#${id}`, title }));
}
