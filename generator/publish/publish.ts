import type { World } from "../base/world.ts";
import type { Publication } from "../publication.ts";
import { siteRoot } from "./address.ts";
import { articlePage } from "./article-page.ts";
import type { Background } from "./background.ts";
import { buildsOf, show } from "./builds.ts";
import { articleCards } from "./cards/cards.ts";
import { siteCharts } from "./charts/site-charts.ts";
import { readEditions, type ApprovedArticle } from "./editions.ts";
import { feedPage } from "./feed.ts";
import { loadLayouts, type Layouts } from "./layouts.ts";
import { figureMarker, type FigureMarker } from "./marked.ts";
import type { Page } from "./page.ts";
import { archivePage, homePage, notFoundPage } from "./pages.ts";
import { placeArticle, type PlacedArticle, type Site } from "./site.ts";
import { styleSheet } from "./styles.ts";
import { inTurn } from "../base/turn.ts";

export interface PublishOptions {
  /** Without it the site shows the articles alone: no figure tells its source, and no chart is drawn. */
  readonly background?: Background;
  /** Called after each article's text is rendered. */
  readonly progress?: (done: number, total: number) => void;
}

export interface PublishSummary {
  /** Articles on the site. */
  readonly articles: number;
  /** Drafts left out. */
  readonly drafts: number;
  /** Files of the site. */
  readonly pages: number;
  /** Digest of the whole site. */
  readonly build: string;
  /** False when the very same site was shown before; nothing is rewritten then. */
  readonly changed: boolean;
  /** Absolute path of `site/dist`. */
  readonly dist: string;
}

/**
 * Makes the site of all approved articles and shows it in one step.
 * @throws Failure (2) naming each broken article, layout or style, with the site left as it was; (3) when the disk fails
 * or another command keeps publishing.
 */
export function publish(
  world: World,
  publication: Publication,
  options: PublishOptions = {},
): PublishSummary {
  const root = siteRoot(publication.url);
  const builds = buildsOf(publication.home);
  world.files.makeFolder(builds.folder);
  return inTurn("The site", builds.lock, () => {
    const { articles, drafts } = readEditions(world, publication);
    const layouts = loadLayouts(world, publication.home);
    const styles = styleSheet(world, publication.home);
    const { background } = options;
    const mark = background && figureMarker(world, publication, background);
    const placed = place(articles, mark, options.progress);
    const charts = background && siteCharts(world, publication, background);
    const cards = charts && articleCards(world, publication, placed, charts);
    const site: Site = {
      publication,
      root,
      stylesheet: styles.path,
      articles: placed,
      background,
      charts,
      cards,
    };
    const pages = [...pagesOf(site, layouts), styles, ...(cards?.values() ?? [])];
    const { build, changed } = show(world.files, builds, pages);
    return {
      articles: placed.length,
      drafts,
      pages: pages.length,
      build,
      changed,
      dist: builds.dist,
    };
  });
}

function place(
  articles: readonly ApprovedArticle[],
  mark: FigureMarker | undefined,
  progress: PublishOptions["progress"],
): PlacedArticle[] {
  return articles.map((article, index) => {
    const placed = placeArticle(article, mark);
    progress?.(index + 1, articles.length);
    return placed;
  });
}

function pagesOf(site: Site, layouts: Layouts): Page[] {
  const { articles } = site;
  return [
    homePage(site, layouts),
    ...articles.map((_, index) => articlePage(site, index, layouts)),
    archivePage(site, layouts),
    notFoundPage(site, layouts),
    feedPage(site, layouts),
  ];
}
