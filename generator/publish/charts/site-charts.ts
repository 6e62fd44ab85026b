import { fill } from "../../base/text.ts";
import { lruCache, weakMemoize } from "../../base/memo.ts";
import { loadLanguage } from "../../compose/language.ts";
import type { World } from "../../world/world.ts";
import type { Publication } from "../../publication/publication.ts";
import type { Background } from "../model/background.ts";
import type { ApprovedArticle } from "../../articles/approved.ts";
import { factsOf, articleCache } from "../build/article-cache.ts";
import type { ChartLine } from "../../articles/chart-line.ts";
import { articleCharts, chartOfLine } from "./choose.ts";
import type { Chart } from "./chart.ts";
import { dayFigures, type DayFigures } from "./day-figures.ts";
import { chartDesk, type ChartDesk } from "./desk.ts";
import { loadChartWords } from "./chart-words.ts";

/** The charts of a site, each drawn from what was known at one instant. */
export interface SiteCharts {
  /** The desk for an instant, for pages of subjects and series: the cut-off of the newest edition, and by when its data had come. */
  desk(instant: number, arrived?: number): ChartDesk;
  /** The charts of the figures that an article prints, as known at its cut-off. */
  ofArticle(article: ApprovedArticle): readonly Chart[];
  /** A chart that an editor put into an article, as known at its cut-off. */
  ofLine(
    article: Pick<ApprovedArticle, "frontMatter" | "arrived">,
    line: ChartLine,
  ): Chart | undefined;
  /** What leads to such a chart where it cannot be drawn: its id on the article's page, and how it is called. */
  linkTo(
    article: Pick<ApprovedArticle, "frontMatter" | "arrived">,
    line: ChartLine,
  ): { readonly id: string; readonly text: string } | undefined;
  /** The day's table of figures as known at an instant. */
  ofDay(instant: number, arrived?: number): DayFigures | undefined;
}

/**
 * The charts of a publication.
 * @throws Failure (2) with line and column of each mistake in the words of charts.
 */
export function siteCharts(
  world: World,
  publication: Publication,
  background: Background,
): SiteCharts {
  const desk = desksOf(world, publication, background);
  const ofLine: SiteCharts["ofLine"] = ({ frontMatter, arrived }, line) =>
    chartOfLine(background.kit.charts, desk(Date.parse(frontMatter.date), arrived), line);
  return {
    desk,
    ofArticle: (article) =>
      articleCache(background).charts(article.digest, () =>
        articleCharts(
          background.kit.charts,
          desk(Date.parse(article.frontMatter.date), article.arrived),
          factsOf(world, publication.home, background, article),
        ),
      ),
    ofLine,
    linkTo(article, line) {
      const chart = ofLine(article, line);
      if (!chart) return undefined;
      const { words } = desk(Date.parse(article.frontMatter.date), article.arrived);
      return { id: chart.id, text: fill(words.link, { title: chart.title }) };
    },
    ofDay: (instant, arrived) => dayFigures(desk(instant, arrived)),
  };
}

/** The desk for what was known at an instant, and had come by another, in milliseconds; kept for a while. */
type Desks = (instant: number, arrived?: number) => ChartDesk;

/**
 * The desks of a publication.
 * @throws Failure (2) with line and column of each mistake in the words.
 */
function desksOf(world: World, publication: Publication, background: Background): Desks {
  const { home, language: code, catalogue } = publication;
  const language = loadLanguage(world, home, code, catalogue.units);
  const words = loadChartWords(world, home, code);
  const desks = desksBehind(background);
  return (instant, arrived) =>
    desks(`${instant} ${arrived}`, () =>
      chartDesk(background.view(instant, arrived), background.kit.measures, {
        scales: background.scales,
        language,
        words,
      }),
    );
}

/** A desk holds charts of the day: those of the days that are worked on together are kept. */
const DESKS = 64;

const desksBehind = weakMemoize((_background: Background) => lruCache<ChartDesk>(DESKS));
