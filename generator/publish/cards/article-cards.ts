import { join } from "node:path";
import { dirname } from "node:path/posix";
import type { World } from "../../world/world.ts";
import { fill } from "../../base/text.ts";
import type { Publication } from "../../publication/publication.ts";
import { type CardFigure, cardSvg } from "./card-svg.ts";
import type { ChartDesk } from "../charts/desk.ts";
import { dayFigure } from "../charts/day-figures.ts";
import { knownSeries } from "../charts/series.ts";
import { buildsOf } from "../build/site-builds.ts";
import type { SiteCharts } from "../charts/site-charts.ts";
import { dateWords } from "../theme/dates.ts";
import type { Content, SiteFile } from "../build/site-file.ts";
import type { PlacedArticle } from "../model/placed-article.ts";
import { cardDigest, renderCard } from "./render-card.ts";
import type { DrawCard } from "./card-pool.ts";
import { loadFonts } from "./font.ts";

/** The picture that stands for an article where its address is shared. */
export interface Card extends SiteFile {
  /** For those who do not see it. */
  readonly alt: string;
}

/** Values of the course on a card. */
const COURSE = 90;

/** Fewer cards than these are drawn before a thread has started. */
const WORTH_THREADS = 24;

/**
 * A card for each article, by the article's path. One that the site shows already is not drawn again.
 * @param draw draws them where they are many.
 */
export function articleCards(
  world: World,
  publication: Publication,
  articles: readonly PlacedArticle[],
  charts: SiteCharts,
  draw: DrawCard,
): Map<string, Card> {
  const fonts = loadFonts(world);
  const { dist } = buildsOf(publication.home);
  const planned = articles.map((article) => {
    const { path, frontMatter } = article;
    const desk = charts.desk(Date.parse(frontMatter.date), article.arrived);
    const date = dateWords(frontMatter.edition, "long", publication.language);
    const figure = figureOf(desk, article.printed.priced);
    const { title } = frontMatter;
    const svg = cardSvg({ publication: publication.name, title, date, figure }, fonts);
    const place = `${dirname(path)}/card.${cardDigest(svg)}.png`;
    const alt = altOf(desk, { title, name: publication.name, day: date }, figure);
    const shown = join(dist, place);
    return { path, place, alt, shown, missing: world.files.exists(shown) ? undefined : svg };
  });
  const isWorthThreads = planned.filter(({ missing }) => missing).length >= WORTH_THREADS;
  return new Map(
    planned.map(({ path, place, alt, shown, missing: svg }) => {
      const content = (): Content | Promise<Content> => {
        if (svg === undefined) return world.files.readBytes(shown);
        return isWorthThreads ? draw(svg, place) : renderCard(svg);
      };
      return [path, { path: place, alt, key: place, content }];
    }),
  );
}

/** The price that an article is about, with its change and course. */
function figureOf(desk: ChartDesk, subject: string | undefined): CardFigure | undefined {
  const known = subject && knownSeries(desk, `${subject}.close`, COURSE);
  const row = subject && dayFigure(desk, subject);
  if (!known || !row) return undefined;
  const change = row.change && fill(desk.words.card.change, { change: row.change });
  return { name: known.series.title, value: row.last, change, points: known.points };
}

function altOf(
  { words }: ChartDesk,
  of: { readonly title: string; readonly name: string; readonly day: string },
  figure: CardFigure | undefined,
): string {
  const { alt, altFigure } = words.card;
  return figure
    ? fill(altFigure, { ...of, series: figure.name, value: figure.value })
    : fill(alt, of);
}
