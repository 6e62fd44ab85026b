import type { Root } from "hast";
import { traceFigures, type TracedFigure } from "../../check/verify/traced.ts";
import type { World } from "../../world/world.ts";
import type { Publication } from "../../publication/publication.ts";
import type { Background } from "./background.ts";
import { factsOf } from "../build/article-cache.ts";
import { plainPage, stringifyPage } from "../text/markdown.ts";
import { FootnoteReferences } from "../text/footnote-references.ts";
import { footnoteWords } from "../theme/footnote-words.ts";
import { Footnotes, type PageOf } from "../text/footnotes.ts";
import { ruleTitle, type PageWords } from "../theme/page-words.ts";
import { articlePath, narrativePath, relativeLink, seriesPath } from "./address.ts";
import { shownSeries } from "../pages/subject-series.ts";
import { annotatedSections, type Annotator } from "../text/annotated-text.ts";

/** Marks the figures of articles by the data and the vocabulary behind them. */
export function articleAnnotator(
  world: World,
  { home, language, catalogue }: Publication,
  background: Background,
  pageWords: PageWords,
): Annotator {
  const { view, kit, scales, vocabulary, notes: words = footnoteWords(language) } = background;
  const shown = new Set(shownSeries(catalogue).map(({ id }) => id));
  const rules = new Set(background.narratives.map(({ id }) => id));
  const pagesFrom = (path: string): PageOf => ({
    series: (id) => (shown.has(id) ? relativeLink(path, seriesPath(id)) : undefined),
    rule: (id) =>
      rules.has(id)
        ? { href: relativeLink(path, narrativePath(id)), title: ruleTitle(id, pageWords) }
        : undefined,
  });
  return (article, body, text) => {
    const facts = factsOf(world, home, background, article);
    const { title, description } = article.frontMatter;
    const known = view(Date.parse(facts.cutoff), article.arrived);
    const figures = traceFigures({ title, description, body, tree: text.tree }, facts, vocabulary, {
      view: known,
      measures: kit.measures,
      scales,
    });
    const footnotes = new Footnotes({
      view: known,
      bindables: kit.bindables,
      words,
      language,
      pageOf: pagesFrom(articlePath(article.frontMatter.edition, article.slug)),
    });
    const references = new FootnoteReferences();
    const annotate = (page: Root, source: string, traced: readonly TracedFigure[]): Root => {
      const places = traced.map(({ start, end, fact }) => ({
        start,
        end,
        note: footnotes.numberOf(fact),
      }));
      references.insert(page, source, places);
      return page;
    };
    return {
      title: stringifyPage(annotate(plainPage(title), title, figures.title)),
      description: stringifyPage(
        annotate(plainPage(description), description, figures.description),
      ),
      sections: annotatedSections(annotate(text.page, body, figures.body), figures.body),
      notes: footnotes.notes,
    };
  };
}
